import type * as SoqlParser from '@jetstreamapp/soql-parser-js';
import { CHARACTERS_PER_SOQL } from '../../wire/limits';
import { malformedQuery } from './query-fault';
import { Source } from './source';

/** Throws `QueryFault` with the service's words for a query that isn't SOQL. */
export function parseSoql(soql: string): SoqlParser.Query {
  if (soql.length > CHARACTERS_PER_SOQL)
    throw malformedQuery('SOQL statements cannot be longer than 100000 characters.');
  const outcome = tryParsing(soql);
  if (typeof outcome !== 'string') return outcome;
  throw malformedQuery(complaint(new Source(soql), outcome));
}

function tryParsing(soql: string): SoqlParser.Query | string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- half of what starting a command takes: not before there is SOQL
  const { parseQuery } = require('@jetstreamapp/soql-parser-js') as typeof SoqlParser;
  try {
    return parseQuery(soql);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function complaint(source: Source, parserMessage: string): string {
  const lexed = /unexpected character: ->(.)<- at offset: (\d+)/s.exec(parserMessage);
  if (lexed !== null)
    return source.pointAt(Number(lexed[2]), `line 1:${lexed[2]} no viable alternative at character '${lexed[1]}'`);
  const token = unexpectedToken(parserMessage);
  if (token === '') return source.pointAt(source.soql.length, "unexpected token: '<EOF>'");
  return source.pointAt(offsetOfUnexpected(source, token), `unexpected token: '${token}'`);
}

function unexpectedToken(parserMessage: string): string {
  return /found(?: -->|:) '?(.*?)'?(?: <--)?$/s.exec(parserMessage)?.[1] ?? '';
}

/**
 * The parser names the token, but not its place. What stands before the place can be continued to a query, so that
 * parsing it alone ends with another complaint than the whole; what ends behind it brings the same one.
 */
function offsetOfUnexpected(source: Source, token: string): number {
  const possible = source.offsetsOf(token).filter((offset) => {
    const outcome = tryParsing(source.soql.slice(0, offset));
    return typeof outcome !== 'string' || unexpectedToken(outcome) === '';
  });
  return possible.at(-1) ?? 0;
}
