import { type ReferenceLanguage, referenceLanguage } from './languages';

/** What everything that is an identifier of arXiv or a DOI has, whatever the words around it. */
const NUMBER = /\d{4}\.\d{4}|[a-z]\/\d{7}|10\.\d{4,9}(?:\\?\/|%2f)/i;
const LINK = /\[\[[a-z0-9-]{1,60}-[0-9a-f]{8}|\bpaper:(?:\/|[a-z0-9-]{1,60}-[0-9a-f]{8})/;
/** Parts of every notation of citations but `@key`. Looked for one by one, which is faster than an expression. */
const CITING = ['cite', 'Cite', ']_', 'bibentry', 'cquote', 'insertRef', 'attribution:'];

/** What a text may hold. */
export interface PossibleReferences {
  readonly identifiers: boolean;
  readonly links: boolean;
  readonly citations: boolean;
}

/**
 * What a text can hold, without looking at its structure: most files of a workspace hold nothing. Never false for what
 * `foundReferences` would find.
 */
export function mayHoldReferences(text: string, languageId: string): PossibleReferences {
  const language = referenceLanguage(languageId);
  return {
    identifiers: NUMBER.test(text),
    links: (text.includes('[[') || text.includes('paper:')) && LINK.test(text),
    citations: language !== undefined && mayCite(text, language),
  };
}

/** One of these is in every citation in a program. Single characters are found much faster than words. */
const SIGNS = ['\\', '@', '`', ']_'];

function mayCite(text: string, { kind }: ReferenceLanguage): boolean {
  if (kind === 'markup' && text.includes('@')) return true;
  if (kind === 'code' && !SIGNS.some((sign) => text.includes(sign))) return false;
  return CITING.some((part) => text.includes(part));
}
