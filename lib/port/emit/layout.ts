/** Breaks what is too long for a line at the outermost brackets, an item a line. */

const WIDTH = 120;

export function layOut(text: string): string {
  const lines = withoutExtraBlanks(text.split('\n')).flatMap((line) => breakLine(line));
  return `${lines.join('\n').trim()}\n`;
}

function withoutExtraBlanks(lines: readonly string[]): string[] {
  const joined = lines.join('\n').split('\n');
  return joined.filter((line, index) => line !== '' || (joined[index - 1] !== '' && joined[index + 1] !== '}'));
}

function breakLine(line: string): string[] {
  if (line.length <= WIDTH || /^\s*(\/\/|\*|\/\*)/.test(line)) return [line];
  const group = outermostGroup(line);
  if (group === undefined) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const { open, close, commas } = group;
  const starts = [open, ...commas];
  const items = starts
    .map((start, index) => line.slice(start + 1, commas[index] ?? close).trim())
    .filter((item) => item !== '');
  const isLastOpen =
    items.at(-1)?.startsWith('...') === true && line[open] === '(' && /^\s*(async )?function|=> \{$/.test(line);
  const ends = items.map((item, index) => `${indent}  ${item}${index === items.length - 1 && isLastOpen ? '' : ','}`);
  return [line.slice(0, open + 1), ...ends.flatMap(breakLine), ...breakLine(indent + line.slice(close))];
}

interface Group {
  readonly open: number;
  readonly close: number;
  readonly commas: readonly number[];
}

/** The last group of brackets that holds enough to be worth a break. */
function outermostGroup(line: string): Group | undefined {
  const groups: Group[] = [];
  const stack: { open: number; commas: number[] }[] = [];
  for (const index of codeIndexes(line)) {
    const mark = line.charAt(index);
    if ('([{'.includes(mark)) stack.push({ open: index, commas: [] });
    else if (mark === ',') stack.at(-1)?.commas.push(index);
    else if (')]}'.includes(mark)) {
      const group = stack.pop();
      if (group !== undefined && stack.length === 0) groups.push({ ...group, close: index });
    }
  }
  return groups
    .filter(({ open, close }) => close - open > 20 && line.charAt(open + 1) !== ')')
    .sort((a, b) => b.close - b.open - (a.close - a.open))[0];
}

/** The places outside strings, templates and comments. */
function* codeIndexes(line: string): Generator<number> {
  let quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const mark = line.charAt(index);
    if (quote !== '') {
      if (mark === '\\') index += 1;
      else if (mark === quote) quote = '';
    } else if (`'"\``.includes(mark)) quote = mark;
    else if (mark === '/' && line.charAt(index + 1) === '/') return;
    else yield index;
  }
}
