import { latexToText } from '../../text/latexText';
import { isNameSuffix } from '../../text/nameSuffix';
import { markupToText } from '../html/markupText';
import { realNames, splitNames } from '../names';

/** A field as plain text: without the commands of LaTeX and the markup of publishers. Mathematics is kept unchanged. */
export function bibtexText(value: string): string {
  return markupToText(latexToText(value));
}

/** Splits `Family, Given and {A Group} and Given Family` into names of the form `Given Family`. */
export function bibtexNames(value: string): readonly string[] {
  const parts = splitAtAnd(value);
  // A list that some programs write: `Anna Lee, Bo Kim, Cy Poe, Di Roe` or `Lee, Anna; Kim, Bo`.
  if (
    parts.length === 1 &&
    (splitAtComma(value).length > 3 || splitAtSemicolon(value).length > 1) &&
    !/\bfamily\s*=/iu.test(value)
  )
    return splitNames(bibtexText(value));
  return realNames(
    parts.map((name) =>
      /^[\s{]*(?:family|given|prefix|suffix)\s{0,20}=/iu.test(name) ? extendedName(name) : bibtexName(name),
    ),
  );
}

/** `Family, Given` or `Family, Suffix, Given`; some programs write the suffix last. */
function bibtexName(name: string): string {
  const [family = '', ...rest] = splitAtComma(name);
  const given = rest.at(-1) ?? '';
  const suffix = rest.length > 1 ? (rest[0] ?? '') : '';
  return spoken(isNameSuffix(given.trim()) ? [suffix, family, given] : [given, family, suffix]);
}

/** BibLaTeX's `family=Berg, given=Jan, prefix=van der, suffix=Jr`. */
function extendedName(name: string): string {
  const parts = new Map<string, string>();
  for (const part of splitAtComma(name)) {
    const [, key = '', value = ''] = /^[\s{"]*([a-z-]+)\s*=(.*)$/isu.exec(part) ?? [];
    parts.set(key.toLowerCase(), value.replace(/^\s*"|"\s*$/gu, ''));
  }
  return spoken(['given', 'prefix', 'family', 'suffix'].map((key) => parts.get(key) ?? ''));
}

function spoken(parts: readonly string[]): string {
  return parts
    .map((part) => bibtexText(part).trim())
    .filter((part) => part !== '')
    .join(' ');
}

const splitAtAnd = (text: string): readonly string[] => splitOutsideBraces(text, 'aA', /(?<=\s)and\s+/iuy);
const splitAtComma = (text: string): readonly string[] => splitOutsideBraces(text, ',', /,/uy);
const splitAtSemicolon = (text: string): readonly string[] => splitOutsideBraces(text, ';', /;/uy);

const [open, close] = [0x7b, 0x7d];

/** Splits a text at matches of a sticky expression, which begin with one of one or two characters, outside of braces. */
function splitOutsideBraces(text: string, firsts: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  const [first, other] = [firsts.charCodeAt(0), firsts.charCodeAt(firsts.length - 1)];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === open) depth++;
    else if (char === close) depth--;
    else if (depth <= 0 && (char === first || char === other)) {
      separator.lastIndex = at;
      if (!separator.test(text)) continue;
      parts.push(text.slice(from, at));
      from = separator.lastIndex;
      at = from - 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
