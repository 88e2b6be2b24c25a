import type { Notation } from './notation';

const forms: Readonly<Record<Notation, readonly RegExp[]>> = {
  latex: [/\\[A-Za-z]{0,12}[Cc]ite[a-zA-Z]{0,12}\*?\s*(?:\[[^\]\n]{0,200}\]\s*){0,2}\{([^{}]{1,2000})\}/gu],
  pandoc: [/(?<![\p{L}\p{N}@])-?@\{?([\p{L}\p{N}_][^\s,;{}[\]"#%~\\()=@']{0,198})/gu],
  myst: [/\{cite(?::\w{1,20})?\}`([^`\n]{1,1000})`/gu],
  rst: [/:cite(?::\w{1,20})?:`([^`\n]{1,1000})`/gu],
  typst: [
    /(?<![\p{L}\p{N}@])@([\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,198})/gu,
    /#cite\(\s{0,5}<([^<>\n]{1,200})>/gu,
  ],
  org: [/\[cite(?:\/[\w/]{1,30})?:([^[\]\n]{1,1000})\]/gu],
};

/** A key where a document cites it. */
export interface CitedKey {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The citation keys of a document, in order, each as often as it is cited. */
export function citedKeys(text: string, notation: Notation): readonly CitedKey[] {
  const found: CitedKey[] = [];
  for (const form of forms[notation])
    for (const match of text.matchAll(form)) {
      const list = match[1] ?? '';
      const from = match.index + match[0].lastIndexOf(list);
      found.push(
        ...keysOf(list, notation).map(({ key, at }) => ({
          key,
          start: from + at,
          end: from + at + key.length,
        })),
      );
    }
  return found.toSorted((a, b) => a.start - b.start);
}

function keysOf(list: string, notation: Notation): readonly { readonly key: string; readonly at: number }[] {
  if (notation === 'pandoc' || notation === 'typst') {
    // A full stop or a colon at its end belongs to the sentence.
    const key = list.replace(/[.:!?-]{1,20}$/u, '');
    return key === '' ? [] : [{ key, at: 0 }];
  }
  const each = notation === 'org' ? /@([^\s,;@[\]{}]{1,200})/gu : /([^\s,]{1,200})/gu;
  return Array.from(list.matchAll(each), (match) => ({
    key: match[1] ?? '',
    at: match.index + match[0].length - (match[1] ?? '').length,
  })).filter(({ key }) => key !== '*');
}
