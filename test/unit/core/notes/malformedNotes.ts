import type { NoteErrorKind } from '../../../../src/core/notes/noteError';

/** A note file that must not be written, why, and the line that says so. */
export type MalformedNote = readonly [text: string | Uint8Array, kind: NoteErrorKind, line?: number];

const highlight = (lines: string): string => `---\nhighlights:\n${lines}\n---\n`;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const nested = (depth: number): string => `---\na: ${'['.repeat(depth)}${']'.repeat(depth)}\n---\n`;

export const malformedNotes: readonly MalformedNote[] = [
  // Invalid YAML
  ['---\ntags: [a\n---\nmine', 'yaml', 2],
  ['---\ntags: "a\n---\n', 'yaml', 2],
  ["---\ntags: 'a\n---\n", 'yaml', 2],
  ['---\n{ tags: [a]\n---\n', 'yaml', 2],
  ['---\na: b: c\n---\n', 'yaml', 2],
  ['---\na: 1\n\tb: 2\n---\n', 'yaml', 3],
  ['---\na: @b\n---\n', 'yaml', 2],
  ['---\na: `b`\n---\n', 'yaml', 2],
  ['---\na: %b\n---\n', 'yaml', 2],
  ['---\ntags:\n  - a\n - b\n---\n', 'yaml', 4],
  ['---\ntitle: |x\n  a\n---\n', 'yaml', 2],
  ['---\ntitle: "\\q"\n---\n', 'yaml', 2],
  ['---\na: *b\n---\n', 'yaml', 2],
  ['---\na: *b\nc: &b 1\n---\n', 'yaml', 2],
  ['---\na: ]\n---\n', 'yaml', 2],
  ['---\n? [a\n: b\n---\n', 'yaml', 3],
  ['---\na: 1\nb\n---\n', 'yaml', 3],
  ['---\r\ntags: [a\r\n---\r\nmine', 'yaml', 2],
  ['\ufeff---\ntags: [a\n---\nmine', 'yaml', 2],
  [nested(20_000), 'yaml', 2],
  // Front matter that is not one
  ['---\ntags: a\nno end', 'unclosed', 1],
  ['---\n', 'unclosed', 1],
  ['---\ntags: a\n ---\n', 'unclosed', 1],
  ['---\ntags: a\n----\n', 'unclosed', 1],
  ['---\njust words\n---\n', 'wrong-type', 2],
  ['---\n- a\n- b\n---\n', 'wrong-type', 2],
  ['---\n42\n---\n', 'wrong-type', 2],
  [`---\na: ${'x'.repeat(1_000_001)}\n---\n`, 'too-long', 2],
  // Merges that were not finished
  ['<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n', 'conflict-markers', 1],
  ['---\ntags:\n<<<<<<< HEAD\n  - a\n=======\n  - b\n>>>>>>> other\n---\n', 'conflict-markers', 3],
  [
    '---\ntags:\n  - a\n---\n\n<<<<<<< HEAD\na\n||||||| base\n=======\nb\n>>>>>>> other\n',
    'conflict-markers',
    6,
  ],
  ['---\r\n<<<<<<< HEAD\r\n---\r\n', 'conflict-markers', 2],
  ['mine\n>>>>>>> other\n', 'conflict-markers', 2],
  // Highlights of the whole paper in a form that is not known
  ['---\nfullText: yes\n---\n', 'newer-version', 2],
  ['---\nfullText: [a]\n---\n', 'newer-version', 2],
  ['---\nfullText:\n  highlights: []\n---\n', 'newer-version', 3],
  ['---\nfullText:\n  source: pdf\n  highlights: []\n---\n', 'newer-version', 3],
  ['---\nfullText: { source: arxiv-html, highlights: yes }\n---\n', 'wrong-type', 2],
  [
    '---\nfullText: { source: arxiv-html, highlights: [{ id: a, quote: b, field: title }] }\n---\n',
    'wrong-type',
    2,
  ],
  [
    '---\nfullText: { source: arxiv-html, highlights: [{ id: a, quote: b, version: new }] }\n---\n',
    'wrong-type',
    2,
  ],
  [
    '---\nhighlights:\n  - { id: a, quote: b }\nfullText: { source: arxiv-html, highlights: [{ id: a, quote: b }] }\n---\n',
    'duplicate-key',
    4,
  ],
  [highlight('  - { id: a, quote: b, field: fullText }'), 'wrong-type', 3],
  // Keys twice
  ['---\ntags: [a]\ntags: [b]\n---\n', 'duplicate-key', 3],
  ['---\nmine: 1\nother: 2\n"mine": 3\n---\n', 'duplicate-key', 4],
  ['---\nmine: { a: 1, a: 2 }\n---\n', 'duplicate-key', 2],
  [highlight('  - id: a\n    quote: x\n    quote: y'), 'duplicate-key', 5],
  [highlight('  - id: a\n    quote: x\n  - id: a\n    quote: y'), 'duplicate-key', 5],
  // A format that is not known
  ['---\nversion: 2\n---\n', 'newer-version', 2],
  ['---\npaper: x\nversion: 1000\n---\n', 'newer-version', 3],
  ['---\nversion: 0\n---\n', 'wrong-type', 2],
  ['---\nversion: 1.5\n---\n', 'wrong-type', 2],
  ['---\nversion: one\n---\n', 'wrong-type', 2],
  ['---\nversion: [1]\n---\n', 'wrong-type', 2],
  // Keys that hold something else
  ['---\ntags: { a: b }\n---\n', 'wrong-type', 2],
  ['---\ntags:\n  - a: b\n---\n', 'wrong-type', 3],
  ['---\ntags: [[a]]\n---\n', 'wrong-type', 2],
  ['---\nx: &t [a]\ntags: *t\n---\n', 'wrong-type', 3],
  ['---\ntitle: [a]\n---\n', 'wrong-type', 2],
  ['---\nabstract:\n  a: b\n---\n', 'wrong-type', 3],
  ['---\nhighlights: a\n---\n', 'wrong-type', 2],
  ['---\nhighlights: { a: b }\n---\n', 'wrong-type', 2],
  [highlight('  - a'), 'wrong-type', 3],
  [highlight('  - quote: no id'), 'wrong-type', 3],
  [highlight('  - id: a'), 'wrong-type', 3],
  [highlight('  - id: a\n    quote: x\n    field: body'), 'wrong-type', 3],
  [highlight('  - id: a\n    quote: x\n    start: -1'), 'wrong-type', 5],
  [highlight('  - id: a\n    quote: x\n    end: 1.5'), 'wrong-type', 5],
  [highlight('  - id: a\n    quote: x\n    start: "3"'), 'wrong-type', 5],
  [highlight('  - id: a\n    quote: x\n    comment: [a]'), 'wrong-type', 5],
  // Bytes that are no UTF-8
  [bytes(0xff, 0xfe, 0x61, 0x00), 'encoding'],
  [bytes(0x2d, 0x2d, 0x2d, 0x0a, 0xe9, 0x0a), 'encoding'],
  [bytes(0xed, 0xa0, 0x80), 'encoding'],
  [bytes(0xc0, 0x80), 'encoding'],
];
