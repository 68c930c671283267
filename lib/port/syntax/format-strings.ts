import { type SyntaxNode } from '@lezer/common';
import { isRaw, unescape } from './literals';
import { childrenOf, textOf, type Reader } from './nodes';
import { type Expression, type Replacement } from './tree';

type Parts = (string | Replacement)[];
type ReadExpression = (node: SyntaxNode, reader: Reader) => Expression;

/** The text and the replacements of an f-string, in order. */
export function readFormatString(node: SyntaxNode, reader: Reader, read: ReadExpression): Parts {
  const literal = textOf(node, reader);
  const [opening = ''] = /^[a-zA-Z]*("""|'''|"|')/.exec(literal) ?? [];
  const quotes = /"""|'''|"|'/.exec(opening)?.[0] ?? '';
  const text = (from: number, to: number): string => {
    const raw = reader.source.slice(from, to).replaceAll('{{', '{').replaceAll('}}', '}');
    return isRaw(literal) ? raw : unescape(raw);
  };
  const parts: Parts = [];
  let from = node.from + opening.length;
  for (const replacement of childrenOf(node).filter(({ name }) => name === 'FormatReplacement')) {
    parts.push(text(from, replacement.from), ...readReplacement(replacement, reader, read));
    from = replacement.to;
  }
  return [...parts, text(from, node.to - quotes.length)].filter((part) => part !== '');
}

function readReplacement(node: SyntaxNode, reader: Reader, read: ReadExpression): Parts {
  const children = childrenOf(node);
  const named = (name: string): SyntaxNode | undefined => children.find((child) => child.name === name);
  const conversion = named('FormatConversion');
  const spec = named('FormatSpec');
  const isComputed = spec !== undefined && childrenOf(spec).some(({ name }) => name === 'FormatReplacement');
  const value = read(children[1] ?? node, reader);
  const replacement: Replacement = {
    value,
    conversion: conversion === undefined ? '' : textOf(conversion, reader).slice(1),
    spec:
      spec === undefined ? '' : isComputed ? readSpec(spec, reader, read) : textOf(spec, reader).replace(/^:|\}$/g, ''),
  };
  const selfDoc = named('FormatSelfDoc');
  const isDocumented = selfDoc !== undefined && selfDoc.to > selfDoc.from;
  return isDocumented
    ? [reader.source.slice(value.from, selfDoc.to), { ...replacement, conversion: 'r' }]
    : [replacement];
}

/** `>{width}` */
function readSpec(spec: SyntaxNode, reader: Reader, read: ReadExpression): Parts {
  const parts: Parts = [];
  let from = spec.from + 1;
  for (const part of childrenOf(spec).filter(({ name }) => name === 'FormatReplacement')) {
    parts.push(reader.source.slice(from, part.from), ...readReplacement(part, reader, read));
    from = part.to;
  }
  return [...parts, reader.source.slice(from, spec.to)].filter((part) => part !== '');
}
