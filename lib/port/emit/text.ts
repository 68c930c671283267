/** Text put together: `%`, `.format()`, f-strings, `str()`, as pieces of one template. */
import { INT, present, STR } from '../analysis/types';
import { type Argument, type Expression, type ExpressionOf, type Replacement } from '../syntax/tree';
import { at, code, type Code, fill, Level, type Piece, quote, template } from './code';
import { type Context } from './context';
import { withForm } from './forms';
import { takenFirst } from './order';
import { applyComputedSpec, applySpec } from './format-spec';

/** An expression of text as the pieces of a template. */
export function pieceOf(expression: Expression, context: Context): Piece[] {
  if (expression.kind === 'string') return [expression.value];
  if (expression.kind === 'format')
    return expression.parts.flatMap((part) => (typeof part === 'string' ? [part] : replaced(part, context)));
  if (expression.kind === 'binary' && context.kindOf(expression) === 'str') return piecesOfBinary(expression, context);
  if (expression.kind === 'call') return piecesOfCall(expression, context);
  return [context.write(expression)];
}

function piecesOfBinary(expression: ExpressionOf<'binary'>, context: Context): Piece[] {
  const { operator, left, right } = expression;
  if (operator === '+') return [...pieceOf(left, context), ...pieceOf(right, context)];
  if (operator === '%' && left.kind === 'string') return percentPieces(left.value, right, context);
  return [context.write(expression)];
}

/** `str(count)` and `'{}'.format(count)` dissolve in the template around them. */
function piecesOfCall(call: ExpressionOf<'call'>, context: Context): Piece[] {
  const [first] = call.args;
  const isStr = call.callee.kind === 'name' && (call.callee.id === 'str' || call.callee.id === 'unicode');
  if (isStr && call.args.length === 1 && first !== undefined && !context.scope.find('str'))
    return shown(first.value, context);
  const { callee } = call;
  if (callee.kind === 'attribute' && callee.object.kind === 'string' && isFilledLater(callee.object.value, call.args))
    return [context.write(call)];
  if (callee.kind !== 'attribute' || callee.name !== 'format' || callee.object.kind !== 'string')
    return [context.write(call)];
  return formatPieces(callee.object.value, call.args, context);
}

