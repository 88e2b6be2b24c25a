/** The beginnings of files that are no text, by what they are. */
const KINDS: readonly (readonly [beginning: string, kind: string])[] = [
  ['%PDF-', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['BM\x00', 'a picture'],
  ['II*\x00', 'a picture'],
  ['MM\x00*', 'a picture'],
  ['PK\x03\x04', 'an archive or a document of an office program'],
  ['\xd0\xcf\x11\xe0', 'a document of an office program'],
  ['\x1f\x8b', 'a compressed file'],
  ['7z\xbc\xaf', 'a compressed file'],
  ['{\\rtf', 'a document of a word processor'],
  ['%!PS', 'a PostScript file'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
  ['SQLite format 3', 'a database'],
];

/** The problem of a file that its first bytes show to be no text; undefined for others. */
export function fileKindProblem(bytes: Uint8Array): string | undefined {
  const head = Array.from(bytes.subarray(0, 16), (byte) => String.fromCharCode(byte)).join('');
  const isWebp = head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP';
  const kind = isWebp ? 'a picture' : KINDS.find(([beginning]) => head.startsWith(beginning))?.[1];
  if (kind === undefined) return undefined;
  const next =
    kind === 'a PDF'
      ? 'import the page of the paper, its arXiv identifier or its BibTeX entry'
      : 'save it as plain text and import that';
  return `This is ${kind}, not a list of papers: ${next}.`;
}
