import type { Block, FullTextDocument } from '../../core/fulltext/document';
import { isBlock } from '../../protocol/fullText';
import { isRecord } from '../../core/base/guards';
import { isMessage } from '../../core/base/localization';
import { parseJson } from '../../core/base/parseJson';

/** Raised when documents read from the same page would differ, so that stored ones are read from the page again. */
const format = 3;
/** UTF-16 units of JSON after which a line ends. Parsing one takes about a millisecond. */
const lineLength = 64 * 1024;

/**
 * Encodes a document as lines of JSON: a header, and then arrays of blocks, so that a long document can be read and
 * sent in parts.
 */
export function* encodeDocument({ blocks, ...header }: FullTextDocument): Generator<string> {
  yield `${JSON.stringify({ format, ...header, blocks: blocks.length })}\n`;
  let parts: string[] = [];
  let length = 0;
  for (const block of blocks) {
    const part = JSON.stringify(block);
    parts.push(part);
    length += part.length;
    if (length < lineLength) continue;
    yield `[${parts.join(',')}]\n`;
    parts = [];
    length = 0;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]\n`;
}

/**
 * Decodes a document, and yields between lines. Undefined if the text is damaged, incomplete or of another format.
 */
export function* decodeDocument(encoded: string): Generator<void, FullTextDocument | undefined> {
  const lines = encoded.split('\n');
  const header = parseJson(lines[0] ?? '');
  if (!isRecord(header) || header['format'] !== format) return undefined;
  const blocks: Block[] = [];
  for (const line of lines.slice(1)) {
    if (line === '') continue;
    const part = parseJson(line);
    if (!Array.isArray(part) || !part.every(isBlock)) return undefined;
    for (const block of part) blocks.push(block);
    yield;
  }
  if (blocks.length !== header['blocks'] || !isConsistent(blocks)) return undefined;
  const { license, arxivId, version, problems } = header;
  return {
    blocks,
    problems: Array.isArray(problems) ? problems.filter(isMessage) : [],
    ...(typeof license === 'string' && { license }),
    ...(typeof arxivId === 'string' && { arxivId }),
    ...(typeof version === 'number' && { version }),
  };
}

/** Whether blocks nest and their references lead to blocks. */
function isConsistent(blocks: readonly Block[]): boolean {
  let deepest = 0;
  for (const { depth, inlines } of blocks) {
    if (depth > deepest) return false;
    deepest = depth + 1;
    if (inlines.some((inline) => 'target' in inline && inline.target >= blocks.length)) return false;
  }
  return true;
}
