import { type Message, localized } from '../../core/base/localization';
import type { Paper, PaperId } from '../../core/library/paper';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { askInDialog, showInformation, showWarning } from '../../platform/vscode/ui/messages';
import type { Figures } from '../../services/fullTexts/figures';
import type { Services } from '../../services/services';
import { papersInScope, paperScope } from '../../services/views/paperScope';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

type OfflineServices = Pick<Services, 'fullTexts' | 'state' | 'views' | 'libraryService' | 'search' | 'log'>;

/** The most papers that one run fetches. */
const mostPapers = 50;

interface Outcome {
  readonly kept: number;
  /** Sentences that say why papers were not fetched, each once. */
  readonly problems: readonly Message[];
}

/** The papers of rows, of the reader, of a day or a tag; undefined if the person chose none. */
export async function papersToKeep(
  services: OfflineServices,
  args: readonly unknown[],
): Promise<readonly PaperId[] | undefined> {
  const { nodes, papers } = await services.views.resolve(args);
  const days = nodes.flatMap((node) => (node.kind === 'day' ? [node.dayId] : []));
  if (days.length > 0)
    return [...papers, ...days.flatMap((day) => services.libraryService.library.day(day)?.paperIds ?? [])];
  const scope = await paperScope(services, args, l10n.t('Keep Offline'));
  return scope && papersInScope(services, scope);
}

/**
 * Fetches and stores whole papers with their figures, once the person has confirmed how many.
 *
 * @throws UserFacingError if none of the papers is on arXiv
 */
export async function keepOffline(
  services: OfflineServices,
  figures: Figures,
  ids: readonly PaperId[],
): Promise<void> {
  const known = [...new Set(ids)].flatMap((id) => services.state.paper(id) ?? []);
  const onArxiv = known.filter(({ arxivId }) => arxivId !== undefined);
  const papers = onArxiv.slice(0, mostPapers);
  if (papers.length === 0)
    throw new UserFacingError(
      l10n.t('None of these papers has an arXiv number. Choose Refresh Details to look for it.'),
    );
  if (!(await isConfirmed(papers.length, onArxiv.length))) return;
  const outcome = await withCancellableProgress(l10n.t('Keeping papers offline'), (progress, signal) =>
    bring(services, figures, papers, { progress, signal }),
  );
  const said =
    outcome.kept === 1
      ? l10n.t('1 paper can be read offline.')
      : l10n.t('{0} papers can be read offline.', outcome.kept);
  if (outcome.problems.length === 0) await showInformation(said);
  else await showWarning([said, ...outcome.problems.map(shownMessage)].join(' '));
}

async function isConfirmed(count: number, all: number): Promise<boolean> {
  if (all === 1) return true;
  const which =
    all > count
      ? l10n.t('Keep the first {0} of {1} papers offline?', count, all)
      : l10n.t('Keep {0} papers offline?', count);
  const detail = l10n.t(
    'Their text and figures are fetched from arXiv in the background, one request in three seconds. What is there already is not fetched again.',
  );
  return askInDialog(which, detail, l10n.t('Keep Offline'));
}

async function bring(
  services: OfflineServices,
  figures: Figures,
  papers: readonly Paper[],
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<Outcome> {
  const { fullTexts } = services;
  const problems = new Map<string, Message>();
  let kept = 0;
  for (const [at, paper] of papers.entries()) {
    signal.throwIfAborted();
    progress.report({
      message: l10n.t('{0} of {1}: {2}', at + 1, papers.length, paper.title),
      increment: 100 / papers.length,
    });
    const fetched = await fullTexts.fetch(paper, { isChecked: papers.length === 1, signal });
    const found = fetched.ok ? fetched.value : await fullTexts.stored(paper);
    if (!fetched.ok) problems.set(localized(fetched.error.message), fetched.error.message);
    if (found) {
      await figures.fetchAll({ paper, fullText: found }, signal);
      kept++;
    }
    // The next requests would fail in the same way.
    if (fullTexts.isRefused || (!fetched.ok && fetched.error.isOffline === true)) break;
  }
  return { kept, problems: [...problems.values()] };
}

/** The papers of the reading list. */
export function papersForLater({ state, libraryService }: OfflineServices): readonly PaperId[] {
  return [...libraryService.library.paperIds()].filter((id) => state.triage(id) === 'later');
}
