import { identifierTitle } from '../../core/library/arxivId';
import type { PaperRecord } from '../../core/library/paper';
import { addedPaperText } from '../../core/remote/addedPaper';
import type { PaperReference } from '../../core/remote/paperReference';
import { HttpError } from '../../platform/common/http/httpError';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { SourceServices } from '../../services/sources/sourceServices';

/** A paper as the text of a digest, and what it was found by. */
export interface FetchedPaper {
  readonly bytes: Uint8Array;
  readonly title: string;
  readonly reference: PaperReference;
  /** The title differs a little from the requested one. */
  readonly isDoubtful: boolean;
}

type Fetchable = Exclude<PaperReference, { kind: 'address' }>;

/**
 * Fetches the paper that a reference names.
 *
 * @throws UserFacingError if the paper does not exist, HttpError, and the reason of `signal` if it was aborted
 */
export async function fetchReference(
  sources: SourceServices,
  reference: Fetchable,
  signal: AbortSignal,
): Promise<FetchedPaper> {
  if (reference.kind === 'doi') return byDoi(sources, reference, signal);
  if (reference.kind === 'title') return byTitle(sources, reference.title, signal);
  const { id } = reference.arxiv;
  for await (const { papers } of sources.details().fromArxiv([id], signal)) {
    const [paper] = papers;
    if (paper) return fetched(paper, reference, false);
  }
  throw new UserFacingError(
    l10n.t('arXiv has no paper {0}. Check the identifier and try again.', identifierTitle({ id })),
  );
}

async function byTitle(sources: SourceServices, title: string, signal: AbortSignal): Promise<FetchedPaper> {
  const found = await sources.details().findByTitle(title, signal);
  if (!found)
    throw new UserFacingError(
      l10n.t('Neither Hugging Face nor arXiv has a paper with this title. Give its identifier or DOI.'),
    );
  const { candidate, exact } = found;
  const { arxivId } = candidate;
  const reference: PaperReference =
    arxivId === undefined ? { kind: 'title', title } : { kind: 'arxiv', arxiv: { id: arxivId } };
  return fetched(candidate, reference, !exact);
}

/** CSL-JSON is one of the formats of digests, so it is kept as it came. */
async function byDoi(
  sources: SourceServices,
  reference: Extract<Fetchable, { kind: 'doi' }>,
  signal: AbortSignal,
): Promise<FetchedPaper> {
  try {
    const bytes = await sources.doi().get(reference.doi, signal);
    return { bytes, title: reference.doi, reference, isDoubtful: false };
  } catch (error) {
    if (error instanceof HttpError && error.status === 404)
      throw new UserFacingError(l10n.t('There is no DOI {0}. Check it and try again.', reference.doi), {
        cause: error,
      });
    throw error;
  }
}

function fetched(paper: PaperRecord, reference: PaperReference, isDoubtful: boolean): FetchedPaper {
  const bytes = new TextEncoder().encode(addedPaperText(paper));
  return { bytes, title: paper.title, reference, isDoubtful };
}