/** How many values there are, or how they are laid out, is known when the script runs. */
export function isFilledLater(format: string, args: readonly Argument[]): boolean {
  const hasInner = /\{[^{}]*:[^{}]*\{/.test(format.replace(/\{\{|\}\}/g, ''));
  return hasInner || args.some(({ star }) => star === '*');
}

/** A value as `str()` and `print` show it. */
export function shown(expression: Expression, context: Context): Piece[] {
  const type = context.typeOf(expression);
  if (type.kind === 'str') return pieceOf(expression, context);
  if (type.kind === 'int') return [context.write(expression)];
  return [code(textCall(expression, context))];
}

function textCall(expression: Expression, context: Context): string {
  const type = present(context.typeOf(expression));
  const isSure = context.typeOf(expression).kind !== 'optional';
  const written = context.write(expression).text;
  if (type.kind === 'float' && type.isMixed !== true && isSure) return `${context.use('floatText')}(${written})`;
  if (type.kind === 'instance' && type.name === 'Error') return `${context.use('messageOf')}(${written})`;
  if (type.kind === 'instance' && type.name === 'datetime') return `${context.use('isoFormat')}(${written}, ' ')`;
  if (type.kind === 'instance' && type.name === 'date') return `${context.use('strftime')}(${written}, '%Y-%m-%d')`;
  if (type.kind === 'instance' && type.name === 'timedelta') return `${context.use('timedeltaText')}(${written})`;
  return `${context.use('str')}(${withForm(written, expression, context)})`;
}

/** As an expression of its own, not within a template. */
export function shownAlone(expression: Expression, context: Context): Code {
  const type = context.typeOf(expression);
  if (type.kind === 'str') return context.write(expression);
  return type.kind === 'int' ? code(`String(${context.text(expression)})`) : code(textCall(expression, context));
}

function replaced({ value, conversion, spec }: Replacement, context: Context): Piece[] {
  if (typeof spec === 'string') return formatted(value, { conversion, spec }, context);
  const pieces = spec.flatMap((part) => (typeof part === 'string' ? [part] : replaced(part, context)));
  const type = conversion === 'r' ? STR : context.typeOf(value);
  const shownFirst =
    conversion === 'r' ? template(formatted(value, { conversion, spec: '' }, context)) : context.sure(value);
  return [applyComputedSpec(shownFirst, template(pieces), type, context)];
}

export function reprOf(value: Expression, context: Context): Code {
  return code(`${context.use('repr')}(${withForm(context.text(value), value, context)})`);
}

export function formatted(value: Expression, how: { conversion: string; spec: string }, context: Context): Piece[] {
  if (how.conversion === 'r') {
    const repr = reprOf(value, context);
    return how.spec === '' ? [repr] : [applySpec(repr, how.spec, STR, context)];
  }
  if (how.spec === '') return shown(value, context);
  const type = present(context.typeOf(value));
  if (how.spec.includes('%') && type.kind === 'instance') {
    return [fill(`@strftime($1, $2)`, { args: [context.write(value), code(`'${how.spec}'`)], use: context.use })];
  }
  return [applySpec(context.sure(value), how.spec, context.typeOf(value), context)];
}

const DIRECTIVE = /%(?:\(([^)]*)\))?([-+ #0]*)(\d*)(?:\.(\d+))?[hlL]?([diouxXeEfFgGcrsa%])/g;

/** `'%s: %5.1f' % (name, rate)` */
export function percentPieces(format: string, given: Expression, context: Context): Piece[] {
  if (isLeftToRuntime(format, given, context))
    return [code(`${context.use('percentText')}(${quote(format)}, ${withForm(context.text(given), given, context)})`)];
  const values = given.kind === 'tuple' ? given.items : [given];
  return takenFirst(values, context, (taken) => directivePieces(format, taken, context));
}

function directivePieces(format: string, values: readonly Expression[], context: Context): Piece[] {
  const pieces: Piece[] = [];
  const items = [...values];
  const [given] = values;
  let end = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    const [whole, name, flags = '', width = '', precision, type = 's'] = match;
    pieces.push(format.slice(end, match.index));
    end = match.index + whole.length;
    if (type === '%') pieces.push('%');
    else
      pieces.push(
        ...percentPiece(
          name === undefined || given === undefined ? items.shift() : entryOf(given, name),
          { flags, width, precision, type },
          context,
        ),
      );
  }
  return [...pieces, format.slice(end)].filter((piece) => piece !== '');
}

/** A width that is an argument; values that come as one, and may be a tuple. */
function isLeftToRuntime(format: string, given: Expression, context: Context): boolean {
  if (/%[-+ #0]*\*/.test(format)) return true;
  const isOne =
    [...format.matchAll(DIRECTIVE)].filter(([, name, , , , type]) => name === undefined && type !== '%').length === 1;
  const kind = context.kindOf(given);
  if (given.kind === 'tuple' || format.includes('%(')) return false;
  const type = present(context.typeOf(given));
  return (
    kind === 'tuple' ||
    (type.kind === 'list' && type.tuple !== undefined) ||
    (!isOne && kind !== 'str' && kind !== 'int') ||
    kind === 'any'
  );
}

interface Directive {
  readonly flags: string;
  readonly width: string;
  readonly precision: string | undefined;
  readonly type: string;
}

function percentPiece(
  value: Expression | undefined,
  { flags, width, precision, type }: Directive,
  context: Context,
): Piece[] {
  if (value === undefined) return [code("''")];
  const isText = 'rsa'.includes(type);
  const isWhole = 'diu'.includes(type);
  const align = flags.includes('-') ? '<' : isText && width !== '' ? '>' : '';
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero = flags.includes('0') && align === '' && !isText ? '0' : '';
  const head = `${align}${sign}${flags.includes('#') ? '#' : ''}${zero}${width}`;
  const spec = `${head}${precision === undefined ? '' : `.${precision}`}`;
  if (isText) return formatted(value, { conversion: type === 's' ? '' : 'r', spec }, context);
  const isInt = context.typeOf(value).kind === 'int';
  if (!isWhole) return formatted(value, { conversion: '', spec: spec + type }, context);
  if (isInt) return formatted(value, { conversion: '', spec: spec === '' ? '' : `${spec}d` }, context);
  const whole = code(`${context.use('truncated')}(${context.text(value)})`);
  return [spec === '' ? whole : applySpec(whole, `${spec}d`, INT, context)];
}

/** `'%(name)s' % {'name': …}` takes the entry of the literal itself. */
function entryOf(given: Expression, name: string): Expression {
  const { from, to } = given;
  if (given.kind === 'dict') {
    const entry = given.entries.find(({ key }) => key?.kind === 'string' && key.value === name);
    if (entry !== undefined) return entry.value;
  }
  return { kind: 'index', object: given, index: { kind: 'string', value: name, from, to }, from, to };
}

const FIELD = /\{\{|\}\}|\{([^{}!:]*)(?:!([rsa]))?(?::([^{}]*))?\}/g;

/** `'{}: {name:>10}'.format(…)` */
export function formatPieces(format: string, args: readonly Argument[], context: Context): Piece[] {
  const values = args.map(({ value }) => value);
  return takenFirst(values, context, (taken) =>
    fieldPieces(
      format,
      args.map((arg, index) => ({ ...arg, value: taken[index] ?? arg.value })),
      context,
    ),
  );
}

function fieldPieces(format: string, args: readonly Argument[], context: Context): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  let next = 0;
  for (const match of format.matchAll(FIELD)) {
    const [whole, field = '', conversion = '', spec = ''] = match;
    pieces.push(format.slice(end, match.index));
    end = match.index + whole.length;
    if (whole === '{{' || whole === '}}') pieces.push(whole.charAt(0));
    else
      pieces.push(
        ...fieldPiece(
          /^\d*([.[]|$)/.test(field) && !/^\d/.test(field) ? `${String(next++)}${field}` : field,
          { conversion, spec },
          args,
          context,
        ),
      );
  }
  return [...pieces, format.slice(end)].filter((piece) => piece !== '');
}

function fieldPiece(
  field: string,
  how: { conversion: string; spec: string },
  args: readonly Argument[],
  context: Context,
): Piece[] {
  const [, head = '', path = ''] = /^(\w+)(.*)$/.exec(field) ?? [];
  const arg = /^\d+$/.test(head)
    ? args.filter(({ name }) => name === undefined)[Number(head)]
    : args.find(({ name }) => name === head);
  const spread = args.find(({ star }) => star === '**');
  const value = arg === undefined || arg.star !== undefined ? spread && entryOf(spread.value, head) : arg.value;
  if (value === undefined) return [code("''")];
  return formatted(followPath(value, path), how, context);
}

/** `{0[Name]}` and `{0.name}` */
function followPath(start: Expression, path: string): Expression {
  let value = start;
  const { from, to } = start;
  for (const [, name, key = ''] of path.matchAll(/\.(\w+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) value = { kind: 'attribute', object: value, name, from, to };
    else if (/^\d+$/.test(key))
      value = { kind: 'index', object: value, index: { kind: 'number', text: key, from, to }, from, to };
    else value = entryOf(value, key);
  }
  return value;
}

export const memberText = (expression: Expression, context: Context): string =>
  at(Level.Member, context.sure(expression));
