import { decodeLatexAccents } from '../../tex/latexAccents';

/** A field as plain text. Mathematics between `$` is kept unchanged, including its commands. */
export function bibtexText(value: string): string {
  return decodeLatexAccents(value)
    .split(/((?<!\\)\$[^$]*(?<!\\)\$)/u)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join('');
}

/** Removes protective braces, escapes and emphasis, and converts quotation marks and ties. */
function plain(latex: string): string {
  let text = latex.replace(
    /\\(?:emph|text(?:it|bf|sc|tt|rm|sf|normal)|mbox|url|href\{[^{}]*\})\s*(?=\{)/gu,
    '',
  );
  for (let depth = 0; depth < DEEPEST && text.includes('{'); depth++) {
    text = text.replace(/(?<!\\[A-Za-z]{0,20})\{([^{}]*)(?<!\\)\}/gu, '$1');
  }
  return text
    .replace(/\\([&%#_])/gu, '$1')
    .replace(/``|''/gu, '"')
    .replace(/(?<!\\)~/gu, ' ');
}

/** Maximum number of nested protective braces. */
const DEEPEST = 8;

/** Splits `Family, Given and {A Group} and Given Family` into names of the form `Given Family`. */
export function bibtexNames(value: string): readonly string[] {
  return splitAtAnd(value)
    .map((name) => {
      const [family = '', ...rest] = splitAtComma(name);
      const given = rest.at(-1) ?? '';
      const suffix = rest.length > 1 ? (rest[0] ?? '') : '';
      const spoken = [given, family, suffix]
        .map((part) => bibtexText(part).trim())
        .filter((part) => part !== '');
      return spoken.join(' ').replace(/\s+/gu, ' ');
    })
    .filter((name) => name !== '' && name.toLowerCase() !== 'others');
}

const splitAtAnd = (text: string): readonly string[] => splitOutsideBraces(text, /(?<=\s)and\s+/iuy);
const splitAtComma = (text: string): readonly string[] => splitOutsideBraces(text, /,/uy);

/** Splits a text at matches of a sticky expression that are outside of braces. */
function splitOutsideBraces(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (depth <= 0) {
      separator.lastIndex = at;
      if (!separator.test(text)) continue;
      parts.push(text.slice(from, at));
      from = separator.lastIndex;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}
