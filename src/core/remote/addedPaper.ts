import type { PaperRecord } from '../library/paper';

/** The name of the digests that papers added one by one are kept in, and so of their group. */
export const ADDED = 'Added';

/** A paper as the text of a digest of its own, which is read back without loss. */
export function addedPaperText(paper: PaperRecord): string {
  const { arxivId, arxivVersion, repository, entryType, ...rest } = paper;
  const version = arxivVersion === undefined ? '' : `v${arxivVersion}`;
  return JSON.stringify([
    {
      ...rest,
      ...(arxivId !== undefined && { arxivId: `${arxivId}${version}` }),
      ...(entryType !== undefined && { type: entryType }),
      ...(repository && {
        githubRepo: repository.url,
        ...(repository.stars !== undefined && { githubStars: repository.stars }),
      }),
    },
  ]);
}
