import { identifierTitle, parseArxivId } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import { paperRecord } from '../paperRecord';

/** The record for a text that is a single arXiv identifier or link; undefined for other texts. */
export function identifierRecord(text: string): PaperRecord | undefined {
  const arxiv = parseArxivId(text);
  return arxiv && paperRecord(identifierTitle(arxiv), '', { arxivId: arxiv.id, arxivVersion: arxiv.version });
}
