import type { PaperId } from '../library/paper';
import type { KeyedEntry } from './citedEntries';
import { type KnownPapers, resolveReferences } from './findReferences';
import type { ScannedFile } from './scannedFile';
import type { PlacedReference } from './scanText';

/** A reference to a paper of the library, in a file or an open document. */
export interface ReferencePlace extends PlacedReference {
  readonly uri: string;
  readonly paperId: PaperId;
}

/** An entry of one of the workspace's bibliographies. */
export interface CitedEntry extends KeyedEntry {
  readonly uri: string;
}

/** What one file or open document names. */
export type FileReferences = Omit<ScannedFile, 'path'>;

/** How the papers of the library are found by their identifiers. */
export type KnownIdentifiers = Omit<KnownPapers, 'cited'>;

interface OpenDocument {
  /** The file whose stored references it replaces. */
  readonly file: string;
  readonly found: FileReferences;
}

/**
 * The references of the workspace, by file and by paper. Open documents stand in front of their files. Which papers are
 * meant is worked out when somebody asks, and again after the library has changed.
 */
export class ReferenceIndex {
  readonly #files = new Map<string, FileReferences>();
  readonly #open = new Map<string, OpenDocument>();
  #places: ReadonlyMap<PaperId, readonly ReferencePlace[]> | undefined;
  #entries: ReadonlyMap<string, CitedEntry> | undefined;

  constructor(private readonly papers: KnownIdentifiers) {}

  /** By identifier and by citation key. */
  get known(): KnownPapers {
    const { papers } = this;
    return {
      onArxiv: (id) => papers.onArxiv(id),
      withDoi: (doi) => papers.withDoi(doi),
      withId: (id) => papers.withId(id),
      titled: (title) => papers.titled(title),
      cited: (key) => {
        const entry = this.entry(key);
        return entry && { paperId: this.#paperOf(entry) };
      },
    };
  }

  /** Replaces all files below a folder, whose URI ends with a slash. */
  setFolder(folder: string, files: Iterable<readonly [uri: string, found: FileReferences]>): void {
    for (const uri of [...this.#files.keys()]) if (uri.startsWith(folder)) this.#files.delete(uri);
    for (const [uri, found] of files) this.#files.set(uri, found);
    this.invalidate();
  }

  /** Replaces the references of one file; a file without references is removed. */
  setFile(uri: string, found: FileReferences | undefined): void {
    if (found && found.references.length + (found.entries?.length ?? 0) > 0) this.#files.set(uri, found);
    else if (!this.#files.delete(uri)) return;
    this.invalidate();
  }

  /** Sets the references of an open document, which replace those of its file; undefined when it is closed. */
  setOpen(uri: string, file: string, found: FileReferences | undefined): void {
    if (found) this.#open.set(uri, { file, found });
    else if (!this.#open.delete(uri)) return;
    this.invalidate();
  }

  /** Discards the resolved papers, after a change of the library. */
  invalidate(): void {
    this.#places = undefined;
    this.#entries = undefined;
  }

  /** The entry with a citation key. */
  entry(key: string): CitedEntry | undefined {
    return (this.#entries ??= this.#readEntries()).get(key);
  }

  /** All entries, one for each key. */
  entries(): Iterable<CitedEntry> {
    return (this.#entries ??= this.#readEntries()).values();
  }

  /** The places that name a paper, by file and line. */
  of(id: PaperId): readonly ReferencePlace[] {
    return this.#resolved().get(id) ?? [];
  }

  /** The papers that are named, with their places. */
  all(): ReadonlyMap<PaperId, readonly ReferencePlace[]> {
    return this.#resolved();
  }

  #resolved(): ReadonlyMap<PaperId, readonly ReferencePlace[]> {
    return (this.#places ??= this.#resolve());
  }

  #resolve(): ReadonlyMap<PaperId, readonly ReferencePlace[]> {
    const places = new Map<PaperId, ReferencePlace[]>();
    const { known } = this;
    for (const [uri, { references }] of this.#sources()) {
      for (const reference of resolveReferences(references, known)) {
        const { paperId } = reference;
        if (paperId === undefined) continue;
        const place = { ...reference, uri, paperId };
        const others = places.get(paperId);
        if (others) others.push(place);
        else places.set(paperId, [place]);
      }
    }
    return places;
  }

  #readEntries(): ReadonlyMap<string, CitedEntry> {
    const entries = new Map<string, CitedEntry>();
    for (const [uri, { entries: own = [] }] of this.#sources())
      for (const entry of own) if (!entries.has(entry.key)) entries.set(entry.key, { ...entry, uri });
    return entries;
  }

  #paperOf({ arxivId, doi, title }: CitedEntry): PaperId | undefined {
    const { papers } = this;
    return (
      (arxivId === undefined ? undefined : papers.onArxiv(arxivId)) ??
      (doi === undefined ? undefined : papers.withDoi(doi)) ??
      (title === '' ? undefined : papers.titled(title))
    );
  }

  *#sources(): Iterable<readonly [string, FileReferences]> {
    const hidden = new Set(Array.from(this.#open.values(), ({ file }) => file));
    const uris = [...this.#files.keys(), ...this.#open.keys()];
    for (const uri of [...new Set(uris)].sort()) {
      const open = this.#open.get(uri);
      if (open) yield [uri, open.found];
      else if (!hidden.has(uri)) yield [uri, this.#files.get(uri) ?? { references: [] }];
    }
  }
}
