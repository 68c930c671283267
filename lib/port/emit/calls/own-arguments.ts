import { type Argument, type DefinitionStatement, type Expression, type Parameter } from '../../syntax/tree';
import { Level } from '../code';
import { type Context } from '../context';
import { inOrder } from '../functions';
import { noteArgumentOrder } from '../order';
import { type Call } from './writers';

/** Keyword arguments go to their places; what was left out before them is `undefined`, which takes the default. */
export function ownArguments(def: DefinitionStatement, call: Call, skipped: number, context: Context): string[] {
  const params = inOrder(def.params.slice(skipped));
  const placeOf = ({ name }: Argument, index: number): number =>
    name === undefined ? index : params.findIndex((param) => param.name === name && param.star === undefined);
  const places = call.args.map(placeOf).filter((place) => place !== -1);
  if (places.length === call.args.length) noteArgumentOrder(call, places, context);
  const named = call.args.filter(({ name }) => name !== undefined);
  const texts: string[] = [];
  for (const arg of call.args.filter(({ name, star }) => name === undefined && star !== '**')) {
    const left = params.slice(texts.length).filter(({ name }) => !named.some((other) => other.name === name));
    if (arg.star !== '*') texts.push(context.text(arg.value));
    else
      texts.push(
        spreadText(arg.value, left, context),
        ...left
          .filter(isRequired)
          .slice(1)
          .map(() => TAKEN),
      );
  }
  const extra: string[] = [];
  for (const { name = '', value } of named) {
    const place = params.findIndex((param) => param.name === name && param.star === undefined);
    if (place === -1) extra.push(`${name}: ${context.text(value)}`);
    else texts[place] = context.text(value);
  }
  for (const { value, star } of call.args) if (star === '**') extra.push(`...${context.text(value, Level.Unary)}`);
  const rest = params.findIndex(({ star }) => star === '**');
  const isBoth = rest !== -1 && rest < params.length - 1;
  if (isBoth && call.args.some(({ star }) => star === '*'))
    context.leaveOut(call, 'see that *args and **kwargs come to their places');
  // The values of *args stand behind **kwargs, whose place is taken even when nothing is given by name.
  if (isBoth && texts.length > rest) texts.splice(rest, 0, 'undefined');
  if (extra.length > 0 && rest === -1)
    context.leaveOut(call, 'arguments by name that the function does not name are left out');
  if (extra.length > 0 && rest !== -1) texts[rest] = `{ ${extra.join(', ')} }`;
  return Array.from(texts, (text: string | undefined) => text ?? 'undefined').filter((text) => text !== TAKEN);
}

/** The place of an argument that values spread before it come to. */
const TAKEN = '';

function isRequired({ star, fallback }: Parameter): boolean {
  return star === undefined && fallback === undefined;
}

/** TypeScript wants to know how many values are spread, unless a rest parameter takes them. */
function spreadText(value: Expression, left: readonly Parameter[], context: Context): string {
  if (left.some(({ star }) => star === '*')) return `...${context.text(value, Level.Unary)}`;
  const items = left
    .filter(({ star }) => star === undefined)
    .map(({ fallback }) => (fallback === undefined ? 'any' : 'any?'));
  return `...(${context.text(value, Level.Member)} as unknown as [${items.join(', ')}])`;
}
