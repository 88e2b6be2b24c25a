import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import type { FullText } from '../../services/fullTexts/fullTexts';
import { Figures } from '../../services/fullTexts/figures';
import type { Services } from '../../services/services';
import { localizable } from '../../core/base/localization';

type FigureServices = Pick<Services, 'fullTexts' | 'fullTextStore' | 'reader' | 'state' | 'reporter' | 'log'>;

const notHere = localizable('This figure is not on this machine.');

/** Shows figures in the readers of whole papers, and fetches those that are missing. */
export class ReaderFigures implements vscode.Disposable {
  readonly figures: Figures;
  /** Papers that a person has read in this session: their figures are fetched as they come into sight. */
  readonly #read = new Set<PaperId>();
  readonly #owned: vscode.Disposable;

  constructor(private readonly services: FigureServices) {
    const { fullTexts, fullTextStore: store, reader, reporter, log } = services;
    this.figures = new Figures({
      fullTexts,
      store,
      isShown: ({ id }) => reader.wholePapers.has(id),
      report: (error) => log.error('A figure was not fetched:', error),
    });
    this.#owned = vscode.Disposable.from(
      this.figures,
      this.figures.onDidFetch(({ paper, figure }) => reader.showFigures(paper.id, [figure])),
      reader.onDidRequest((request) => {
        if (request.type === 'wantFigures') reporter.watch(this.#want(request));
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** A whole paper is shown. `isAsked` if a person asked to read it, so that its figures may be fetched. */
  async show(paper: Paper, fullText: FullText, isAsked: boolean): Promise<void> {
    if (isAsked) this.#read.add(paper.id);
    this.services.reader.showFigures(paper.id, await this.figures.known({ paper, fullText }));
    if (isAsked && paper.arxivId !== undefined) this.figures.want({ paper, fullText }, []);
  }

  async #want({
    paperId,
    sources,
    isAsked,
  }: {
    readonly paperId: PaperId;
    readonly sources: readonly string[];
    readonly isAsked: boolean;
  }): Promise<void> {
    const { reader, state } = this.services;
    const paper = state.paper(paperId);
    const fullText = reader.fullTextOf(paperId);
    if (!paper || !fullText) return;
    if (isAsked) this.#read.add(paperId);
    const known = await this.figures.known({ paper, fullText });
    const isTried = this.#read.has(paperId) && paper.arxivId !== undefined;
    if (isTried) this.figures.want({ paper, fullText }, sources, { isRepeated: isAsked });
    const isMissing = (source: string): boolean => !known.some((figure) => figure.source === source);
    const missing = isTried ? [] : sources.filter(isMissing);
    reader.showFigures(paperId, [...known, ...missing.map((source) => ({ source, problem: notHere }))]);
  }
}
