import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { arxivKey } from '../../../../src/core/library/arxivId';
import { findReferences, type KnownPapers } from '../../../../src/core/references/findReferences';
import type { Reference, ReferenceKind } from '../../../../src/core/references/reference';
import { TitleMatcher } from '../../../../src/core/references/titleMatcher';
import { seedTitles } from './seedTitles';

interface MarkedLine {
  readonly language: string;
  readonly text: string;
  readonly expected: readonly string[];
}

const kinds: Readonly<Record<string, ReferenceKind>> = {
  a: 'arxiv',
  d: 'doi',
  p: 'paper',
  c: 'citation',
  t: 'title',
};

const identifiers = new Set(['1706.03762', 'hep-th/9711200', '10.1038/nature14539']);
const keys = new Set(['vaswani2017attention', 'hu2021lora', 'he2016deep']);
const known: KnownPapers = {
  onArxiv: (id) => (identifiers.has(arxivKey(id)) ? `on-arxiv-${id}` : undefined),
  withDoi: (doi) => (identifiers.has(doi) ? `with-doi-${doi}` : undefined),
  withId: (id) => id,
  titled: () => undefined,
  cited: (key) => (keys.has(key) ? { paperId: `cited-${key}` } : undefined),
};
/** The library has none of the ids in wiki links that end with a date. */
const knownLinks: KnownPapers = { ...known, withId: (id) => (/\d{8}$/.test(id) ? undefined : id) };
const titles = new TitleMatcher(seedTitles().map((title) => ({ paperId: `titled-${title}`, title })));

const find = (text: string, language: string): readonly Reference[] =>
  findReferences(text, language, titles, knownLinks);

/** Reads the marked lines of a fixture. */
function markedLines(name: string): readonly MarkedLine[] {
  const file = readFileSync(new URL(`../../../fixtures/references/${name}`, import.meta.url), 'utf8');
  let language = '';
  return file.split('\n').flatMap((line): MarkedLine[] => {
    if (line.startsWith('## ')) language = line.slice(3);
    if (line === '' || line.startsWith('## ') || language === '') return [];
    return [{ language, ...unmarked(line.replaceAll('↵', '\n')) }];
  });
}

function unmarked(line: string): Omit<MarkedLine, 'language'> {
  const expected: string[] = [];
  let text = '';
  let at = 0;
  for (const match of line.matchAll(/⟦(\w)\|([^=⟧]*)(?:=([^⟧]*))?⟧/g)) {
    text += line.slice(at, match.index);
    const [whole, kind = '', named = '', value = named] = match;
    expected.push(
      described({ start: text.length, end: text.length + named.length, kind: kinds[kind] ?? 'title', value }),
    );
    text += named;
    at = match.index + whole.length;
  }
  return { text: text + line.slice(at), expected };
}

const described = ({ start, end, kind, value }: Reference): string => `${kind} ${value} at ${start}–${end}`;

suite('findReferences', () => {
  for (const name of [
    'lines.txt',
    'harder.txt',
    'further.txt',
    'varied.txt',
    'assorted.txt',
    'sundry.txt',
    'mixed.txt',
    'everyday.txt',
    'ordinary.txt',
    'fieldwork.txt',
  ]) {
    test(`finds what is marked in ${name}, and nothing else`, () => {
      const wrong: string[] = [];
      const count = { found: 0, expected: 0, right: 0 };
      for (const { language, text, expected } of markedLines(name)) {
        const found = find(text, language).map(described);
        const missed = expected.filter((one) => !found.includes(one));
        const surplus = found.filter((one) => !expected.includes(one));
        count.found += found.length;
        count.expected += expected.length;
        count.right += expected.length - missed.length;
        if (missed.length + surplus.length > 0)
          wrong.push(
            `${language}: ${text}\n    missed: ${missed.join('; ')}\n    surplus: ${surplus.join('; ')}`,
          );
      }
      const figures = `recall ${(count.right / count.expected).toFixed(4)}, precision ${(count.right / count.found).toFixed(4)} of ${count.expected}`;
      assert.deepEqual(wrong, [], `${figures}\n${wrong.join('\n')}`);
    });
  }

  const pieces = fc.constantFrom(
    ...[
      'arXiv:',
      '1706.03762',
      '2106.09685v2',
      'doi:',
      '10.1038/nature14539',
      '[[',
      ']]',
      '[',
      ']',
      '(',
      ')',
    ],
    ...[
      '@',
      'he2016deep',
      '\\cite{',
      '}',
      ',',
      ' ',
      '\n',
      '#',
      '//',
      '/*',
      '*/',
      '"',
      "'",
      '`',
      '```',
      '%',
      '--',
    ],
    ...[
      'Forward Learning of Graph Neural Networks',
      'attention-is-all-you-need-1a2b3c4d',
      'é',
      '𝛼',
      '<',
      '>',
      '$',
    ],
  );
  const languages = fc.constantFrom(
    'python',
    'typescript',
    'rust',
    'matlab',
    'markdown',
    'latex',
    'typst',
    'org',
    'json',
  );

  test('gives ranges in order and apart that hold what they name', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), languages, (parts, language) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end, kind, value } of find(text, language)) {
          assert.ok(start >= last && end > start && end <= text.length, `${start}–${end} of ${text.length}`);
          last = end;
          const named = text.slice(start, end).toLowerCase();
          if (kind === 'title') assert.match(named, /^forward learning/);
          else assert.ok(named.includes(value.toLowerCase()), `${named} holds ${value}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});
