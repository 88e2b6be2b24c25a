/**
 * Whether an answer ends before its JSON or XML does, in UTF-8. For answers of which HTTP does not say where they end:
 * without length and chunks, or compressed, as what decompresses them may take the end of the data for the end of the
 * text. Nothing is said of texts of another kind. Linear, and without decoding all of it.
 */
export function isTruncated(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, headLength)).trimStart();
  if (start === '') return true;
  if (/^[[{]/u.test(start)) return isJsonTruncated(bytes);
  return /^<(?!!doctype html|html)/iu.test(start) && isXmlTruncated(bytes, start);
}

/** More than an XML declaration, comments and the start of the root take; and more than what follows the root's end. */
const headLength = 4000;
const tailLength = 1000;

function isXmlTruncated(bytes: Uint8Array, start: string): boolean {
  const root = /<([\p{L}_][\w:.-]*)/u.exec(withoutComments(start))?.[1];
  const tail = withoutComments(new TextDecoder().decode(bytes.subarray(-tailLength)));
  const end = tail.trimEnd();
  if (root === undefined) return true;
  const isEmptyElement =
    bytes.length <= tailLength && end.endsWith('/>') && end.lastIndexOf('<') === end.indexOf(`<${root}`);
  return !isEmptyElement && !end.endsWith(`</${root}>`);
}

function withoutComments(xml: string): string {
  const kept: string[] = [];
  for (let at = 0; ;) {
    const start = xml.indexOf('<!--', at);
    const end = start < 0 ? -1 : xml.indexOf('-->', start);
    if (end < 0) return kept.join('') + xml.slice(at);
    kept.push(xml.slice(at, start));
    at = end + 3;
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Within a string, or with brackets that are still open. */
function isJsonTruncated(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (opening.has(byte)) depth++;
    else if (closing.has(byte)) depth--;
  }
  return inString || depth > 0;
}
