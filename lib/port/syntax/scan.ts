/** Walks over Python source by words, strings and comments, without understanding more of it. */

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'comment' | 'newline' | 'space' | 'mark';
  readonly text: string;
  readonly from: number;
}

const TOKEN = new RegExp(
  [
    String.raw`(?<string>[uUbBrRfF]{0,2}(?:"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'))`,
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[xXoObBa-fA-F\d]*[lLjJ]?)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(?<newline>\r?\n)`,
    String.raw`(?<space>(?:[ \t\f\r]|\\\r?\n)+)`,
    String.raw`(?<mark>[^])`,
  ].join('|'),
  'gu',
);

export function scan(source: string): Token[] {
  return Array.from(source.matchAll(TOKEN), (match) => {
    const kind =
      Object.entries<string | undefined>(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? 'mark';
    return { kind: kind as Token['kind'], text: match[0], from: match.index };
  });
}
