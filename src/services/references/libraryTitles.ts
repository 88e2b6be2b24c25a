import { finish, type CooperativeTask } from '../../core/base/cooperativeTask';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import { paperId } from '../../core/library/paperId';
import type { KnownIdentifiers } from '../../core/references/referenceIndex';
import { type KnownTitle, TitleMatcher } from '../../core/references/titleMatcher';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { plainTitle } from '../search/plainText';
import type { EncodedTitles, ScannedTitles } from './folderScanner';

/** The titles of the library's papers, for this process and for the one that scans. Read when they are first needed. */
export class LibraryTitles implements ScannedTitles {
  readonly #matcher = new TitleMatcher([]);
  readonly #added = new Set<PaperId>();
  readonly #lines: string[] = [];
  #hash = 0;
  #isRead = false;
  readonly #reading = memoizeSuccess(() => runInTimeSlices(this.#read()));

  constructor(private readonly library: Library) {
    library.onDidChange(({ papers }) => {
      if (this.#isRead) for (const id of papers) this.#add(id);
    });
  }

  /** The same for the same titles in the same order. */
  get name(): string {
    return `${this.#lines.length}-${this.#hash >>> 0}`;
  }

  /** Reads all titles at once if that has not been done; {@link ready} takes its time instead. */
  get matcher(): TitleMatcher {
    if (!this.#isRead) finish(this.#read());
    return this.#matcher;
  }

  async ready(): Promise<void> {
    if (!this.#isRead) await this.#reading();
  }

  async encoded(): Promise<EncodedTitles> {
    await this.ready();
    return { name: this.name, lines: new TextEncoder().encode(this.#lines.join('')) };
  }

  *#read(): CooperativeTask<void> {
    for (const id of [...this.library.paperIds()]) {
      this.#add(id);
      yield;
    }
    this.#isRead = true;
  }

  #add(id: PaperId): void {
    const paper = this.library.paper(id);
    if (!paper || this.#added.has(paper.id)) return;
    this.#added.add(paper.id);
    const known: KnownTitle = { paperId: paper.id, title: plainTitle(paper) };
    this.#matcher.add(known);
    const line = `${known.paperId}\t${known.title.replace(/\s+/gu, ' ')}\n`;
    this.#lines.push(line);
    for (let at = 0; at < line.length; at++)
      this.#hash = (Math.imul(this.#hash, 31) + line.charCodeAt(at)) | 0;
  }
}

/** Looks up the papers of a library by arXiv id, DOI, id and title. */
export function knownIdentifiers(library: Library): KnownIdentifiers {
  return {
    onArxiv: (id) => library.paperOnArxiv(id)?.id,
    withDoi: (doi) => library.paperWithDoi(doi)?.id,
    withId: (id) => library.paper(id)?.id,
    titled: (title) => library.paper(paperId(title))?.id,
  };
}
