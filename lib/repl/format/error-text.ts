import { BulkException } from '../../index';
import { methodLike } from '../methods';
import { adviceOf, type Telling } from './advice';
import { wrapTo } from './cell';

/** An error as the prompt shows it: what happened, and what to do about it. `_error` has the rest. */
export function errorText(error: unknown, telling: Telling): string {
  const { colors, width } = telling;
  if (!isError(error)) return colors.red(`Thrown: ${String(error)}`);
  const advice = error instanceof BulkException ? adviceOf(error, telling) : adviceOnName(error);
  return [
    ...excerpt(error),
    colors.red(wrapTo(width, `${error.name}: ${error.message}`, '  ')),
    ...(advice === undefined ? [] : [`  ${colors.dim('→')} ${wrapTo(width - 4, advice, '    ')}`]),
  ].join('\n');
}

/** By tag: errors that are made at the prompt belong to another realm. */
function isError(error: unknown): error is Error {
  return Object.prototype.toString.call(error) === '[object Error]' || error instanceof Error;
}

/** Where in the line a syntax error is: node writes the line and a mark under it at the head of the stack. */
function excerpt({ name, stack = '' }: Error): string[] {
  const lines = stack.split('\n');
  const end = lines.findIndex((line) => line.startsWith(name));
  return name === 'SyntaxError' && end > 1 ? lines.slice(1, end).filter((line) => line.trim() !== '') : [];
}

/** Names from Python's sfbulk, and names in the wrong case. */
function adviceOnName({ message }: Error): string | undefined {
  const [, name] = /^bulk\.(\w+) is not a function$/.exec(message) ?? [];
  if (name === undefined) return undefined;
  const method = methodLike(name);
  return method === undefined ? '.help lists what bulk has.' : `Here it is bulk.${method.signature}.`;
}
