export const TEXT_HELPERS: Readonly<Record<string, string>> = {
  str: `
/** A value as Python prints it. */
function str(value: unknown, form: Form = null): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return messageOf(value);
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '');
  const isOwn = typeof value === 'object' && value !== null && !(value instanceof Set);
  const isPlain = [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value ?? {}));
  return isOwn && !isPlain ? String(value) : repr(value, form);
}`,
  Form: `
/** What a value does not know of itself: that 3 is a float, that a list is a tuple. */
type Form = 'float' | null | readonly Form[] | { of: Form; isTuple?: true };`,
  formWithin: `
function formWithin(form: Form, index: number): Form {
  if (form === null || typeof form === 'string') return null;
  return 'of' in form ? form.of : (form[index] ?? null);
}`,
  repr: `
/** A value as Python shows it within a list. */
function repr(value: unknown, form: Form = null): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quotedText(value);
  if (typeof value === 'number') return form === 'float' ? floatText(value) : numberText(value);
  const inside = (items: readonly unknown[]): string =>
    items.map((item, index) => repr(item, formWithin(form, index))).join(', ');
  if (Array.isArray(value) && Object.getPrototypeOf(value) !== Array.prototype) return ownText(value);
  const isTuple = Array.isArray(form) || (typeof form === 'object' && form !== null && 'isTuple' in form);
  if (Array.isArray(value) && isTuple) return value.length === 1 ? \`(\${inside(value)},)\` : \`(\${inside(value)})\`;
  if (Array.isArray(value)) return \`[\${inside(value)}]\`;
  if (value instanceof Set) return value.size === 0 ? 'set()' : \`{\${inside([...value])}}\`;
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return ownText(value);
  const entries = Object.entries(value).map(([key, item]) => \`\${repr(key)}: \${repr(item, formWithin(form, 0))}\`);
  return \`{\${entries.join(', ')}}\`;
}`,
  ownText: `
/** Of an object with a \`__repr__\`, that. */
function ownText(value: any): string {
  if (typeof value.__repr__ === 'function') return value.__repr__();
  return value instanceof Error ? \`\${value.name}(\${quotedText(value.message)})\` : String(value);
}`,
  quotedText: `
function quotedText(text: string): string {
  const escaped = text.replaceAll('\\\\', '\\\\\\\\').replaceAll('\\n', '\\\\n').replaceAll('\\r', '\\\\r').replaceAll('\\t', '\\\\t');
  return escaped.includes("'") && !escaped.includes('"') ? \`"\${escaped}"\` : \`'\${escaped.replaceAll("'", "\\\\'")}'\`;
}`,
  floatText: `
/** A float as Python writes it: 3.0, 1e-07, 1e+16. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', 'inf').toLowerCase();
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\\d)$/, 'e$10$2');
  return Number.isInteger(value) ? \`\${Object.is(value, -0) ? '-0' : value}.0\` : String(value);
}`,
  numberText: `
/** A number that may be an int. */
function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : floatText(value);
}`,
  stripped: `
function stripped(text: string, marks: string | null, side: 'both' | 'start' | 'end' = 'both'): string {
  const isMark = (mark: string): boolean => (marks === null ? mark.trim() === '' : marks.includes(mark));
  let start = 0;
  let end = text.length;
  if (side !== 'end') while (start < end && isMark(text.charAt(start))) start++;
  if (side !== 'start') while (end > start && isMark(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}`,
  titled: `
function titled(text: string): string {
  return text.replace(/\\p{L}+/gu, capitalised);
}`,
  capitalised: `
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}`,
  splitTimes: `
function splitTimes(text: string, separator: string | null, times: number): string[] {
  if (separator === null) {
    const [, first, rest] = /^\\s*(\\S+)(?:\\s+([^]*))?$/.exec(text) ?? [];
    if (first === undefined) return [];
    if (times === 0 || rest === undefined || rest === '') return [times === 0 ? text.trimStart() : first];
    return [first, ...splitTimes(rest, null, times - 1)];
  }
  const parts = text.split(separator);
  return times < 0 || parts.length <= times ? parts : [...parts.slice(0, times), parts.slice(times).join(separator)];
}`,
  splitTimesFromEnd: `
function splitTimesFromEnd(text: string, separator: string, times: number): string[] {
  const parts = text.split(separator);
  const first = parts.length - times;
  return first <= 0 ? parts : [parts.slice(0, first).join(separator), ...parts.slice(first)];
}`,
  linesOf: `
function linesOf(text: string): string[] {
  const lines = text.split(/\\r\\n|\\r|\\n/);
  return lines[lines.length - 1] === '' ? lines.slice(0, -1) : lines;
}`,
  partitionedFromEnd: `
function partitionedFromEnd(text: string, separator: string): [string, string, string] {
  const at = text.lastIndexOf(separator);
  return at === -1 ? ['', '', text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}`,
  zeroFilled: `
function zeroFilled(text: string, width: number): string {
  const [, sign = '', digits = ''] = /^([+-]?)([^]*)$/.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}`,
  placeOf: `
function placeOf(item: any, items: string | readonly any[]): number {
  const place = typeof items === 'string' ? items.indexOf(item) : items.findIndex((other) => isEqual(other, item));
  if (place === -1) throw new ValueError(\`\${repr(item)} is not in list\`);
  return place;
}`,
  linesWithEnds: `
function linesWithEnds(text: string): string[] {
  return text.match(/[^\\r\\n]*(?:\\r\\n|\\r|\\n)|[^\\r\\n]+/g) ?? [];
}`,
  partitioned: `
function partitioned(text: string, separator: string): [string, string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}`,
  replaceTimes: `
function replaceTimes(text: string, old: string, replacement: string, times: number): string {
  const parts = text.split(old);
  return [parts.slice(0, times + 1).join(replacement), ...parts.slice(times + 1)].join(old);
}`,
  centred: `
function centred(text: string, width: number, fill = ' '): string {
  const missing = Math.max(0, width - text.length);
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return text.padStart(text.length + left, fill).padEnd(width, fill);
}`,
  dedent: `
function dedent(text: string): string {
  const margins = [...text.matchAll(/^([ \\t]*)\\S/gm)].map(([, margin = '']) => margin.length);
  const margin = Math.min(...margins);
  return text
    .split('\\n')
    .map((line) => (line.trim() === '' ? '' : line.slice(margin)))
    .join('\\n');
}`,
  formatText: `
/** Python's \`format.format(…)\`. A field may lead into its value, and its format may have fields as well. */
function formatText(format: string, args: readonly unknown[], named: Record<string, unknown>): string {
  const field = /\\{\\{|\\}\\}|\\{(\\w*)((?:\\.\\w+|\\[[^\\]]*\\])*)(?:!([rsa]))?(?::((?:[^{}]|\\{[^{}]*\\})*))?\\}/g;
  let next = 0;
  const filled = (text: string): string =>
    text.replace(field, (whole, name, path, conversion, spec = '') => {
      if (whole === '{{' || whole === '}}') return whole.charAt(0);
      const place = name === '' ? next++ : /^\\d+$/.test(name) ? Number(name) : undefined;
      let value: any = place === undefined ? itemAt(named, name) : itemAt(args, place);
      for (const [, attribute, key] of path.matchAll(/\\.(\\w+)|\\[([^\\]]*)\\]/g)) value = value[attribute ?? key];
      return formatted(conversion === 'r' ? repr(value) : value, filled(spec));
    });
  return filled(format);
}`,
};
