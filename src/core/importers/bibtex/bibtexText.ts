import { decodeLatexAccents } from '../../tex/latexAccents';

/** A field as a person would read it. Mathematics between `$` is left as it is, commands in it and all. */
export function bibtexText(value: string): string {
  return decodeLatexAccents(value)
    .split(/((?<!\\)\$[^$]*(?<!\\)\$)/u)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join('');
}

/** Braces that protect capitals, escapes and emphasis are gone; quotation marks and ties are what they stand for. */
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

/** Nobody protects what is protected more often than this. */
const DEEPEST = 8;

/** `Family, Given and {A Group} and Given Family` as names in the order in which they are spoken. */
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

/** The parts of a text between the places outside of braces where a sticky expression matches. */
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
