import type { Disposable } from '../../core/base/disposable';
import { sectionTexts } from '../../core/fulltext/sectionTexts';
import type { OpenRequest, StoredWholePaper } from '../../core/search/indexProtocol';
import { WholePaperIndex } from '../../core/search/wholePapers';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { readStoredDocument } from '../fullTexts/fullTextStore';
import { IndexFiles, type IndexStorage } from './indexFiles';

/** The length of a time slice of indexing, between which requests are answered; in milliseconds. */
const turnMs = 8;
/** The number of papers to index before the list of papers is replied to, so that those just read can be found. */
const indexedAtOnce = 2;

/** The whole papers of the index process: reads their documents, indexes them, and saves the index. */
export class WholePaperServer implements Disposable {
  #whole = new WholePaperIndex();
  readonly #files: IndexFiles;
  #wanted: readonly StoredWholePaper[] = [];
  #isIndexing = false;

  constructor(
    private readonly storage: IndexStorage,
    private readonly changed: () => void,
    private readonly report: (problem: string) => void,
  ) {
    this.#files = new IndexFiles(storage);
  }

  get index(): WholePaperIndex {
    return this.#whole;
  }

  /** Whether there are changes to save. */
  get isStale(): boolean {
    return this.#files.isStale(this.#whole.index);
  }

  async open({ wholePapersFile, environment }: OpenRequest): Promise<void> {
    const { index } = await this.#files.open(
      {
        obsoleteFiles: [],
        environment,
        ...(wholePapersFile !== undefined && { papersFile: wholePapersFile }),
      },
      this.report,
    );
    this.#whole = new WholePaperIndex(index);
  }

  /** Brings the index in step with what is stored. Resolves when the first papers are indexed. */
  async list(papers: readonly StoredWholePaper[]): Promise<void> {
    const named = new Set(papers.map(({ id }) => id));
    for (const id of [...this.#whole.paperIds]) if (!named.has(id)) this.#whole.delete(id);
    this.#wanted = papers.filter(({ id, stamp }) => this.#whole.stampOf(id) !== stamp);
    for (let count = 0; count < indexedAtOnce; count++) await this.#next();
    void this.#rest();
  }

  async save(): Promise<void> {
    await this.#files.save(this.#whole.index);
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #rest(): Promise<void> {
    if (this.#isIndexing) return;
    this.#isIndexing = true;
    while (await this.#next());
    this.#isIndexing = false;
  }

  /** Indexes the next paper. Resolves to false if all are indexed. */
  async #next(): Promise<boolean> {
    const [paper, ...others] = this.#wanted;
    if (!paper) return false;
    this.#wanted = others;
    try {
      const bytes = await this.storage.read(paper.file);
      const document = bytes && (await readStoredDocument(bytes));
      if (document)
        await runInTimeSlices(
          this.#whole.put(paper.id, paper.stamp, [...sectionTexts(document)]),
          undefined,
          turnMs,
        );
      this.changed();
    } catch (error) {
      this.report(String(error));
    }
    return true;
  }
}
