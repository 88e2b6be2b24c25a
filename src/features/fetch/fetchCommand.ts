import type * as vscode from 'vscode';
import { fetchedDayId, isoDayAt } from '../../core/remote/isoDay';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import type { ArrivedDay, FetchedDayLibrary } from '../../services/sources/fetchedDayLibrary';
import type { SourceServices } from '../../services/sources/sourceServices';
import type { ViewRegistry } from '../../services/views/viewRegistry';
import type { DaySelection } from './daySelection';
import { pickDays } from './fetchDaysPicker';
import { fetchSummary, hasNothingNew } from './fetchSummary';

/** After so many failed days in a row no further day is requested. */
const maxFailuresInARow = 2;

/** The command Fetch Days. */
export class FetchCommand {
  constructor(
    private readonly sources: SourceServices,
    private readonly fetched: FetchedDayLibrary,
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
    await withCancellableProgress('Fetching days', (progress, signal) =>
      this.#fetchInto(arrived, selection, progress, signal),
    );
    if (arrived.length > 0) this.#showSummary(selection, arrived);
  }

  async #fetchInto(
    arrived: ArrivedDay[],
    { source, days }: DaySelection,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<void> {
    const reportNextDay = (): void =>
      progress.report({ message: `${days[arrived.length] ?? ''} (${arrived.length + 1} of ${days.length})` });
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

  #showSummary(selection: DaySelection, arrived: readonly ArrivedDay[]): void {
    const { message, isComplete, retry } = fetchSummary(selection, arrived);
    const newest = arrived.findLast(({ papers }) => papers > 0);
    const show = newest ? ['Show'] : [];
    const choice = isComplete
      ? showInformation(message, ...show)
      : showWarning(message, 'Try Again', ...show);
    this.reporter.watch(
      choice.then(async (chosen) => {
        if (chosen === 'Try Again') await this.#fetch({ ...selection, days: retry });
        if (chosen === 'Show' && newest) await this.views.showDay(fetchedDayId(newest));
      }),
    );
  }
}
