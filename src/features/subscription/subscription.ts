import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { daysDue, latestOut } from '../../core/remote/daysDue';
import type { IsoDay } from '../../core/remote/isoDay';
import { type Service, serviceNames } from '../../core/remote/service';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { askCategories, type WantedSource } from '../fetch/fetchDaysPicker';
import { isSettled } from '../../services/sources/dayFetcher';
import type { ArrivedDay, FetchedDayLibrary } from '../../services/sources/fetchedDayLibrary';
import { HttpError } from '../../platform/node/http/httpError';
import type { CrossWindowLease } from '../../platform/node/files/crossWindowLease';
import type { SourceServices } from '../../services/sources/sourceServices';
import { type SubscriptionFile, sourcesSince, type SubscriptionState } from './subscriptionFile';
import type { VersionCheck } from './versionCheck';

export interface SubscriptionDeps {
  readonly services: SourceServices;
  readonly fetched: FetchedDayLibrary;
  /** Resolves once the library has been read; reads it the first time it is called. */
  readonly ready: () => Promise<void>;
  readonly file: SubscriptionFile;
  /** Looks for newer versions of papers that carry notes. */
  readonly versions: VersionCheck;
  /** One window fetches at a time. */
  readonly turn: CrossWindowLease;
  readonly log: vscode.LogOutputChannel;
  readonly state: vscode.Memento;
  /** What is said of papers that the library had not known; undefined for nothing. */
  readonly news: (papers: readonly PaperId[]) => Promise<string | undefined>;
}

/** In milliseconds: nothing is fetched so soon after VS Code has started, and how often it is looked for lists. */
const START_AFTER = 20_000;
const LOOK_EVERY = 10 * 60_000;
const AFTER_FAILURE = 60 * 60_000;

