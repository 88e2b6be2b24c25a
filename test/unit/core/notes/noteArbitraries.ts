import fc from 'fast-check';
import type { Highlight } from '../../../../src/core/notes/note';
import { anyCodePoint } from '../../../support/codePoints';

/** Random strings, and strings as people type them. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: anyCodePoint, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      '-',
      ':',
      ' ',
      '#',
      '\n',
      '"',
      "'",
      '\t',
      '\\',
      '|',
      '>',
      '[',
      '{',
      ',',
      '&',
      '*',
      '!',
      '%',
      'a',
    ),
    maxLength: 30,
  }),
  fc.string({
    unit: fc.constantFrom(
      '\r',
      '\n',
      '\u0000',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\ud800',
      '\udc00',
      '\u202e',
      '\uffff',
      'é',
      'a',
    ),
    maxLength: 20,
  }),
  fc.constantFrom(
    '---',
    '\n---\n',
    '...',
    '- item',
    'key: value',
    '<<<<<<< HEAD',
    '=======',
    '>>>>>>> other',
    'true',
    'null',
    '~',
    '0x1F',
    '1e3',
    '2025-03-11',
    '12:30:45',
    '',
    ' ',
    '  leading and trailing  ',
    '%YAML 1.1',
    '!!js/function "alert(1)"',
    '*alias',
    '&anchor',
    '# not a comment',
    '“quotes” ‘curly’ — dash',
    '日本語のタイトル',
    '👩‍👩‍👧 emoji',
    'a\n\n\nb\n',
    '\n\nlate',
    'trailing \nspaces\t\nhere',
    '  indented\nfirst',
    'first\n  indented\n\tby a tab',
  ),
);

export const tagText: fc.Arbitrary<string> = fc.constantFrom(
  'a',
  'b',
  'c',
  'm',
  'method',
  'method/diffusion',
  'Method/GAN',
  'to-read',
  'yes',
  'null',
  '2024',
  '1e3',
  'zz_top',
  'ünïcode',
  '日本',
);

const words = [
  'We',
  'study',
  'notes',
  'that',
  'last',
  'and',
  'highlights',
  'which',
  'stay',
  'where',
  'they',
  'were',
];
export const abstract = words.join(' ');

export const highlightArb = (
  ids: fc.Arbitrary<string> = fc.stringMatching(/^[a-z0-9]{6}$/),
): fc.Arbitrary<Highlight> =>
  fc
    .record({
      id: ids,
      field: fc.constantFrom('title' as const, 'abstract' as const, 'fullText' as const),
      version: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
      section: fc.option(hostileText, { nil: undefined }),
      range: fc.tuple(fc.nat(abstract.length - 1), fc.integer({ min: 1, max: 20 })),
      color: fc.constantFrom('yellow', 'green', 'blue', 'pink'),
      comment: fc.oneof(fc.constant(''), hostileText),
      tags: fc.uniqueArray(tagText, { maxLength: 3 }),
      quote: fc.oneof(fc.constant(undefined), hostileText),
    })
    .map(({ range: [start, length], quote, version, section, ...rest }) => {
      const end = Math.min(start + length, abstract.length);
      return {
        ...rest,
        quote: quote ?? abstract.slice(start, end),
        prefix: abstract.slice(Math.max(0, start - 32), start),
        suffix: abstract.slice(end, end + 32),
        start,
        end,
        created: '2025-03-11T08:00:00.000Z',
        state: 'orphaned' as const,
        ...(rest.field === 'fullText' && version !== undefined && { version }),
        ...(rest.field === 'fullText' && section !== undefined && { section }),
      };
    });

const unknownEntries = [
  ['# a comment of mine'],
  [''],
  ['aliases: [one, two]'],
  ['status:   reading   # for now'],
  ['"quoted key": \'single\''],
  ['nested:', '  deep:', '    - 1', '    # inside', '    - { a: b }'],
  ['literal: |', '  --- not a fence', '', '  text'],
  ['folded: >-', '  one', '  two'],
  ['anchor: &a [x]', 'alias: *a'],
  ['count: 0o17'],
  ['empty:'],
  ['multi: "line one', '  line two"'],
];

const tagBlocks = [
  ['tags:'],
  ['tags: []'],
  ['tags: ~'],
  ['tags: [a, "b"]'],
  ['tags: [ a , b, ]'],
  ['tags: a'],
  ['tags: a, b'],
  ['tags: "#a #b"'],
  ['tags: # mine', '  # above', '  - a # first', '  - method/diffusion', '', '  - zz_top'],
  ['tags:', '- b', '- a'],
  ['tags:', '    - "a"', "    - 'm'"],
  ['tags: [a,', '  b,', '  c]'],
];

const highlightBlocks = [
  ['highlights:'],
  ['highlights: []'],
  ['highlights: # here'],
  [
    'highlights:',
    '  # the first',
    '  - id: h1',
    '    quote: study',
    '    start: 3',
    '    end: 8',
    '    color: green # nice',
    '    comment: |-',
    '      two',
    '      lines',
    '    rating: 5',
    '',
    '  # the second',
    '  - { id: h2, field: abstract, quote: "notes", start: 9, end: 14 }',
  ],
  [
    'highlights:',
    '- quote: >-',
    '    study',
    '    notes',
    '  id: h1',
    '  start: 3',
    '  tags: [a]',
    '  end: 14',
  ],
];

const fullTextBlocks = [
  ['fullText:'],
  ['fullText: ~'],
  ['fullText: { source: arxiv-html }'],
  ['fullText: { source: arxiv-html, highlights: [] } # here'],
  ['fullText:', '  source: arxiv-html # the only one', '  mine: 1', '  highlights:'],
  [
    'fullText:',
    '    source: "arxiv-html"',
    '    highlights:',
    '      # the first',
    '      - id: w1',
    '        quote: study',
    '        version: 2',
    '        start: 3',
    '        end: 8',
    '        mine: { a: b }',
    '',
    '      - { id: w2, quote: "notes", start: 9, end: 14, section: "2 Method" }',
    '    later: [1]',
  ],
];

/** Note files as other hands write them: `null` where a part is left out. */
export const noteFile: fc.Arbitrary<string> = fc
  .record({
    unknown: fc.uniqueArray(fc.constantFrom(...unknownEntries), { maxLength: 5 }),
    tags: fc.option(fc.constantFrom(...tagBlocks)),
    highlights: fc.option(fc.constantFrom(...highlightBlocks)),
    fullText: fc.option(fc.constantFrom(...fullTextBlocks)),
    title: fc.constantFrom([], ['title: "A: title"'], ['title: >-', '  A title']),
    order: fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
    eol: fc.constantFrom('\n', '\r\n'),
    bom: fc.constantFrom('', '\ufeff'),
    body: fc.constantFrom(
      '',
      '\n',
      '\nText.\n',
      'Text without a blank line',
      '\n\n# Title\n\n---\n\nMore\n',
      '\n- a\r\n- b\n',
    ),
    bare: fc.boolean(),
  })
  .map(({ unknown, tags, highlights, fullText, title, order, eol, bom, body, bare }) => {
    if (bare && unknown.length === 0) return bom + body;
    const entries = [...unknown, tags ?? [], highlights ?? [], fullText ?? [], title];
    const shuffled = entries
      .map((entry, index) => ({ entry, key: order[index] ?? 0 }))
      .toSorted((a, b) => a.key - b.key);
    const lines = ['---', ...shuffled.flatMap(({ entry }) => entry), '---', ''];
    return bom + lines.join(eol) + body;
  });
