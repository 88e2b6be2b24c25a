import { identifierTitle, parseArxivId } from '../../papers/arxivId';
import type { PaperRecord } from '../../papers/paper';
import { paperRecord } from '../paperRecord';

/** The paper that a text names, if it is one identifier or link and nothing else. */
export function identifierRecord(text: string): PaperRecord | undefined {
  const arxiv = parseArxivId(text);
  return arxiv && paperRecord(identifierTitle(arxiv), '', { arxivId: arxiv.id, arxivVersion: arxiv.version });
}
