import { decodeLatexAccents } from '../tex/latexAccents';

/**
 * Splits a printed list of authors: `A. One, B. Two (Somewhere) and C. Three`. If there are semicolons, they
 * separate the names, which may then contain commas. Affiliations in brackets are removed.
 */
export function splitNames(text: string): readonly string[] {
  const bare = withoutBrackets(decodeLatexAccents(unlisted(text))).replace(
    /(?<![\s,])[\s,]+et\.?\s*al\.?\s*$/iu,
    ', et al.',
  );
  const separator = bare.includes(';') ? /;/u : /,(?!\s*(?:Jr|Sr|I{2,3})\b)|\s(?:and|&)\s|、|，/u;
  const names = bare
    .split(separator)
    .map((name) =>
      name
        .replace(/^\s*(?:and|&)\s/u, '')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((name) => /\p{L}/u.test(name));
  // With affiliations after the names, commas do not separate names.
  return names.length > 1 && names.every((name) => name.includes(',')) ? names.map(spokenName) : names;
}

/** Parses `['A. One', 'B. Two']`, a list as printed by Python. */
function unlisted(text: string): string {
  const inner = /^\s*\[(.*)\]\s*$/su.exec(text)?.[1];
  return inner === undefined ? text : inner.replace(/["'](?:(?<=(?:^|,\s*)["'])|(?=\s*(?:,|$)))/gu, '');
}

/** Converts `Family, Given` to `Given Family`. */
export function spokenName(name: string): string {
  const [, family, given] = /^([^,]+),([^,]+)$/u.exec(name) ?? [];
  return family === undefined || given === undefined ? name : `${given.trim()} ${family.trim()}`;
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let out = '';
  for (const char of text) {
    if (char === '(') depth++;
    if (depth === 0) out += char;
    if (char === ')' && depth > 0) depth--;
  }
  return depth === 0 ? out : text.replace(/[()]/gu, ' ');
}
