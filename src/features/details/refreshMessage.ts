import type { Paper, PaperId } from '../../core/library/paper';
import { type Localization, type Message, english, localized } from '../../core/base/localization';
import { longUpdateMessage } from '../../core/versions/updateMessages';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import type { RefreshResult } from '../../services/sources/detailsRefresher';

/** Newer versions of annotated papers that the person has not seen. */
export interface UnseenVersions {
  readonly ids: readonly PaperId[];
  /** A sentence. */
  readonly message: string;
}

/** The unseen versions of `papers`; undefined if all were seen. */
export function unseenVersions(
  versions: Pick<VersionUpdates, 'getUnseen'>,
  papers: readonly Pick<Paper, 'id'>[],
  l10n: Localization = english,
): UnseenVersions | undefined {
  const found = papers.flatMap(({ id }) => {
    const news = versions.getUnseen(id);
    return news ? [{ id, news }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const message =
    found.length === 1
      ? localized(longUpdateMessage(first.news), l10n)
      : l10n.t('{0} papers with notes have newer versions.', found.length);
  return { ids: found.map(({ id }) => id), message };
}

/** The result of refreshing the details of `requested` papers, as sentences for the person. */
export function refreshMessage(
  requested: number,
  { updated, failures }: Pick<RefreshResult, 'updated'> & { readonly failures: Iterable<Message> },
  unseen?: UnseenVersions,
  l10n: Localization = english,
): string {
  const reasons = Array.from(failures, (reason) => localized(reason, l10n));
  return [doneMessage(requested, updated.size, l10n), ...reasons, ...(unseen ? [unseen.message] : [])].join(
    ' ',
  );
}

function doneMessage(requested: number, updated: number, l10n: Localization): string {
  if (updated === 0) return l10n.t('No details were found.');
  return requested === 1
    ? l10n.t('Details of the paper are up to date.')
    : l10n.t('Details of {0} of {1} papers are up to date.', updated, requested);
}
