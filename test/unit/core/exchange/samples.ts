import fc from 'fast-check';
import { createSelector } from '../../../../src/core/highlights/selector';
import { withState, type Highlight, type Note } from '../../../../src/core/notes/note';
import type { AnnotatedPaper } from '../../../../src/core/exchange/annotatedPaper';
import { paperId } from '../../../../src/core/library/paperId';
import { anyCodePoint } from '../../../support/codePoints';

export const title = 'A Kernel for “Linear” Attention 🚀';
export const abstract =
  'We 🚀 study the cost of attention, =SUM(A1) and all. We propose a kernel that takes $\\mathcal{O}(n)$ time.\n\n' +
  'Code, data & models: <b>online</b>.';

/** The text of the whole paper. */
const fullText = `1 Introduction\n${abstract} We go on with $x^2$ and more.`;

export function highlight(quote: string, rest: Partial<Highlight> = {}): Highlight {
  const field = rest.field ?? 'abstract';
  const text = { title, abstract, fullText }[field];
  const start = text.indexOf(quote);
  return {
    id: `h-${start}`,
    field,
    ...createSelector(text, start, start + quote.length),
    color: 'yellow',
    comment: '',
    tags: [],
    created: '2025-03-04T05:06:07.000Z',
    state: 'anchored',
    ...rest,
  };
}

export const sampleNote: Note = {
  paperId: paperId(title),
  title,
  abstract,
  tags: ['method/attention', 'to-read'],
  highlights: [
    highlight('“Linear” Attention', { field: 'title', comment: 'Is it?\nReally?', tags: ['doubt'] }),
    highlight('the cost of attention', { color: 'green', created: '2025-03-04' }),
    highlight('$\\mathcal{O}(n)$ time', { color: 'pink', tags: ['maths', 'maths/bounds'], created: '' }),
  ],
  body: '# My view\n\n- good *idea*\n',
};

export const samplePaper: AnnotatedPaper = {
  note: sampleNote,
  title,
  abstract,
  address: 'https://arxiv.org/abs/2503.01234',
  arxivId: '2503.01234',
};

/** The same page with a highlight in the whole paper. */
export const wholeSample: AnnotatedPaper = {
  ...samplePaper,
  note: {
    ...sampleNote,
    highlights: [
      highlight('We go on with $x^2$', {
        id: 'whole',
        field: 'fullText',
        version: 2,
        section: '1 Introduction',
        comment: 'How far?',
      }),
    ],
  },
};

const hostile = fc.oneof(
  fc.string({ unit: anyCodePoint, maxLength: 40 }),
  fc.constantFrom(
    '',
    '=1+1',
    "'=1",
    '</script>',
    '__proto__',
    '"',
    ',\r\n',
    '```',
    '\u202e',
    '- x',
    '1. y',
    '#z',
  ),
);
const tag = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/);

function highlights(texts: { title: string; abstract: string }): fc.Arbitrary<Highlight[]> {
  const one = fc.record({
    id: hostile.filter((id) => id !== '' && !/\p{Cs}/u.test(id)),
    field: fc.constantFrom('title' as const, 'abstract' as const, 'fullText' as const),
    version: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    section: fc.option(
      hostile.filter((text) => text !== ''),
      { nil: undefined },
    ),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 30 }),
    comment: hostile,
    color: fc.constantFrom('yellow', 'green', 'blue', 'pink', 'mauve', ''),
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
    created: fc.constantFrom(
      '',
      '2024-02-29',
      '2025-01-01T10:00:00.000Z',
      '2025-01-01T10:00:00+02:00',
      'yesterday',
    ),
  });
  return fc.uniqueArray(one, { maxLength: 5, selector: ({ id }) => id }).map((drafts) =>
    drafts.flatMap(({ field, at, length, version, section, ...rest }) => {
      const text = field === 'fullText' ? fullText : texts[field];
      const place =
        field === 'fullText'
          ? { ...(version !== undefined && { version }), ...(section !== undefined && { section }) }
          : {};
      if (text === '') return [];
      const start = at % text.length;
      const selector = createSelector(text, start, Math.min(text.length, start + length));
      return [withState(texts, { ...rest, field, ...selector, ...place, state: 'anchored' })];
    }),
  );
}

/** Notes with whatever people and other programs may have put into them. */
export const anyPaper: fc.Arbitrary<AnnotatedPaper> = fc
  .record({ title: hostile, abstract: hostile, tags: fc.uniqueArray(tag, { maxLength: 3 }), body: hostile })
  .chain(({ tags, body, ...texts }) =>
    highlights(texts).map((list) => ({
      ...texts,
      arxivId: '2503.01234',
      note: { paperId: paperId(texts.title), ...texts, tags, highlights: list, body },
    })),
  );

/** The text of an export. */
export function joined(parts: Iterable<string>): string {
  return [...parts].join('');
}
