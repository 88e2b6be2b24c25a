import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { daysDue, latestOut } from '../../core/remote/daysDue';
import { type IsoDay, fetchedDayId } from '../../core/remote/isoDay';
import type { Service } from '../../core/remote/service';
import { freshNews } from '../../core/state/newPapersMessage';
import { commandId, UserFacingError } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { Services } from '../../services/services';
import { pickArxivCategories } from '../../services/sources/arxivCategoriesPicker';
import { isSettled } from '../../services/sources/dayFetcher';
import type { ArrivedDay } from '../../services/sources/fetchedDayLibrary';
import { type Timer, unref } from '../../platform/common/timers';
import { HttpError } from '../../platform/common/http/httpError';
import type { Lease } from '../../platform/common/lease';
import type { DaySource } from '../../services/sources/daySource';
import {
  type SubscriptionFile,
  sourcesSince,
  type SubscriptionState,
} from '../../services/sources/subscriptionFile';
import {
  fetchHistory,
  firstFailure,
  isFailure,
  sourceLabel,
  sourceNames,
  statusTexts,
} from './subscriptionMessages';
import type { VersionCheck } from './versionCheck';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { shownTime } from '../../platform/vscode/ui/shownNumber';
import { l10n } from '../../platform/vscode/ui/l10n';

/** The services that the subscription uses. */
export type SubscriptionServices = Pick<
  Services,
  'sources' | 'fetched' | 'rules' | 'state' | 'log' | 'ready' | 'views' | 'reporter'
>;

export interface SubscriptionOptions {
  readonly services: SubscriptionServices;
  readonly file: SubscriptionFile;
  readonly versions: VersionCheck;
  /** Held while fetching: one window fetches at a time. */
  readonly lease: Lease;
  /** Services the categories that were chosen last. */
  readonly memento: vscode.Memento;
}

/** In milliseconds: the delay after start-up, the interval of checks, and the delay after a failure. */
const startDelay = 20_000;
const checkInterval = 10 * 60_000;
const failureDelay = 60 * 60_000;

