import type { ReaderPage } from '../../../src/protocol/page';

/** A page that uses every field. */
export const samplePage: ReaderPage = {
  paperId: 'a-paper-0123abcd',
  title: { raw: 'A paper', tokens: [{ kind: 'text', start: 0, end: 7, plain: 'A paper' }] },
  abstract: {
    raw: 'Of mathcal{O} see https://example.org',
    tokens: [
      { kind: 'text', start: 0, end: 3, plain: 'Of ' },
      {
        kind: 'math',
        start: 3,
        end: 13,
        plain: '𝒪',
        reconstructed: true,
        math: { element: 'math', children: [{ element: 'mi', children: ['𝒪'] }] },
      },
      { kind: 'text', start: 13, end: 18, plain: ' see ' },
      { kind: 'link', start: 18, end: 37, plain: 'https://example.org', href: 'https://example.org' },
    ],
  },
  authors: ['A. Author'],
  arxivId: '2401.01234',
  published: '2024-01-02',
  updated: '2024-01-05',
  categories: ['cs.LG'],
  upvotes: 3,
  repository: { url: 'https://github.com/a/b', stars: 4 },
  days: [
    {
      id: 'mar-11',
      label: 'Mar 11',
      position: 2,
      count: 3,
      previous: { id: 'before', title: 'Before' },
      next: { id: 'after', title: 'After' },
    },
  ],
  dayId: 'mar-11',
  triage: 'later',
  tags: ['method/diffusion'],
  links: [{ kind: 'code', href: 'https://github.com/a/b' }],
  related: [{ id: 'other', title: 'Other', terms: ['noise'] }],
  mentions: [{ id: 'naming', title: 'A paper whose note names it' }],
  note: 'A thought.',
  highlights: [
    {
      id: 'h1',
      field: 'abstract',
      start: 0,
      end: 2,
      plain: 'Of',
      color: 'green',
      comment: 'Why?',
      tags: ['idea'],
      created: '2025-03-12T10:00:00Z',
      orphaned: false,
    },
  ],
  fromFolder: 'Upvotes from this folder’s digest “list.txt”',
  readOnly: 'The note holds conflict markers.',
  leftOut: 'Only the first 10,000 tags are shown.',
};
