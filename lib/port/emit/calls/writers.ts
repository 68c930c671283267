/** What writes a call that is special. */
import { type ExpressionOf } from '../../syntax/tree';
import { type Code } from '../code';
import { type Context } from '../context';

export type Call = ExpressionOf<'call'>;
/** `undefined` leaves the call to the library tables. */
export type WriteFunction = (call: Call, context: Context) => Code | undefined;
export type WriteMethod = (call: Call, callee: ExpressionOf<'attribute'>, context: Context) => Code | undefined;
export type Functions = Readonly<Record<string, WriteFunction>>;
export type Methods = Readonly<Record<string, WriteMethod>>;
