import { findArxivIds } from '../../library/arxivId';
import { arxivIdOfDoi, findDoi } from '../../library/doi';
import type { SearchHit } from '../searchDocument';
import { termsOf } from '../tokenize';
import { operatorNamed } from './operators';

/** A query that names a paper by its arXiv identifier or DOI, bare or in an address. */
export interface IdentifierQuery {
  /** The identifier as in the index: without version, a DOI in lower case. */
  readonly identifier: string;
  /** The query with the bare identifier in place of the address or the versioned one. */
  readonly text: string;
}

/** How many words are checked: nobody pastes an identifier behind more. */
const mostWords = 64;

/** The first identifier in a query; undefined if there is none. Values of operators are not looked at. */
export function readIdentifier(text: string): IdentifierQuery | undefined {
  let seen = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (++seen > mostWords) return undefined;
    const identifier = isOperator(word) || /^-|"/.test(word) ? undefined : identifierOf(word);
    if (identifier === undefined) continue;
    return { identifier, text: text.slice(0, index) + identifier + text.slice(index + word.length) };
  }
  return undefined;
}

function isOperator(word: string): boolean {
  const name = /^([a-z]{2,10}):/i.exec(word)?.[1];
  return name !== undefined && operatorNamed(name) !== undefined;
}

function identifierOf(word: string): string | undefined {
  const doi = findDoi(word);
  if (doi !== undefined) return arxivIdOfDoi(doi)?.id ?? doi;
  return findArxivIds(word)[0]?.id;
}

/** Whether a hit for the words of an identifier is the paper that has it. */
export function isIdentifiedBy(identifier: string, { fields }: SearchHit): boolean {
  const terms = termsOf(identifier);
  return terms.length > 0 && terms.every((term) => fields[term]?.includes('keywords') === true);
}