/** Fetches the chosen sources' days when their lists are out, while VS Code runs. */
export class Subscription implements Disposable {
  readonly #status = vscode.window.createStatusBarItem(
    'dailyPapers.subscription',
    vscode.StatusBarAlignment.Right,
  );
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #notBefore = 0;
  #message = '';

  constructor(private readonly deps: SubscriptionDeps) {
    this.#status.name = 'Papers Subscription';
    this.#status.command = 'dailyPapers.subscription';
  }

  /** Shows the subscription that there is, if any, and fetches later. */
  async start(): Promise<void> {
    this.#show(await this.deps.file.read());
    this.#wait(START_AFTER);
  }

  /** The command Subscribe: chooses the sources. */
  async subscribe(): Promise<void> {
    const before = await this.deps.file.read();
    const rows = [
      { label: 'Hugging Face Daily Papers', service: 'huggingface' as const },
      { label: 'arXiv Categories…', service: 'arxiv' as const },
    ].map((row) => ({
      ...row,
      picked: before?.sources.some(({ service }) => service === row.service) ?? false,
    }));
    const chosen = await vscode.window.showQuickPick(rows, {
      canPickMany: true,
      title: 'Subscribe',
      placeHolder: 'What is to be fetched on working days, when its list is out?',
    });
    if (!chosen || chosen.length === 0) return;
    const sources: WantedSource[] = [];
    for (const { service } of chosen) {
      if (service === 'huggingface') sources.push({ service });
      else {
        const categories = await askCategories(this.deps.state);
        if (!categories) return;
        sources.push({ service, categories });
      }
    }
    const jitter = before?.jitter ?? Math.random();
    const latest = (service: Service): IsoDay => latestOut(service, Date.now(), jitter);
    await this.#change((now) => ({ sources: sourcesSince(sources, now, latest), paused: false, jitter }));
    await this.#look();
  }

  /** The status entry's menu. */
  async manage(): Promise<void> {
    const state = await this.deps.file.read();
    if (!state) return this.subscribe();
    const pause = { label: state.paused ? '$(play) Resume' : '$(debug-pause) Pause' };
    const now = plainRow({ label: 'Fetch Now', description: this.#message }, 'cloud-download');
    const change = { label: '$(settings) Change Sources…', description: namesOf(state) };
    const end = { label: '$(close) Unsubscribe', description: 'What was fetched stays' };
    const history = this.#history();
    const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem>(
      [...(state.paused ? [pause] : [now, pause]), change, end, ...history],
      { title: 'Papers Subscription', placeHolder: 'What do you want to do?' },
    );
    if (chosen === pause) await this.#change((now) => now && { ...now, paused: !state.paused });
    if (chosen === change) await this.subscribe();
    if (chosen === end) await this.#change(() => undefined);
    if (chosen === now || (chosen === pause && state.paused)) {
      this.#notBefore = 0;
      const asked = await this.#look();
      if (!asked) vscode.window.setStatusBarMessage('No new list of papers is out yet', 4000);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#abort.abort(new vscode.CancellationError());
    this.#status.dispose();
  }

  /** Changes what is stored now: another window may have changed it while the person chose. */
  async #change(
    change: (now: SubscriptionState | undefined) => SubscriptionState | undefined,
  ): Promise<void> {
    this.#show(await this.deps.file.change(change));
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#look().catch((error: unknown) => this.#failed(error));
    }, milliseconds);
    this.#timer.unref();
  }

  /** Nobody has asked just now: the status entry says it. */
  #failed(error: unknown): void {
    this.deps.log.warn(`Subscription: ${String(error)}`);
    if (this.#abort.signal.aborted) return;
    this.#message =
      error instanceof UserFacingError ? error.message : 'The last fetch failed. The log says why.';
    this.deps.file.read().then(
      (state) => this.#show(state),
      () => undefined,
    );
  }

  /** Gives whether anything was asked for. */
  async #look(): Promise<boolean> {
    clearTimeout(this.#timer);
    try {
      const state = await this.deps.file.read();
      this.#show(state);
      if (!state || state.paused || Date.now() < this.#notBefore) return false;
      await this.deps.ready();
      const isListDue = this.#isAnyDue(state);
      if (!isListDue && !(await this.deps.versions.isDue())) return false;
      await this.deps.turn.use(() => this.#ask(state), this.#abort.signal);
      this.#show(await this.deps.file.read());
      return isListDue;
    } finally {
      if (!this.#abort.signal.aborted) this.#wait(LOOK_EVERY);
    }
  }

  async #ask(state: SubscriptionState): Promise<void> {
    this.#message = '';
    if (this.#isAnyDue(state)) await this.#tell(await this.#fetchDue(state));
    try {
      await this.deps.versions.run(this.#abort.signal);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      this.#message = error.message;
      this.#notBefore = Date.now() + AFTER_FAILURE;
    }
  }

  async #fetchDue(state: SubscriptionState): Promise<readonly ArrivedDay[]> {
    const { services, fetched } = this.deps;
    // Another window may have fetched while this one waited for its turn.
    await fetched.sync();
    const arrived: ArrivedDay[] = [];
    for (const source of state.sources) {
      const days = this.#due(source, state);
      for await (const day of fetched.fetch(services.days(source), days, { signal: this.#abort.signal })) {
        arrived.push(day);
        if (day.message !== undefined && day.outcome !== 'none') {
          this.#notBefore = Date.now() + AFTER_FAILURE;
          break;
        }
      }
    }
    return arrived;
  }

  #isAnyDue(state: SubscriptionState): boolean {
    return state.sources.some((source) => this.#due(source, state).length > 0);
  }

  #due(source: SubscriptionState['sources'][number], { jitter }: SubscriptionState): readonly string[] {
    const { services, fetched } = this.deps;
    const { query } = services.days(source);
    const records = new Map(
      fetched
        .records()
        .filter((record) => record.service === source.service && record.query === query)
        .map((record) => [record.day, record]),
    );
    return daysDue(source.service, source.since, Date.now(), jitter, (day) => {
      const record = records.get(day);
      return record && { fetched: record.fetched, settled: isSettled(record) };
    });
  }

  async #tell(arrived: readonly ArrivedDay[]): Promise<void> {
    const fault = arrived.find(({ outcome, message }) => outcome !== 'none' && message !== undefined);
    this.#message = fault?.message ?? '';
    const news = await this.deps.news(arrived.flatMap(({ fresh }) => fresh));
    if (news !== undefined) void showInformation(news);
  }

  #show(state: SubscriptionState | undefined): void {
    if (!state) {
      this.#status.hide();
      return;
    }
    this.#status.text = state.paused ? '$(debug-pause) Papers' : '$(rss) Papers';
    const last = Math.max(0, ...this.deps.fetched.records().map(({ fetched }) => fetched));
    const when = last === 0 ? 'nothing fetched yet' : `last fetched ${new Date(last).toLocaleString()}`;
    this.#status.tooltip = [
      `Subscribed to ${namesOf(state)}${state.paused ? ' (paused)' : ''}; ${when}.`,
      ...(this.#message === '' ? [] : [this.#message]),
    ].join('\n');
    this.#status.show();
  }

  /** What was fetched when, the latest first. */
  #history(): readonly vscode.QuickPickItem[] {
    const records = this.deps.fetched.records().toSorted((a, b) => b.fetched - a.fetched);
    return [
      { label: 'Fetched', kind: vscode.QuickPickItemKind.Separator },
      ...records.slice(0, 10).map(({ day, service, fetched, whole, removed }) => ({
        label: `${day} ${serviceNames[service]}`,
        description: [new Date(fetched).toLocaleString(), !whole && 'partial', removed && 'removed']
          .filter(Boolean)
          .join(' · '),
      })),
    ];
  }
}

function namesOf({ sources }: SubscriptionState): string {
  return sources
    .map((source) =>
      source.service === 'arxiv' ? `arXiv (${source.categories.join(', ')})` : 'Hugging Face Daily Papers',
    )
    .join(' and ');
}
