import { parseArxivId } from '../library/arxivId';
import type { Paper } from '../library/paper';

/** A reason to check a reference: the paper was withdrawn, or has a newer version than the one named. */
export type ReferenceProblem =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'newer'; readonly named: number; readonly latest: number };

/** Matches the notice that replaces or precedes the abstract of a withdrawn paper. */
const WITHDRAWN =
  /^[\s([*]{0,9}(?:(?:this|the)\s(?:\w{1,20}\s){0,2}(?:paper|article|submission|work|manuscript|preprint|version|note)\s(?:has\sbeen|have\sbeen|is|was)\s(?:\w{1,20}\s)?withdrawn\b|(?:paper\s|article\s)?withdrawn\b)/iu;

/** @param named the text of the reference, such as `2106.09685v1` */
export function referenceProblem(
  named: string,
  { abstract, arxivId, arxivVersion }: Pick<Paper, 'abstract' | 'arxivId' | 'arxivVersion'>,
): ReferenceProblem | undefined {
  if (WITHDRAWN.test(abstract)) return { kind: 'withdrawn' };
  const { version } = parseArxivId(named) ?? {};
  if (arxivId === undefined || version === undefined || arxivVersion === undefined) return undefined;
  return version < arxivVersion ? { kind: 'newer', named: version, latest: arxivVersion } : undefined;
}
