/** Breaks what is too long for a line at the outermost brackets, an item a line. */

import { LINE_BREAK } from './code';

const WIDTH = 120;

export function layOut(text: string): string {
  const lines = withoutExtraBlanks(text.split('\n')).flatMap((line) => breakLine(line));
  return `${lines.join('\n').trim().replaceAll(LINE_BREAK, '\n')}\n`;
}

function withoutExtraBlanks(lines: readonly string[]): string[] {
  const joined = lines.join('\n').split('\n');
  return joined.filter((line, index) => line !== '' || (joined[index - 1] !== '' && joined[index + 1] !== '}'));
}

function breakLine(line: string): string[] {
  if (line.length <= WIDTH || line.includes(LINE_BREAK) || /^\s*(\/\/|\*|\/\*)/.test(line)) return [line];
  const group = widestGroup(line);
  if (group === undefined) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const items = itemsOf(line, group);
  const hasRest = line.endsWith(') {') && items.at(-1)?.startsWith('...') === true;
  const lines = items.map((item, index) => `${indent}  ${item}${hasRest && index === items.length - 1 ? '' : ','}`);
  return [line.slice(0, group.open + 1), ...lines.flatMap(breakLine), ...breakLine(indent + line.slice(group.close))];
}

function itemsOf(line: string, { open, close, commas }: Group): string[] {
  const starts = [open, ...commas];
  return starts
    .map((start, index) => line.slice(start + 1, commas[index] ?? close).trim())
    .filter((item) => item !== '');
}

interface Group {
  readonly open: number;
  readonly close: number;
  readonly commas: readonly number[];
  readonly depth: number;
}

/** The widest outermost brackets that list something; an only item in brackets of its own is opened itself. */
function widestGroup(line: string): Group | undefined {
  const groups = groupsIn(line).filter(
    (group) => group.depth === 0 && lists(line, group) && group.close - group.open > 20,
  );
  const [widest] = groups.sort((a, b) => b.close - b.open - (a.close - a.open));
  if (widest === undefined || widest.commas.length > 0) return widest;
  const only = groupsIn(line).find(({ open, close }) => open === widest.open + 1 && close === widest.close - 1);
  return only !== undefined && '{['.includes(line.charAt(only.open)) ? only : widest;
}

/** Brackets around an operand list nothing: a comma there would change what they mean. */
function lists(line: string, { open }: Group): boolean {
  return line.charAt(open) !== '(' || /[\w$)\]>]$/.test(line.slice(0, open))
    ? !/\$\{?$/.test(line.slice(0, open))
    : false;
}

function groupsIn(line: string): Group[] {
  const groups: Group[] = [];
  const stack: { open: number; commas: number[] }[] = [];
  for (const index of codeIndexes(line)) {
    const mark = line.charAt(index);
    if ('([{'.includes(mark)) stack.push({ open: index, commas: [] });
    else if (mark === ',') stack.at(-1)?.commas.push(index);
    else if (')]}'.includes(mark)) {
      const group = stack.pop();
      if (group !== undefined) groups.push({ ...group, close: index, depth: stack.length });
    }
  }
  return groups;
}

/** The places outside strings, templates and comments; a template may hold code, and that another template. */
function* codeIndexes(line: string): Generator<number> {
  const around: string[] = [];
  for (let index = 0; index < line.length; index += 1) {
    const mark = line.charAt(index);
    const quote = around.at(-1) ?? '';
    if (`'"\``.includes(quote) && quote !== '') {
      if (mark === '\\') index += 1;
      else if (mark === quote) around.pop();
      else if (quote === '`' && line.startsWith('${', index)) {
        around.push('{');
        index += 1;
      }
    } else if (`'"\``.includes(mark)) around.push(mark);
    else if (mark === '{' && around.length > 0) around.push('{');
    else if (mark === '}' && around.length > 0) around.pop();
    else if (mark === '/' && line.charAt(index + 1) === '/') return;
    else if (around.length === 0) yield index;
  }
}
