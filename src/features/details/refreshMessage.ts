import type { Paper, PaperId } from '../../core/library/paper';
import { longUpdateMessage } from '../../core/versions/updateMessages';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import type { RefreshResult } from '../../services/sources/detailsRefresher';

/** Newer versions of annotated papers that the person has not seen. */
export interface UnseenVersions {
  readonly ids: readonly PaperId[];
  /** A sentence. */
  readonly message: string;
}

/** The unseen versions of `papers`; undefined if there are none. */
export function unseenVersions(
  versions: Pick<VersionUpdates, 'getUnseen'>,
  papers: readonly Pick<Paper, 'id'>[],
): UnseenVersions | undefined {
  const found = papers.flatMap(({ id }) => {
    const news = versions.getUnseen(id);
    return news ? [{ id, news }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const message =
    found.length === 1
      ? longUpdateMessage(first.news)
      : `${found.length} papers with notes have newer versions.`;
  return { ids: found.map(({ id }) => id), message };
}

/** The result of refreshing the details of `requested` papers, as sentences for the person. */
export function refreshMessage(
  requested: number,
  { updated, failures }: Pick<RefreshResult, 'updated' | 'failures'>,
  unseen?: UnseenVersions,
): string {
  const papers = requested === 1 ? 'the paper' : `${updated.size} of ${requested} papers`;
  const done = updated.size === 0 ? 'No details were found.' : `Details of ${papers} are up to date.`;
  return [done, ...failures, ...(unseen ? [unseen.message] : [])].join(' ');
}
