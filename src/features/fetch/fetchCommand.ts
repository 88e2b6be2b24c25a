import type * as vscode from 'vscode';
import { isoDayAt } from '../../core/remote/isoDay';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { pickDays, type WantedDays } from './fetchDaysPicker';
import type { ArrivedDay, FetchedDayLibrary } from '../../services/sources/fetchedDayLibrary';
import { fetchSummary } from './fetchSummary';
import type { SourceServices } from '../../services/sources/sourceServices';

export interface FetchCommandDeps {
  readonly services: SourceServices;
  readonly fetched: FetchedDayLibrary;
  readonly reporter: FailureReporter;
  /** Remembers choices over workspaces. */
  readonly state: vscode.Memento;
}

/** Nothing more is asked of a service that failed so many times in a row. */
const FAILURES_IN_A_ROW = 2;

/** The command Fetch Days. */
export class FetchCommand {
  constructor(private readonly deps: FetchCommandDeps) {}

  async run(): Promise<void> {
    const wanted = await pickDays(this.deps.state, isoDayAt(Date.now()));
    if (wanted) await this.fetch(wanted);
  }

  /** Fetches with progress, then says what came of it. */
  async fetch(wanted: WantedDays): Promise<void> {
    const arrived: ArrivedDay[] = [];
    await withCancellableProgress('Fetching days', (progress, signal) =>
      this.#fetchAll(wanted, arrived, progress, signal),
    );
    if (arrived.length > 0) this.#tell(wanted, arrived);
  }

  /** What arrived before a cancel or a failure stays. */
  async #fetchAll(
    { source, days }: WantedDays,
    arrived: ArrivedDay[],
    progress: Progress,
    signal: AbortSignal,
  ): Promise<void> {
    const say = (): void =>
      progress.report({ message: `${days[arrived.length] ?? ''} (${arrived.length + 1} of ${days.length})` });
    try {
      const { services, fetched } = this.deps;
      say();
      for await (const day of fetched.fetch(services.days(source), days, { signal })) {
        arrived.push(day);
        progress.report({ increment: 100 / days.length });
        if (hasGivenUp(arrived)) return;
        if (arrived.length < days.length) say();
      }
    } catch (error) {
      this.deps.reporter.report(error);
    }
  }

  #tell(wanted: WantedDays, arrived: readonly ArrivedDay[]): void {
    const { message, isWhole, again } = fetchSummary(wanted, arrived);
    const told = isWhole ? showInformation(message) : showWarning(message, 'Try Again');
    void told.then(async (choice) => {
      if (choice === undefined) return;
      await this.fetch({ ...wanted, days: again }).catch((error: unknown) =>
        this.deps.reporter.report(error),
      );
    });
  }
}

function hasGivenUp(arrived: readonly ArrivedDay[]): boolean {
  const last = arrived.slice(-FAILURES_IN_A_ROW);
  return last.length === FAILURES_IN_A_ROW && last.every(isFailure);
}

function isFailure({ outcome, message }: ArrivedDay): boolean {
  return outcome === 'failed' || (outcome === 'stored' && message !== undefined);
}