/** Fetches the chosen sources' days when their lists are out, while VS Code runs. */
export class Subscription implements Disposable {
  readonly #status = vscode.window.createStatusBarItem(
    'dailyPapers.subscription',
    vscode.StatusBarAlignment.Right,
  );
  readonly #abort = new AbortController();
  #timer: Timer | undefined;
  /** Milliseconds since 1970: nothing is fetched before. */
  #notBefore = 0;
  /** Why the last fetch failed: a sentence, or empty. */
  #failure = '';

  constructor(private readonly options: SubscriptionOptions) {
    this.#status.name = l10n.t('Papers Subscription');
    this.#status.command = commandId('subscription');
  }

  /** Shows the status entry if there is a subscription, and schedules the first check. */
  async start(): Promise<void> {
    this.#show(await this.options.file.read());
    this.#schedule(startDelay);
  }

  /** The command Subscribe: lets the person choose the sources, then fetches what is due. */
  async subscribe(): Promise<void> {
    const before = await this.options.file.read();
    const rows = (['huggingface', 'arxiv'] as const).map((service) => ({
      label: sourceLabel(service, l10n),
      service,
      picked: before?.sources.some((source) => source.service === service) ?? false,
    }));
    const chosen = await vscode.window.showQuickPick(rows, {
      canPickMany: true,
      title: l10n.t('Subscribe'),
      placeHolder: l10n.t('What is to be fetched on working days, when its list is out?'),
    });
    if (!chosen || chosen.length === 0) return;
    const sources: DaySource[] = [];
    for (const { service } of chosen) {
      if (service === 'huggingface') sources.push({ service });
      else {
        const categories = await pickArxivCategories(this.options.memento);
        if (!categories) return;
        sources.push({ service, categories });
      }
    }
    const jitter = before?.jitter ?? Math.random();
    const latest = (service: Service): IsoDay => latestOut(service, Date.now(), jitter);
    await this.#change((now) => ({ sources: sourcesSince(sources, now, latest), paused: false, jitter }));
    // Also if the sources that were chosen before have just failed.
    this.#notBefore = 0;
    await this.#check();
  }

  /** The menu of the status entry. */
  async manage(): Promise<void> {
    const state = await this.options.file.read();
    if (!state) return this.subscribe();
    const pause = {
      label: state.paused ? `$(play) ${l10n.t('Resume')}` : `$(debug-pause) ${l10n.t('Pause')}`,
    };
    const now = plainRow({ label: l10n.t('Fetch Now'), description: this.#failure }, 'cloud-download');
    const change = {
      label: `$(settings) ${l10n.t('Change Sources…')}`,
      description: sourceNames(state, l10n),
    };
    const end = {
      label: `$(close) ${l10n.t('Unsubscribe')}`,
      description: l10n.t('What was fetched stays'),
    };
    const separator = { label: l10n.t('Fetched'), kind: vscode.QuickPickItemKind.Separator };
    const history = fetchHistory(this.options.services.fetched.records(), shownTime, l10n);
    const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem>(
      [...(state.paused ? [pause] : [now, pause]), change, end, separator, ...history],
      {
        title: l10n.t('Papers Subscription'),
        placeHolder: l10n.t('Choose what to do, or a fetched day to show it'),
      },
    );
    const day = history.find((row) => row === chosen);
    if (day) await this.options.services.views.showDay(day.dayId);
    if (chosen === pause) await this.#change((now) => now && { ...now, paused: !state.paused });
    if (chosen === change) await this.subscribe();
    if (chosen === end) await this.#change(() => undefined);
    if (chosen === now || (chosen === pause && state.paused)) {
      this.#notBefore = 0;
      const hasFetched = await this.#check();
      if (!hasFetched) vscode.window.setStatusBarMessage(l10n.t('No new list of papers is out yet'), 4000);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#abort.abort(new vscode.CancellationError());
    this.#status.dispose();
  }

  /** Changes the stored subscription, which another window may have changed while the person chose. */
  async #change(
    change: (now: SubscriptionState | undefined) => SubscriptionState | undefined,
  ): Promise<void> {
    this.#show(await this.options.file.change(change));
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#check().catch((error: unknown) => this.#recordFailure(error));
    }, milliseconds);
    unref(this.#timer);
  }

  /** A check in the background shows its failure in the status entry, not in a notification. */
  #recordFailure(error: unknown): void {
    this.options.services.log.warn(`Subscription: ${String(error)}`);
    if (this.#abort.signal.aborted) return;
    this.#failure =
      error instanceof UserFacingError
        ? shownMessage(error.shown)
        : l10n.t('The last fetch failed. The log says why.');
    this.options.file.read().then(
      (state) => this.#show(state),
      (cause: unknown) => this.options.services.log.warn(`Subscription: ${String(cause)}`),
    );
  }

  /** Fetches what is due. Resolves to whether a list was due. */
  async #check(): Promise<boolean> {
    clearTimeout(this.#timer);
    try {
      const state = await this.options.file.read();
      this.#show(state);
      if (!state || state.paused || Date.now() < this.#notBefore) return false;
      await this.options.services.ready();
      const isListDue = this.#isListDue(state);
      if (!isListDue && !(await this.options.versions.isDue())) return false;
      await this.options.lease.use(() => this.#fetch(state), this.#abort.signal);
      this.#show(await this.options.file.read());
      return isListDue;
    } finally {
      if (!this.#abort.signal.aborted) this.#schedule(checkInterval);
    }
  }

  async #fetch(state: SubscriptionState): Promise<void> {
    this.#failure = '';
    if (this.#isListDue(state)) await this.#showNews(await this.#fetchDue(state));
    try {
      await this.options.versions.run(this.#abort.signal);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      this.#failure = shownMessage(error.shown);
      this.#notBefore = Date.now() + failureDelay;
    }
  }

  async #fetchDue(state: SubscriptionState): Promise<readonly ArrivedDay[]> {
    const { sources, fetched } = this.options.services;
    // Another window may have fetched while this one waited for the lease.
    await fetched.sync();
    const arrived: ArrivedDay[] = [];
    for (const source of state.sources) {
      const days = this.#dueDays(source, state);
      for await (const day of fetched.fetch(sources.days(source), days, { signal: this.#abort.signal })) {
        arrived.push(day);
        if (isFailure(day)) {
          this.#notBefore = Date.now() + failureDelay;
          break;
        }
      }
    }
    return arrived;
  }

  #isListDue(state: SubscriptionState): boolean {
    return state.sources.some((source) => this.#dueDays(source, state).length > 0);
  }

  #dueDays(source: SubscriptionState['sources'][number], { jitter }: SubscriptionState): readonly string[] {
    const { sources, fetched } = this.options.services;
    const { query } = sources.days(source);
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

  async #showNews(arrived: readonly ArrivedDay[]): Promise<void> {
    this.#failure = shownMessage(firstFailure(arrived));
    const { rules, state } = this.options.services;
    // Papers that a rule hides do not count.
    await rules.settled();
    const message = freshNews(
      arrived.flatMap(({ fresh }) => fresh),
      state,
    );
    const newest = arrived.filter(({ fresh }) => fresh.length > 0).at(-1);
    if (message === undefined || !newest) return;
    const { reporter, views } = this.options.services;
    // Does not wait for the answer: the lease is held meanwhile.
    showWithActions(reporter, message, {
      [l10n.t('Show')]: () => views.showDay(fetchedDayId(newest)),
    });
  }

  #show(state: SubscriptionState | undefined): void {
    void contextKeys.subscribed.set(state !== undefined);
    if (!state) {
      this.#status.hide();
      return;
    }
    const records = this.options.services.fetched.records();
    const { text, tooltip } = statusTexts(state, records, this.#failure, shownTime, l10n);
    this.#status.text = text;
    this.#status.tooltip = tooltip;
    this.#status.show();
  }
}
