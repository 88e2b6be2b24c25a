import type * as vscode from 'vscode';
import { fetchedDayId, isoDayAt } from '../../core/remote/isoDay';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import type { HistoryStep } from '../../core/history/historyStep';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { UndoHistory } from '../../services/history/undoHistory';
import type { ArrivedDay, FetchedDayLibrary } from '../../services/sources/fetchedDayLibrary';
import type { SourceServices } from '../../services/sources/sourceServices';
import type { ViewRegistry } from '../../services/views/viewRegistry';
import type { DaySelection } from './daySelection';
import { pickDays } from './fetchDaysPicker';
import { fetchSummary, hasNothingNew } from './fetchSummary';
import { storedDayChange } from './removeFetchedDays';

/** After this many failed days in a row, no further day is requested. */
const maxFailuresInARow = 2;

/** The command Fetch Days. */
export class FetchCommand {
  constructor(
    private readonly sources: SourceServices,
    private readonly fetched: FetchedDayLibrary,
    private readonly history: UndoHistory,
    private readonly reporter: FailureReporter,
    private readonly globalState: vscode.Memento,
    private readonly views: Pick<ViewRegistry, 'showDay'>,
  ) {}

  async run(): Promise<void> {
    const selection = await pickDays(this.globalState, isoDayAt(Date.now()));
    if (selection) await this.#fetch(selection);
  }

  /** Fetches days with progress, then shows a summary. Days that came before a cancellation or a failure stay. */
  async #fetch(selection: DaySelection): Promise<void> {
    const arrived: ArrivedDay[] = [];
    await withCancellableProgress(l10n.t('Fetching days'), (progress, signal) =>
      this.#fetchInto(arrived, selection, progress, signal),
    );
    if (arrived.length > 0) this.#showSummary(selection, arrived, await this.#record(arrived));
  }

  /** Makes the days that are new one step. Only now: while a step is being recorded, nothing can be undone. */
  async #record(arrived: readonly ArrivedDay[]): Promise<HistoryStep | undefined> {
    const fresh = arrived.filter(({ isNew, papers }) => isNew && papers > 0);
    const [first, ...others] = fresh;
    if (!first) return undefined;
    const label =
      others.length === 0 ? l10n.t('Fetch {0}', first.day) : l10n.t('Fetch {0} Days', fresh.length);
    const { step } = await this.history.record(label, (record) => {
      for (const arrival of fresh) {
        const day = this.fetched.stored(arrival);
        if (day) record(storedDayChange('fetch', fetchedDayId(arrival), day));
      }
      return Promise.resolve();
    });
    return step;
  }

  async #fetchInto(
    arrived: ArrivedDay[],
    { source, days }: DaySelection,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<void> {
    const reportNextDay = (): void =>
      progress.report({
        message: l10n.t('{0} ({1} of {2})', days[arrived.length] ?? '', arrived.length + 1, days.length),
      });
    try {
      reportNextDay();
      for await (const day of this.fetched.fetch(this.sources.days(source), days, { signal })) {
        arrived.push(day);
        progress.report({ increment: 100 / days.length });
        const last = arrived.slice(-maxFailuresInARow);
        if (last.length === maxFailuresInARow && last.every(hasNothingNew)) return;
        if (arrived.length < days.length) reportNextDay();
      }
    } catch (error) {
      this.reporter.report(error);
    }
  }

  #showSummary(selection: DaySelection, arrived: readonly ArrivedDay[], step: HistoryStep | undefined): void {
    const { message, isComplete, retry } = fetchSummary(selection, arrived, l10n);
    const newest = arrived.findLast(({ papers }) => papers > 0);
    const again = { [l10n.t('Try Again')]: () => this.#fetch({ ...selection, days: retry }) };
    const show = newest && { [l10n.t('Show')]: () => this.views.showDay(fetchedDayId(newest)) };
    const others = { ...(!isComplete && again), ...show };
    this.history.offerUndo(message, step, others, isComplete ? showInformation : showWarning);
  }
}
