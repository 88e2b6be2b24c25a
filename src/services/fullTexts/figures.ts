import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { figureLimits, figureSources } from '../../core/fulltext/figures';
import type { Paper } from '../../core/library/paper';
import type { FullText, FullTexts } from './fullTexts';
import { figureName, type FullTextName, type FullTextStore } from './fullTextStore';
import { type Message, localizable } from '../../core/base/localization';

/** A figure of a whole paper: the path of its file, or a sentence with the reason why it has none. */
export type Figure = { readonly source: string } & Outcome;

type Outcome = { readonly path: string } | { readonly problem: Message; readonly isOffline?: boolean };

export interface PaperFigures {
  readonly paper: Pick<Paper, 'id' | 'arxivId'>;
  readonly fullText: FullText;
}

type StoredFigures = Awaited<ReturnType<FullTextStore['figures']>>;

/** A figure to fetch, and those that are stored already. */
interface WantedFigure {
  readonly source: string;
  readonly stored: StoredFigures;
}

interface FiguresParts {
  readonly fullTexts: Pick<FullTexts, 'keyOf' | 'request' | 'isRefused'>;
  readonly store: FullTextStore;
  /** Whether a person sees the paper, so that its figures are still wanted. */
  readonly isShown: (paper: PaperFigures['paper']) => boolean;
  readonly report: (error: unknown) => void;
}

/** Fetches figures of whole papers one at a time, those in sight first, and stores them. */
export class Figures implements Disposable {
  readonly #fetched = new Emitter<PaperFigures & { readonly figure: Figure }>();
  /** Why figures were not fetched, by paper, version and source, until a person repeats the request. */
  readonly #problems = new Map<string, Message>();
  readonly #abort = new AbortController();
  #wanted: PaperFigures | undefined;
  /** Sources in sight. */
  #first: readonly string[] = [];
  #isRunning = false;

  /** Fires for every figure that was stored, or could not be. */
  readonly onDidFetch = this.#fetched.event;

  constructor(private readonly parts: FiguresParts) {}

  dispose(): void {
    this.#abort.abort();
    this.#wanted = undefined;
    this.#fetched.dispose();
  }

  /** The figures of a whole paper that are stored, or are known to be missing. Nothing is requested. */
  async known(of: PaperFigures): Promise<readonly Figure[]> {
    return this.#knownOf(of, await this.parts.store.figures(this.#nameOf(of)));
  }

  #knownOf(of: PaperFigures, stored: StoredFigures): readonly Figure[] {
    const name = this.#nameOf(of);
    return figureSources(of.fullText.document.blocks).flatMap((source): Figure[] => {
      const path = stored.get(figureName(source))?.path;
      if (path !== undefined) return [{ source, path }];
      const problem = this.#problems.get(problemKey(name, source));
      return problem === undefined ? [] : [{ source, problem }];
    });
  }

  /**
   * Fetches the figures of a whole paper that are not stored, beginning with some. This replaces the paper that was
   * wanted before. With `isRepeated`, those in sight are tried again.
   */
  want(of: PaperFigures, first: readonly string[], { isRepeated = false } = {}): void {
    const name = this.#nameOf(of);
    if (isRepeated) for (const source of first) this.#problems.delete(problemKey(name, source));
    this.#wanted = of;
    this.#first = first;
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#run()
      .catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.parts.report(error);
      })
      .finally(() => (this.#isRunning = false));
  }

  /**
   * Fetches all figures of a whole paper that are not stored.
   *
   * @throws what `signal` was aborted with
   */
  async fetchAll(of: PaperFigures, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const next = this.parts.fullTexts.isRefused ? undefined : await this.#next(of, []);
      if (next === undefined) return;
      const figure = await this.#fetch(of, next, signal);
      if ('problem' in figure && figure.isOffline === true) return;
    }
  }

  async #run(): Promise<void> {
    for (let of = this.#wanted; of && this.parts.isShown(of.paper); of = this.#wanted) {
      const next = await this.#next(of, this.#first);
      const figure = next === undefined ? undefined : await this.#fetch(of, next, this.#abort.signal);
      // Without a connection, the others would fail in the same way.
      const isOver = !figure || this.parts.fullTexts.isRefused || ('problem' in figure && figure.isOffline);
      if (isOver === true && this.#wanted === of) this.#wanted = undefined;
    }
    this.#wanted = undefined;
  }

  /** The next figure to fetch: neither stored nor known to be missing. */
  async #next(of: PaperFigures, first: readonly string[]): Promise<WantedFigure | undefined> {
    if (of.paper.arxivId === undefined) return undefined;
    const stored = await this.parts.store.figures(this.#nameOf(of));
    const done = new Set(this.#knownOf(of, stored).map(({ source }) => source));
    const all = figureSources(of.fullText.document.blocks);
    const isMissing = (source: string): boolean => !done.has(source);
    const source = first.filter((one) => all.includes(one)).find(isMissing) ?? all.find(isMissing);
    return source === undefined ? undefined : { source, stored };
  }

  async #fetch(of: PaperFigures, wanted: WantedFigure, signal: AbortSignal): Promise<Figure> {
    const name = this.#nameOf(of);
    const { source } = wanted;
    const figure: Figure = { source, ...(await this.#store(of, name, wanted, signal)) };
    if ('problem' in figure) this.#problems.set(problemKey(name, source), figure.problem);
    this.#fetched.fire({ ...of, figure });
    return figure;
  }

  /** Requests and stores a figure. */
  async #store(
    { paper: { arxivId = '' }, fullText: { version } }: PaperFigures,
    name: FullTextName,
    { source, stored }: WantedFigure,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { fullTexts, store } = this.parts;
    const total = [...stored.values()].reduce((sum, { size }) => sum + size, 0);
    if (stored.size >= figureLimits.count || total >= figureLimits.total)
      return {
        problem: localizable('The figures of this paper are too many or too large to keep all of them.'),
      };
    const response = await fullTexts.request(version, (pages) =>
      pages.figure(arxivId, version, source, signal),
    );
    if (!response.ok) {
      const { isMissing, isOffline = false, message } = response.error;
      return { problem: isMissing ? localizable('arXiv does not have this figure.') : message, isOffline };
    }
    const { kind, bytes } = response.value;
    if (total + bytes.length > figureLimits.total)
      return { problem: localizable('The figures of this paper are too large to keep all of them.') };
    const { path } = await store.writeFigure(name, source, kind, bytes);
    return { path };
  }

  #nameOf({ paper, fullText }: PaperFigures): FullTextName {
    return { paper: this.parts.fullTexts.keyOf(paper), version: fullText.version };
  }
}

function problemKey({ paper, version }: FullTextName, source: string): string {
  return `${paper} ${version ?? ''} ${source}`;
}
