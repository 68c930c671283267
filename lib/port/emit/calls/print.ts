import { type Argument, type Expression, type ExpressionOf } from '../../syntax/tree';
import { code, type Code, type Piece, quote, template } from '../code';
import { type Context } from '../context';
import { iterated } from './iteration';
import { takenFirst } from '../order';
import { shown, shownAlone } from '../text';

/** `print(…)`, and the print statement as the parser hands it on. */
export function writePrint({ args }: ExpressionOf<'call'>, context: Context): Code {
  const option = (name: string): Expression | undefined => args.find((arg) => arg.name === name)?.value;
  const values = args.filter(({ name }) => name === undefined);
  const file = option('file');
  const end = option('end');
  const separator = option('sep');
  if (file === undefined && end === undefined && separator === undefined)
    return plainPrint(values, 'console.log', context);
  if (file !== undefined && end === undefined && isStandardError(file))
    return plainPrint(values, 'console.error', context);
  const text = template([
    ...joinedInOrder(values, separator, context),
    ...(end === undefined ? ['\n'] : shown(end, context)),
  ]);
  return code(`${file === undefined ? 'process.stdout' : context.text(file)}.write(${text.text})`);
}

function isStandardError(file: Expression): boolean {
  return file.kind === 'attribute' && file.name === 'stderr';
}

function plainPrint(values: readonly Argument[], method: string, context: Context): Code {
  const [first] = values;
  if (values.length === 1 && first !== undefined && first.star === undefined)
    return code(`${method}(${printed(first.value, context)})`);
  if (values.length > 1 && isSafeFormat(first) && values.every(({ star }) => star === undefined)) {
    return code(`${method}(${values.map(({ value }) => printed(value, context)).join(', ')})`);
  }
  return code(`${method}(${values.length === 0 ? '' : joinedText(values, context)})`);
}

/** The first of several arguments is a format string to `console.log`: nothing in it may look like one. */
function isSafeFormat(first: Argument | undefined): boolean {
  return first?.value.kind === 'string' && !first.value.value.includes('%');
}

function printed(value: Expression, context: Context): string {
  const { kind } = context.typeOf(value);
  return kind === 'str' || kind === 'int' ? context.text(value) : shownAlone(value, context).text;
}

function joinedText(values: readonly Argument[], context: Context): string {
  const pieces = joinedInOrder(values, undefined, context);
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined && typeof only !== 'string' ? only.text : template(pieces).text;
}

function joinedInOrder(values: readonly Argument[], separator: Expression | undefined, context: Context): Piece[] {
  const given = values.map(({ value }) => value);
  if (values.some(({ star }) => star !== undefined)) return joined(values, separator, context);
  return takenFirst(given, context, (taken) =>
    joined(
      taken.map((value) => ({ value })),
      separator,
      context,
    ),
  );
}

function joined(values: readonly Argument[], separator: Expression | undefined, context: Context): Piece[] {
  const between = separator === undefined ? [' '] : shown(separator, context);
  if (values.some(({ star }) => star !== undefined)) return [starred(values, between, context)];
  return values.flatMap(({ value }, index) => {
    return index === 0 ? shown(value, context) : [...between, ...shown(value, context)];
  });
}

/** How many values there are to print is not known. */
function starred(values: readonly Argument[], [between = ' ']: Piece[], context: Context): Code {
  const items = values.map(({ value, star }) => {
    if (star === undefined) return template(shown(value, context)).text;
    return `...Array.from(${iterated(value, context)}, (item) => ${context.use('str')}(item))`;
  });
  return code(`[${items.join(', ')}].join(${typeof between === 'string' ? quote(between) : between.text})`);
}
