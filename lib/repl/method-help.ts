import { type Frame } from './format/frame';
import { glossary, methodHelpText } from './format/help-text';
import { methodLike, METHODS } from './methods';

/** The answer to `bulk.jobCreate?`, `jobCreate?` and `bulk?`; undefined for what is no such question. */
export function answerQuestion(line: string, frame: Frame): string | undefined {
  const [, name] = /^\s*(?:await\s+)?(?:bulk\.)?(\w+)(?:\(\))?\s*\?\s*$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  if (name === 'bulk') return methodsText(frame);
  const method = methodLike(name);
  if (method !== undefined) return methodHelpText(method, frame);
  return line.includes('bulk.') ? `bulk has no ${name}. It has:\n${methodsText(frame)}` : undefined;
}

export function methodsText(frame: Frame): string {
  return glossary(
    METHODS.map(({ name, summary }) => [`bulk.${name}`, summary] as const),
    frame,
  );
}
