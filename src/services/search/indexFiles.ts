import type { Disposable } from '../../core/base/disposable';
import { decodeIndex, encodeIndex, openIndex } from '../../core/search/indexFile';
import type { OpenRequest, OpenedIndex } from '../../core/search/indexProtocol';
import { SearchIndex } from '../../core/search/searchIndex';
import type { Segment } from '../../core/search/segment';
import type { OpenedFile } from '../../platform/common/stores/storeFolder';

/** Reads and writes files by the paths that the host sends. */
export interface IndexStorage {
  /** Undefined if there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Opens a file to leave most of the index in it, which takes less memory. Absent: files are read as a whole. */
  open?(path: string): Promise<OpenedFile | undefined>;
  /** Replaces the file as a whole. */
  overwrite(path: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(path: string): Promise<void>;
}

type Part = 'papers' | 'noted';

interface ReadPart {
  readonly segments: readonly Segment[];
  readonly fault?: OpenedIndex['fault'];
}

/**
 * The files of the index: one of the papers, which all workspaces share, and one of the papers that have tags or a note
 * in this workspace. No word of a note is in the first.
 */
export class IndexFiles implements Disposable {
  #paths: Partial<Record<Part, string>> = {};
  #environment = '';
  /** Segments read parts of them. */
  readonly #opened: OpenedFile[] = [];
  /** Versions of the index as it is in the files. */
  #saved: SearchIndex['versions'] = new SearchIndex().versions;

  constructor(private readonly storage: IndexStorage) {}

  /** @param report receives the failure to delete an obsolete file */
  async open(
    { papersFile, notesFile, obsoleteFiles, environment }: OpenRequest,
    report: (problem: string) => void,
  ): Promise<{ readonly index: SearchIndex; readonly opened: OpenedIndex }> {
    this.#paths = {
      ...(papersFile !== undefined && { papers: papersFile }),
      ...(notesFile !== undefined && { noted: notesFile }),
    };
    this.#environment = environment;
    for (const file of obsoleteFiles)
      await this.storage.remove(file).catch((error: unknown) => report(String(error)));
    const [papers, noted] = await Promise.all([this.#read('papers'), this.#read('noted')]);
    // With a file that stays open, the program is to take little memory. There, keeping the matches of words would take
    // memory that V8 frees only by full garbage collections, about one in thirty searches.
    const index = new SearchIndex(papers.segments, noted.segments, this.storage.open ? 0 : undefined);
    this.#saved = index.versions;
    const fault = papers.fault ?? noted.fault;
    return { index, opened: { size: index.size, ...(fault !== undefined && { fault }) } };
  }

  /** Whether something has changed that is to be saved. */
  isStale(index: SearchIndex): boolean {
    const { papers, noted } = index.versions;
    return papers !== this.#saved.papers || noted !== this.#saved.noted;
  }

  /** Writes what has changed since it was written last. */
  async save(index: SearchIndex): Promise<void> {
    const { papers, noted } = index.versions;
    if (papers !== this.#saved.papers) {
      await this.#write('papers', index.segments());
      this.#saved = { ...this.#saved, papers };
    }
    if (noted !== this.#saved.noted) {
      await this.#write('noted', index.notedSegments());
      this.#saved = { ...this.#saved, noted };
    }
  }

  dispose(): void {
    for (const file of this.#opened.splice(0)) file.close();
  }

  async #read(part: Part): Promise<ReadPart> {
    const path = this.#paths[part];
    if (path === undefined) return { segments: [] };
    try {
      const content = await this.#content(path);
      if (!content) return { segments: [] };
      const decoded =
        content instanceof Uint8Array
          ? decodeIndex(content, this.#environment)
          : await openIndex(content, this.#environment);
      return decoded.ok ? { segments: decoded.value } : { segments: [], fault: decoded.error };
    } catch {
      // Whatever the reason, the index is built again. If saving it fails too, that is reported.
      return { segments: [], fault: 'unreadable' };
    }
  }

  async #content(path: string): Promise<Uint8Array | OpenedFile | undefined> {
    if (!this.storage.open) return this.storage.read(path);
    const file = await this.storage.open(path);
    if (file) this.#opened.push(file);
    return file;
  }

  async #write(part: Part, segments: readonly Segment[]): Promise<void> {
    const path = this.#paths[part];
    if (path !== undefined) await this.storage.overwrite(path, encodeIndex(segments, this.#environment));
  }
}
