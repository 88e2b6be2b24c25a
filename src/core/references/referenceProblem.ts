import { parseArxivId } from '../library/arxivId';
import type { Paper } from '../library/paper';

/** What a person may want to know of a paper that they refer to. */
export type ReferenceProblem =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'newer'; readonly named: number; readonly latest: number };

/** What authors and arXiv write in place of the abstract of a paper that was withdrawn, or before it. */
const WITHDRAWN =
  /^[\s([*]{0,9}(?:(?:this|the)\s(?:\w{1,20}\s){0,2}(?:paper|article|submission|work|manuscript|preprint|version|note)\s(?:has\sbeen|have\sbeen|is|was)\s(?:\w{1,20}\s)?withdrawn\b|(?:paper\s|article\s)?withdrawn\b)/iu;

/** @param named the reference as it is written: `2106.09685v1` */
export function referenceProblem(
  named: string,
  { abstract, arxivId, arxivVersion }: Pick<Paper, 'abstract' | 'arxivId' | 'arxivVersion'>,
): ReferenceProblem | undefined {
  if (WITHDRAWN.test(abstract)) return { kind: 'withdrawn' };
  const { version } = parseArxivId(named) ?? {};
  if (arxivId === undefined || version === undefined || arxivVersion === undefined) return undefined;
  return version < arxivVersion ? { kind: 'newer', named: version, latest: arxivVersion } : undefined;
}
