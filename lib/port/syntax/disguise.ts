/**
 * Two forms that the grammar does not know: `lambda (key, value): …` of Python 2, and `for first, *rest in rows` within
 * brackets. It is shown a name of the same length in their place; who reads that name from the source finds the form again.
 */
import { type Expression, type Span } from './tree';
import { type Token } from './scan';

/** A letter to the grammar, and in nobody's script. */
const LETTER = '\u02D1';

export function disguise(source: string, tokens: readonly Token[]): string {
  let readable = source;
  for (const { from, to } of [...starsIn(tokens), ...tuplesIn(tokens)]) {
    readable = readable.slice(0, from) + LETTER.repeat(to - from) + readable.slice(to);
  }
  return readable;
}

/** What a disguised name stands for; `undefined` for an honest one. */
export function uncover(text: string, { from, to }: Span): Expression | undefined {
  if (text.startsWith('*'))
    return { kind: 'star', value: { kind: 'name', id: text.slice(1).trim(), from, to }, from, to };
  if (!text.startsWith('(')) return undefined;
  const items = partsOf(text.slice(1, -1)).map((part): Expression => {
    const name = part.trim();
    return uncover(name, { from, to }) ?? { kind: 'name', id: name, from, to };
  });
  return { kind: 'tuple', items, from, to };
}

/** Between the commas that stand in no brackets. */
function partsOf(text: string): string[] {
  return Array.from(text.matchAll(/(?:\((?:[^()]|\([^()]*\))*\)|[^(),])+/g), ([part]) => part).filter(
    (part) => part.trim() !== '',
  );
}

function starsIn(tokens: readonly Token[]): Span[] {
  let depth = 0;
  let isTarget = false;
  return tokens.flatMap(({ text, from, kind }, index) => {
    if (kind === 'mark') depth += Number('([{'.includes(text)) - Number(')]}'.includes(text));
    if (kind === 'word' && (text === 'for' || text === 'in')) isTarget = text === 'for' && depth > 0;
    const next = tokens[index + 1];
    const isStar = isTarget && text === '*' && next?.kind === 'word';
    return isStar ? [{ from, to: next.from + next.text.length }] : [];
  });
}

/** Brackets around nothing but names, among the parameters of a `lambda` or `def`. */
function tuplesIn(tokens: readonly Token[]): Span[] {
  const code = tokens.filter(({ kind }) => kind !== 'space' && kind !== 'newline' && kind !== 'comment');
  return code.flatMap(({ text, kind }, index) => {
    if (kind !== 'word' || (text !== 'lambda' && text !== 'def')) return [];
    return tuplesAmong(code, text === 'def' ? index + 3 : index + 1);
  });
}

function tuplesAmong(code: readonly Token[], start: number): Span[] {
  const found: Span[] = [];
  let depth = 0;
  let open = 0;
  for (let index = start; index < code.length; index += 1) {
    const { text = '', from = 0 } = code[index] ?? {};
    if (depth === 0 && (text === ':' || text === ')')) return found;
    if (text === '(' && depth === 0 && !isPlaceOfTuple(code[index - 1])) return found;
    if (text === '(') open = depth === 0 ? from : open;
    depth += Number(text === '(') - Number(text === ')');
    if (text === ')' && depth === 0) found.push({ from: open, to: from + 1 });
  }
  return [];
}

function isPlaceOfTuple(before: Token | undefined): boolean {
  return before !== undefined && ['lambda', '(', ','].includes(before.text);
}
