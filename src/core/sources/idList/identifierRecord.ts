import { type ArxivId, parseArxivId } from '../../papers/arxivId';
import type { PaperRecord } from '../../papers/paper';
import { paperRecord } from '../paperRecord';

/** What stands for the title of a paper of which nothing but its identifier is known. */
export function identifierTitle({ id }: ArxivId): string {
  return `arXiv:${id}`;
}

/** Whether a paper's title is the stand-in that {@link identifierTitle} gives, so that its details are still to fetch. */
export function isIdentifierTitle(title: string): boolean {
  return /^arXiv:\S+$/u.test(title) && parseArxivId(title) !== undefined;
}

/** The paper that a text names, if it is one identifier or link and nothing else. */
export function identifierRecord(text: string): PaperRecord | undefined {
  const arxiv = parseArxivId(text);
  return arxiv && paperRecord(identifierTitle(arxiv), '', { arxivId: arxiv.id, arxivVersion: arxiv.version });
}
