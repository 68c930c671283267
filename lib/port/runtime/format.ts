export const FORMAT_HELPERS: Readonly<Record<string, string>> = {
  formatted: `
/** A value in Python's format: '>10', '05.1f', ','. */
function formatted(value: unknown, spec: string, form: Form = null): string {
  const parts = /^(?:(.)?([<>=^]))?([-+ ]?)(#?)(0?)(\\d*)([,_]?)(?:\\.(\\d+))?([a-zA-Z%]?)$/s.exec(spec);
  if (parts === null) throw new ValueError(\`Invalid format specifier '\${spec}'\`);
  const [, given, side, plus = '', prefix = '', zero = '', width = '', comma = '', precision, letter = ''] = parts;
  const isNumber = typeof value === 'number' || (typeof value === 'boolean' && letter !== '');
  if (!isNumber && !['', 's'].includes(letter)) throw new ValueError(\`Unknown format code '\${letter}' for this value\`);
  const digits = precision === undefined ? undefined : Number(precision);
  const bare = isNumber ? digitsOf(Number(value), letter, digits, form) : str(value, form).slice(0, digits);
  const [whole = '', ...rest] = bare.split(/(?=[.e%])/);
  const grouped = comma === '' ? bare : whole.replace(/\\B(?=(\\d{3})+$)/g, comma) + rest.join('');
  const isBelow = isNumber && (Number(value) < 0 || Object.is(value, -0));
  const mark = prefix !== '' && 'xXob'.includes(letter || '?') ? \`0\${letter}\` : '';
  const sign = (isBelow ? '-' : isNumber ? plus.replace('-', '') : '') + mark;
  const fill = given ?? (zero === '' ? ' ' : '0');
  const missing = Math.max(0, Number(width) - sign.length - [...grouped].length);
  const where = side ?? (zero !== '' && isNumber ? '=' : isNumber ? '>' : '<');
  if (where === '=') return sign + fill.repeat(missing) + grouped;
  const left = where === '<' ? 0 : where === '^' ? Math.floor(missing / 2) : missing;
  return fill.repeat(left) + sign + grouped + fill.repeat(missing - left);
}`,
  digitsOf: `
/** The digits of a number, without its sign. */
function digitsOf(number: number, letter: string, digits: number | undefined, form: Form): string {
  const size = Math.abs(number);
  if (!Number.isFinite(size)) return numberText(size);
  const radix = { x: 16, X: 16, o: 8, b: 2 }[letter];
  if (radix !== undefined) return letter === 'X' ? size.toString(radix).toUpperCase() : size.toString(radix);
  if (letter === 'f' || letter === 'F') return fixed(size, digits ?? 6);
  if (letter === '%') return \`\${fixed(size * 100, digits ?? 6)}%\`;
  if (letter === 'e' || letter === 'E') return exponential(size, digits ?? 6, letter);
  if (letter === 'g' || letter === 'G' || (letter === '' && digits !== undefined)) return general(size, digits ?? 6);
  if (letter === 'c') return String.fromCodePoint(size);
  if (letter === 'd' || letter === 'n') return String(Math.trunc(size));
  return form === 'float' ? floatText(size) : numberText(size);
}`,
  fixed: `
/** Halves that are exact go to the even neighbour. */
function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const exact = value.toFixed(Math.min(100, digits + 40));
  const end = exact.length - Math.min(100, digits + 40) + digits;
  const below = exact.slice(0, digits === 0 ? end - 1 : end);
  return /^50*$/.test(exact.slice(end)) && /[02468]$/.test(below) ? below : text;
}`,
  exponential: `
function exponential(value: number, digits: number, letter: string): string {
  return value.toExponential(digits).replace(/e([+-])(\\d)$/, 'e$10$2').replace('e', letter);
}`,
  general: `
function general(value: number, digits: number): string {
  const short = Number(value.toPrecision(Math.max(1, digits)));
  const size = short === 0 ? 0 : Math.floor(Math.log10(Math.abs(short)));
  if (size >= -4 && size < Math.max(1, digits)) return String(short);
  return short.toExponential().replace(/e([+-])(\\d)$/, 'e$10$2');
}`,
  truncated: `
/** What %d shows of a number. */
function truncated(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Math.trunc(Number(value));
  throw new TypeError('%d format: a real number is required');
}`,
  percentText: `
/** Python's \`format % given\`. */
function percentText(format: string, given: unknown, form: Form = null): string {
  const directive = /%(?:\\(([^)]*)\\))?([-+0 #]*)(\\*|\\d*)(?:\\.(\\d+))?[hlL]?([diuoxXfFeEgGcrsa%])/g;
  const wanted = [...format.replaceAll('%%', '').matchAll(directive)].map(([, , , width]) => (width === '*' ? 2 : 1));
  const count = wanted.reduce((all: number, own) => all + own, 0);
  const isTuple = Array.isArray(given) && (count !== 1 || given.length === 1);
  const items: unknown[] = isTuple ? [...given] : [given];
  let place = 0;
  return format.replace(directive, (_whole, name, flags, space, digits, letter) => {
    if (letter === '%') return '%';
    const width = space === '*' ? String(items[place++]) : space;
    const own = isTuple ? formWithin(form, place) : form;
    const value = name === undefined ? items[place++] : (given as Record<string, unknown>)[name];
    return percentValue(value, { flags, width, digits, letter }, own);
  });
}`,
  percentValue: `
function percentValue(
  value: unknown,
  { flags, width, digits, letter }: { flags: string; width: string; digits?: string; letter: string },
  form: Form,
): string {
  const isText = 'rsa'.includes(letter);
  const side = flags.includes('-') ? '<' : isText ? '>' : '';
  const zero = flags.includes('0') && !flags.includes('-') && !isText ? '0' : '';
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const code = 'iu'.includes(letter) ? 'd' : isText ? '' : letter;
  const shown = isText ? (letter === 's' ? str(value, form) : repr(value, form)) : 'diu'.includes(letter) ? truncated(value) : value;
  const precision = digits === undefined ? '' : \`.\${digits}\`;
  return formatted(shown, side + sign + (flags.includes('#') ? '#' : '') + zero + width + precision + code);
}`,
};
