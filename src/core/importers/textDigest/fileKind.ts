import { type Message, localizable } from '../../base/localization';

/** What is said of each kind: what it is, and the next step. */
const MESSAGES = {
  pdf: localizable(
    'This is a PDF, not a list of papers: import the page of the paper, its arXiv identifier or its BibTeX entry.',
  ),
  picture: localizable('This is a picture, not a list of papers: save it as plain text and import that.'),
  archive: localizable(
    'This is an archive or a document of an office program, not a list of papers: save it as plain text and import that.',
  ),
  office: localizable(
    'This is a document of an office program, not a list of papers: save it as plain text and import that.',
  ),
  compressed: localizable(
    'This is a compressed file, not a list of papers: save it as plain text and import that.',
  ),
  wordProcessor: localizable(
    'This is a document of a word processor, not a list of papers: save it as plain text and import that.',
  ),
  postScript: localizable(
    'This is a PostScript file, not a list of papers: save it as plain text and import that.',
  ),
  program: localizable('This is a program, not a list of papers: save it as plain text and import that.'),
  database: localizable('This is a database, not a list of papers: save it as plain text and import that.'),
} as const;

/** The beginnings of files that are no text, by what they are. */
const KINDS: readonly (readonly [beginning: string, kind: keyof typeof MESSAGES])[] = [
  ['%PDF-', 'pdf'],
  ['\x89PNG', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['GIF8', 'picture'],
  ['BM\x00', 'picture'],
  ['II*\x00', 'picture'],
  ['MM\x00*', 'picture'],
  ['PK\x03\x04', 'archive'],
  ['\xd0\xcf\x11\xe0', 'office'],
  ['\x1f\x8b', 'compressed'],
  ['7z\xbc\xaf', 'compressed'],
  ['{\\rtf', 'wordProcessor'],
  ['%!PS', 'postScript'],
  ['\x7fELF', 'program'],
  ['MZ\x90', 'program'],
  ['SQLite format 3', 'database'],
];

/** The problem of a file that its first bytes show to be no text; undefined for others. */
export function fileKindProblem(bytes: Uint8Array): Message | undefined {
  const head = Array.from(bytes.subarray(0, 16), (byte) => String.fromCharCode(byte)).join('');
  const isWebp = head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP';
  const kind = isWebp ? 'picture' : KINDS.find(([beginning]) => head.startsWith(beginning))?.[1];
  return kind && MESSAGES[kind];
}
