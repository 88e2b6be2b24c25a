import { type ReferenceLanguage, referenceLanguage } from './languages';

/** A part of every arXiv identifier and DOI. */
const NUMBER = /\d{4}\.\d{4}|[a-z]\/\d{7}|10\.\d{4,9}(?:\\?\/|%2f)/i;
const LINK = /\[\[[a-z0-9-]{1,60}-[0-9a-f]{8}|\bpaper:(?:\/|[a-z0-9-]{1,60}-[0-9a-f]{8})/;
/** Parts of every notation of citations but `@key`. Searched for one by one, which is faster than an expression. */
const CITING = ['cite', 'Cite', ']_', 'bibentry', 'cquote', 'insertRef', 'attribution:'];

/** The kinds of references that a text may contain. */
export interface PossibleReferences {
  readonly identifiers: boolean;
  readonly links: boolean;
  readonly citations: boolean;
}

/**
 * Checks quickly which references a text can contain, because most files of a workspace contain none. True for every kind
 * that `foundReferences` would find.
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
