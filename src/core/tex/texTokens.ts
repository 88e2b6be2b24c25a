export interface TexToken {
  readonly kind: 'command' | 'character' | 'space';
  /** The name of a command without its backslash; a character otherwise. */
  readonly text: string;
}

const pattern = /\\([A-Za-z]+)\*?|\\([^A-Za-z])|\s+|[^\\\s]|\\$/gu;

/** TeX source as TeX itself reads it: control words, control symbols, spaces and characters. */
export function texTokens(tex: string): TexToken[] {
  const tokens: TexToken[] = [];
  for (const match of tex.matchAll(pattern)) {
    const name = match[1] ?? match[2];
    if (name !== undefined) tokens.push({ kind: 'command', text: name });
    else if (/^\s/.test(match[0])) tokens.push({ kind: 'space', text: ' ' });
    else tokens.push({ kind: 'character', text: match[0] });
  }
  return tokens;
}
