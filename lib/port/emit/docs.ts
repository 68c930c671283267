import { type Block } from '../syntax/tree';

/** The text that a module, class or function begins with. */
export function docstringOf({ statements }: Block): string | undefined {
  const [first] = statements;
  return first?.kind === 'expression' && first.value.kind === 'string' ? first.value.value : undefined;
}

export function docComment(text: string): string[] {
  const lines = text.trim().replaceAll('*/', '* /').split('\n');
  if (lines.length === 1) return [`/** ${lines[0] ?? ''} */`];
  return ['/**', ...lines.map((line) => ` * ${line.trim()}`.trimEnd()), ' */'];
}
