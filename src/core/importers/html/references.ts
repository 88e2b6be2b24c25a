import { decodeHTMLStrict } from 'entities/decode';

const REFERENCE = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/giu;

/** The most frequent references, decoded without a lookup in the full table. */
const COMMON: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': '\u00a0',
};

/** `text` with the character references of XML and HTML decoded, as `&lt;` and `&eacute;`; nothing else is expanded. */
export function decodeReferences(text: string): string {
  return text.includes('&')
    ? text.replace(REFERENCE, (reference) => COMMON[reference] ?? decodeHTMLStrict(reference))
    : text;
}
