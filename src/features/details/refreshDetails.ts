import * as vscode from 'vscode';
import type { Paper, PaperRecord } from '../../core/library/paper';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { HttpError } from '../../platform/node/http/httpError';
import type { DetailsStore, RawAnswer } from '../../services/sources/detailsStore';
import type { PaperDetails } from '../../services/sources/paperDetails';
import type { SourceServices } from '../../services/sources/sourceServices';
import { byArxivKey, type Told, toldOf } from '../../services/sources/detailsRecord';

export interface RefreshDetailsDeps {
  readonly services: SourceServices;
  readonly known: DetailsStore;
  readonly reporter: FailureReporter;
  /** What papers have become that carry notes, where the person has yet to see it. */
  readonly news: (papers: readonly Paper[]) => PapersNews | undefined;
}

/** That papers have newer versions, and a way to see what is new about them. */
export interface PapersNews {
  /** A sentence. */
  readonly message: string;
  show(): Promise<void>;
}

/** A paper that was found for another title: a person says whether it is the one. */
interface Guess {
  readonly paper: Paper;
  readonly found: PaperRecord;
  readonly answer: RawAnswer;
}

interface Outcome {
  readonly told: Set<string>;
  readonly guesses: Guess[];
  readonly faults: Set<string>;
}

/** One run, while it asks. */
interface Asking {
  readonly details: PaperDetails;
  readonly outcome: Outcome;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Asks the services what they know of single papers: the command Refresh Details. */
export class RefreshDetails {
  constructor(private readonly deps: RefreshDetailsDeps) {}

  async run(papers: readonly Paper[]): Promise<void> {
    if (papers.length === 0) {
      void showInformation('Select a paper or a day in the Digests view first.');
      return;
    }
    await this.deps.known.ready();
    const outcome: Outcome = { told: new Set(), guesses: [], faults: new Set() };
    const isDone = await withCancellableProgress('Refreshing details', (progress, signal) =>
      this.#ask(papers, outcome, progress, signal),
    );
    await this.#confirm(outcome);
    // That nothing was found is not known of what was broken off.
    if (isDone || outcome.told.size > 0) this.#tell(papers, outcome);
  }

  #tell(papers: readonly Paper[], outcome: Outcome): void {
    const news = this.deps.news(papers);
    const of = papers.length === 1 ? 'the paper' : `${outcome.told.size} of ${papers.length} papers`;
    const done = outcome.told.size === 0 ? 'No details were found.' : `Details of ${of} are up to date.`;
    const message = [done, ...outcome.faults, ...(news ? [news.message] : [])].join(' ');
    const actions = news ? ['Show What Changed'] : [];
    const told =
      outcome.faults.size === 0 ? showInformation(message, ...actions) : showWarning(message, ...actions);
    this.deps.reporter.watch(
      told.then(async (choice) => {
        if (choice !== undefined) await news?.show();
      }),
    );
  }

  /** What came before a cancel or a failure stays. Resolves to whether all was asked. */
  async #ask(
    papers: readonly Paper[],
    outcome: Outcome,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<boolean> {
    const attempt = async (steps: () => Promise<void>): Promise<void> => {
      try {
        await steps();
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        outcome.faults.add(error.message);
      }
    };
    try {
      const asking = { details: this.deps.services.details(), outcome, progress, signal };
      const numbered = papers.filter(({ arxivId }) => arxivId !== undefined);
      const others = papers.filter(({ arxivId }) => arxivId === undefined);
      await attempt(() => this.#fromArxiv(numbered, asking));
      await attempt(() => this.#fromHuggingFace(numbered, asking));
      await attempt(() => this.#byTitle(others, asking));
      return true;
    } catch (error) {
      this.deps.reporter.report(error);
      return false;
    }
  }

  async #fromArxiv(papers: readonly Paper[], asking: Asking): Promise<void> {
    if (papers.length === 0) return;
    asking.progress.report({ message: 'arXiv' });
    const byKey = byArxivKey(papers);
    for await (const answer of asking.details.fromArxiv([...byKey.keys()], asking.signal)) {
      await this.#keep(toldOf(answer.papers, byKey), answer, asking.outcome);
    }
  }

  async #fromHuggingFace(papers: readonly Paper[], asking: Asking): Promise<void> {
    for (const [index, paper] of papers.entries()) {
      asking.progress.report({ message: `Hugging Face (${index + 1} of ${papers.length})` });
      const answer = await asking.details.fromHuggingFace(paper.arxivId ?? '', asking.signal);
      const told = answer?.papers.map((record) => ({ paperId: paper.id, record })) ?? [];
      if (answer) await this.#keep(told, answer, asking.outcome);
    }
  }

  async #byTitle(papers: readonly Paper[], { details, outcome, progress, signal }: Asking): Promise<void> {
    for (const [index, paper] of papers.entries()) {
      progress.report({ message: `looking for titles (${index + 1} of ${papers.length})` });
      const match = await details.findByTitle(paper.title, signal);
      if (!match) continue;
      const { candidate: found, answer } = match;
      if (match.exact) await this.#keep([{ paperId: paper.id, record: found }], answer, outcome);
      else outcome.guesses.push({ paper, found, answer });
    }
  }

  async #keep(told: readonly Told[], answer: RawAnswer, outcome: Outcome): Promise<void> {
    if (told.length === 0) return;
    await this.deps.known.add(told, answer);
    for (const { paperId } of told) outcome.told.add(paperId);
  }

  /** Nothing is ticked beforehand: a wrong match would join two papers. */
  async #confirm(outcome: Outcome): Promise<void> {
    if (outcome.guesses.length === 0) return;
    const rows = outcome.guesses.map(({ paper, found, answer }) =>
      plainRow({
        label: found.title,
        description: `arXiv:${found.arxivId ?? ''}`,
        detail: `For: ${paper.title}`,
        told: { paperId: paper.id, record: { ...found, title: paper.title }, keepsTitle: true as const },
        answer,
      }),
    );
    const chosen = await vscode.window.showQuickPick(rows, {
      canPickMany: true,
      title: 'Are These the Same Papers?',
      placeHolder: 'Tick what is the same paper under a changed title',
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    for (const { told, answer } of chosen ?? []) await this.#keep([told], answer, outcome);
  }
}
