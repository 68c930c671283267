/** Sums that JavaScript does otherwise, or on other values. */
export const ARITHMETIC_HELPERS: Readonly<Record<string, string>> = {
  sum: `
function sum(numbers: Iterable<any>, start: any = 0): any {
  return [...numbers].reduce((total, number) => plus(total, typeof number === 'boolean' ? Number(number) : number), start);
}`,
  modulo: `
/** Python's remainder has the sign of the divisor. */
function modulo(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError('integer division or modulo by zero');
  return (((a % b) + b) % b) + 0;
}`,
  divided: `
function divided(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError('division by zero');
  return a / b;
}`,
  floorDivided: `
function floorDivided(a: number, b: number): number {
  return Math.floor(divided(a, b)) + 0;
}`,
  plus: `
/** What is added may be lists, too. */
function plus(a: any, b: any): any {
  if (typeof a?.__add__ === 'function') return a.__add__(b);
  return Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : a + b;
}`,
  times: `
/** What is multiplied may be text or a list, too. */
function times(a: any, b: any): any {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const [items, count] = typeof a === 'number' ? [b, a] : [a, b];
  return typeof items === 'string' ? items.repeat(Math.max(0, count)) : repeated(items, count);
}`,
  remainder: `
/** Of text, % puts values into it. */
function remainder(a: any, b: any): any {
  return typeof a === 'string' ? percentText(a, b) : modulo(a, b);
}`,
};
