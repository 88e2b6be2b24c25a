import { type ReferenceLanguage, referenceLanguage } from './languages';
import type { TitleMatcher } from './titleMatcher';

/** What everything that is an identifier of arXiv or a DOI has, whatever the words around it. */
const NUMBER = /\d{4}\.\d{4}|[a-z]\/\d{7}|10\.\d{4,9}(?:\\?\/|%2f)/i;
const LINK = /\[\[[a-z0-9-]{1,60}-[0-9a-f]{8}|\bpaper:(?:\/|[a-z0-9-]{1,60}-[0-9a-f]{8})/;
const CITATION = /[\\@][a-z]{0,30}cite|attribution:|[:{](?:foot)?cite|bibentry|cquote|insertref|\]_/i;

/** What a text may hold. */
export interface PossibleReferences {
  readonly any: boolean;
  readonly identifiers: boolean;
  readonly titles: boolean;
}

/**
 * What a text can hold, without looking at its structure: most files of a workspace hold nothing. Never false for what
 * `foundReferences` would find.
 */
export function mayHoldReferences(
  text: string,
  languageId: string,
  titles: TitleMatcher,
): PossibleReferences {
  const language = referenceLanguage(languageId);
  const identifiers = NUMBER.test(text);
  const hasTitles = language !== undefined && titles.mayFind(text);
  const any =
    identifiers || hasTitles || LINK.test(text) || (language !== undefined && mayCite(text, language));
  return { any, identifiers, titles: hasTitles };
}

function mayCite(text: string, { kind }: ReferenceLanguage): boolean {
  return CITATION.test(text) || (kind === 'markup' && (text.includes('@') || text.includes('cite')));
}
