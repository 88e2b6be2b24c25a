import { identifierTitle, parseArxivId } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import { paperRecord } from '../paperRecord';

/** The paper that a text names, if it is one identifier or link and nothing else. */
export function identifierRecord(text: string): PaperRecord | undefined {
  const arxiv = parseArxivId(text);
  return arxiv && paperRecord(identifierTitle(arxiv), '', { arxivId: arxiv.id, arxivVersion: arxiv.version });
}
