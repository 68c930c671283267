export const JSON_HELPERS: Readonly<Record<string, string>> = {
  jsonText: `
interface JsonStyle {
  indent?: number | string | null;
  sort_keys?: boolean;
  ensure_ascii?: boolean;
  separators?: readonly string[] | null;
  form?: Form;
}

/** JSON as Python's json.dumps writes it, to the byte: blanks, order of keys, escapes. */
function jsonText(value: unknown, style: JsonStyle = {}, around = '\\n'): string {
  const { indent = null, sort_keys = false, ensure_ascii = true, form = null } = style;
  if (typeof value === 'string') return ensure_ascii ? inAscii(JSON.stringify(value)) : JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return repr(value, form);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (value instanceof Set || value instanceof Date) throw new TypeError('Object is not JSON serializable');
  const inside = indent === null ? '' : around + (typeof indent === 'number' ? ' '.repeat(indent) : indent);
  const [comma = '', colon = ''] = style.separators ?? [indent === null ? ', ' : ',', ': '];
  const text = (item: unknown, index = 0): string => jsonText(item, { ...style, form: formWithin(form, index) }, inside);
  const entries = Object.entries(value);
  const items = Array.isArray(value)
    ? value.map((item, index) => text(item, index))
    : (sort_keys ? entries.sort(([a], [b]) => compareValues(a, b)) : entries).map(
        ([key, item]) => text(key) + colon + text(item),
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (items.length === 0) return open + close;
  return open + inside + items.join(comma + inside) + (indent === null ? '' : around) + close;
}`,
  inAscii: `
function inAscii(text: string): string {
  return text.replace(/[\\u007f-\\uffff]/g, (mark) => \`\\\\u\${mark.charCodeAt(0).toString(16).padStart(4, '0')}\`);
}`,
};
