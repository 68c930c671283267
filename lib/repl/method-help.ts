import { type Frame } from './format/frame';
import { glossary, methodHelpText } from './format/help-text';
import { methodLike, METHODS } from './methods';

/** The answer to `bulk.jobCreate?`, `jobCreate?`, `bulk?` and `?`; undefined for what is no such question. */
export function answerQuestion(line: string, frame: Frame): string | undefined {
  const [, name] = /^\s*(?:await\s+)?(?:bulk\.)?(\w+)(?:\(\))?\s*\?\s*$/.exec(line) ?? [];
  if (name === undefined) return /^\s*\?\s*$/.test(line) ? WHERE_TO_ASK : undefined;
  if (name === 'bulk') return methodsText(frame);
  const method = methodLike(name);
  if (method !== undefined) return methodHelpText(method, frame);
  if (line.includes('bulk.')) return `bulk has no ${name}. It has:\n${methodsText(frame)}`;
  // With a blank before it, it may be the beginning of `x ? y : z`.
  return /\S\?\s*$/.test(line) ? WHERE_TO_ASK : undefined;
}

const WHERE_TO_ASK =
  'bulk.jobCreate? tells of a method of bulk; .help lists them, the commands, and what else there is';

export function methodsText(frame: Frame): string {
  return glossary(
    METHODS.map(({ name, summary }) => [`bulk.${name}`, summary] as const),
    frame,
  );
}
