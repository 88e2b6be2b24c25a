import { decodeLatexAccents } from '../tex/latexAccents';

/**
 * The names in a printed list of authors: `A. One, B. Two (Somewhere) and C. Three`. A semicolon, where there is one,
 * parts names that hold commas. Affiliations in brackets are left out.
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
  // With affiliations behind the names, commas are of another kind.
  return names.length > 1 && names.every((name) => name.includes(',')) ? names.map(spokenName) : names;
}

/** `['A. One', 'B. Two']`, as programs print a list. */
function unlisted(text: string): string {
  const inner = /^\s*\[(.*)\]\s*$/su.exec(text)?.[1];
  return inner === undefined ? text : inner.replace(/["'](?:(?<=(?:^|,\s*)["'])|(?=\s*(?:,|$)))/gu, '');
}

/** `Family, Given` in the order in which it is spoken. */
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
