import { childrenOf } from './nodes';
import { modernise } from './python-2';
import { repair } from './repair';
import { scan } from './scan';
import { readBlock } from './statements';
import { type Comment, type Program, type Statement } from './tree';

export function parse(original: string): Program {
  const text = original.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const { source, isPython2 } = modernise(text);
  const { tree, broken, faults } = repair(source);
  const body = readBlock(childrenOf(tree.topNode), { source, broken });
  return {
    original: text,
    source,
    body: {
      ...body,
      statements: body.statements.map((statement) => trimmed(statement, source)),
      from: 0,
      to: source.length,
    },
    comments: commentsOf(source),
    faults,
    isPython2,
  };
}

/** What the parser gave up on may begin or end with the blank lines around it. */
function trimmed(statement: Statement, source: string): Statement {
  const text = source.slice(statement.from, statement.to);
  return { ...statement, from: statement.from + text.length - text.trimStart().length };
}

/** The parser's tree has no comments inside what it gave up on, the scanner sees them all. */
function commentsOf(source: string): Comment[] {
  return scan(source)
    .filter(({ kind }) => kind === 'comment')
    .map(({ text, from }) => ({
      text: text.slice(1),
      from,
      to: from + text.length,
      isAlone: source.slice(source.lastIndexOf('\n', from) + 1, from).trim() === '',
    }));
}
