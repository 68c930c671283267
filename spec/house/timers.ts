import ts from 'typescript';

/** `setImmediate` is none: it lets others have their turn, and waits for no time to pass. */
const TIMERS = new Set(['setTimeout', 'setInterval']);

/** The timers that a program names, in their order. */
export function timersIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && TIMERS.has(node.text)) found.push(node.text);
    if (isTimedSignal(node)) found.push('AbortSignal.timeout');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest));
  return found;
}

function isTimedSignal(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'AbortSignal' &&
    node.name.text === 'timeout'
  );
}
