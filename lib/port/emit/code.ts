/** A piece of TypeScript and how tightly it holds together. */
export interface Code {
  readonly text: string;
  readonly level: Level;
}

/** How tightly operators bind, the loosest first. */
export const Level = {
  Assign: 1,
  Conditional: 2,
  /** Looser than it need be, as it is easier to read in brackets. */
  Await: 3,
  Or: 4,
  And: 5,
  Equal: 9,
  Compare: 10,
  Plus: 12,
  Times: 13,
  Power: 14,
  Unary: 15,
  Member: 20,
} as const;

export type Level = number;

export const code = (text: string, level: Level = Level.Member): Code => ({ text, level });

/** The text of the code where something of that level may stand. */
export function at(level: Level, { text, level: own }: Code): string {
  return own < level || (level === Level.Member && /^\d+$/.test(text)) ? `(${text})` : text;
}

export function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (escaped.includes("'") && !escaped.includes('"')) return `"${escaped}"`;
  return `'${escaped.replaceAll("'", "\\'")}'`;
}

/** Stands for a line break within text until the lines are laid out. */
export const LINE_BREAK = '\uE000';

const HOLE = /\$(\d|\*)|@([\p{L}_$][\p{L}\p{N}_$]*)/gu;

export interface Holes {
  readonly receiver?: Code | undefined;
  readonly args: readonly Code[];
  readonly use: (name: string) => string;
}

/** Fills a form of the library tables; each hole gets the brackets that its place asks for. */
export function fill(form: string, { receiver, args, use }: Holes): Code {
  const bare = form.replace(/\/\*[^*]*\*\//g, '');
  const filled = bare.replace(HOLE, (_hole, which: string | undefined, name: string | undefined, index: number) => {
    if (name !== undefined) return use(name);
    if (which === '*') return args.map(({ text }) => text).join(', ');
    const given = which === '0' ? receiver : args[Number(which) - 1];
    return given === undefined ? 'undefined' : at(levelAround(bare, index), given);
  });
  const tidy = /^\S+\(\{/.test(bare) ? filled.replace(/, \w+: undefined\b|\w+: undefined, /g, '') : filled;
  return form === '$0' && receiver !== undefined ? receiver : code(tidy, levelOf(bare));
}

/** `f($1)` takes anything, `$1.length` only what a dot may follow. */
function levelAround(form: string, index: number): Level {
  const before = form.slice(0, index).trimEnd().at(-1) ?? '(';
  const after =
    form
      .slice(index + 2)
      .trimStart()
      .at(0) ?? ')';
  if (after === '.' || after === '[') return before === '.' ? Level.Assign : Level.Member;
  if ('([{,'.includes(before) && ')]},'.includes(after)) return Level.Assign;
  return Level.Unary;
}

function levelOf(form: string): Level {
  const outer = withoutBrackets(form);
  if (form.startsWith('await ')) return Level.Await;
  if (outer.includes('=>') || outer.includes('??=')) return Level.Assign;
  return outer.replace(/^new /, '').includes(' ') ? Level.Conditional : Level.Member;
}

function withoutBrackets(text: string): string {
  const inner = text.replace(/'[^']*'/g, "''").replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g, '#');
  return inner === text ? text : withoutBrackets(inner);
}

/** What a text is put together from: text of its own, or code that gives some. */
export type Piece = string | Code;

/** Text and code in turns, as a template or as the shortest thing that says the same. */
export function template(pieces: readonly Piece[]): Code {
  if (pieces.every((piece) => typeof piece === 'string')) return code(quote(pieces.join('')));
  const inner = pieces.map((piece) => (typeof piece === 'string' ? escapeTemplate(piece) : `\${${piece.text}}`));
  return code(`\`${inner.join('')}\``);
}

export function escapeTemplate(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`')
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}
