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

/** The references in one file or open document. */
export type FileReferences = Omit<ScannedFile, 'path'>;

/** How the papers of the library are found by their identifiers. */
export type KnownIdentifiers = Omit<KnownPapers, 'cited'>;

interface OpenDocument {
  /** The file whose stored references it replaces. */
  readonly file: string;
  readonly found: FileReferences;
}

/**
 * The references of the workspace, by file and by paper. An open document replaces its file. References are resolved to
 * papers lazily. A change of the library or of a bibliography's entries discards all of them; any other change resolves
 * the references of the changed file only.
 */
export class ReferenceIndex {
  readonly #files = new Map<string, FileReferences>();
  readonly #open = new Map<string, OpenDocument>();
  /** The resolved places by URI of a file or an open document; undefined until first needed and after {@link invalidate}. */
  #places: Map<string, readonly ReferencePlace[]> | undefined;
  /** The URIs of the files and open documents that name each paper. */
  #named = new Map<PaperId, Set<string>>();
  #entries: ReadonlyMap<string, CitedEntry> | undefined;
  /** The papers whose resolved places have changed since the last call of {@link takeChanges}. */
  readonly #changed = new Set<PaperId>();
  /** The last resolved places before {@link invalidate}, to find what changed. */
  #discarded: ReadonlyMap<string, readonly ReferencePlace[]> = new Map();

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
    const gone = [...this.#files.keys()].filter((uri) => uri.startsWith(folder));
    for (const uri of gone) this.#files.delete(uri);
    let isAny = gone.length > 0;
    for (const [uri, found] of files) {
      this.#files.set(uri, found);
      isAny = true;
    }
    if (isAny) this.invalidate();
  }

  /** Replaces the references of one file; a file without references is removed. */
  setFile(uri: string, found: FileReferences | undefined): void {
    const before = this.#files.get(uri);
    if (found && found.references.length + (found.entries?.length ?? 0) > 0) this.#files.set(uri, found);
    else if (!this.#files.delete(uri)) return;
    this.#update([uri], before, found);
  }

  /** Sets the references of an open document, which replace those of its file; undefined when it is closed. */
  setOpen(uri: string, file: string, found: FileReferences | undefined): void {
    const before = this.#open.get(uri);
    if (found) this.#open.set(uri, { file, found });
    else if (!this.#open.delete(uri)) return;
    this.#update([uri, file, before?.file ?? file], this.#files.get(file), before?.found, found);
  }

  /** Reports a change for the papers of an open document whose places have new labels, for example after a notebook cell moved. */
  relabel(uri: string): void {
    for (const { paperId } of (this.#places ?? this.#discarded).get(uri) ?? []) this.#changed.add(paperId);
  }

  /** Discards the resolved papers, after a change of the library. */
  invalidate(): void {
    if (this.#places) this.#discarded = this.#places;
    this.#places = undefined;
    this.#entries = undefined;
  }

  /** Returns the papers whose places have changed since the last call. */
  takeChanges(): readonly PaperId[] {
    this.#resolved();
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** Resolves the places in some files again; discards all if one has or had entries, to which keys in other files refer. */
  #update(uris: readonly string[], ...found: readonly (FileReferences | undefined)[]): void {
    if (found.some((one) => (one?.entries?.length ?? 0) > 0)) this.invalidate();
    const places = this.#places;
    if (!places) return;
    for (const uri of new Set(uris)) {
      const before = places.get(uri) ?? [];
      const now = this.#placesIn(uri);
      this.#note(before, now);
      if (now.length === 0) places.delete(uri);
      else places.set(uri, now);
      for (const { paperId } of before) this.#named.get(paperId)?.delete(uri);
      this.#name(uri, now);
    }
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
    const places = this.#resolved();
    return [...(this.#named.get(id) ?? [])]
      .sort()
      .flatMap((uri) => (places.get(uri) ?? []).filter(({ paperId }) => paperId === id));
  }

  /** The papers that are named, with their places. */
  all(): ReadonlyMap<PaperId, readonly ReferencePlace[]> {
    this.#resolved();
    const named = [...this.#named].filter(([, uris]) => uris.size > 0);
    return new Map(named.map(([id]) => [id, this.of(id)]));
  }

  #resolved(): ReadonlyMap<string, readonly ReferencePlace[]> {
    if (this.#places) return this.#places;
    const resolved = new Map<string, readonly ReferencePlace[]>();
    this.#named = new Map();
    for (const [uri, found] of this.#sources()) {
      const places = this.#placesIn(uri, found);
      if (places.length === 0) continue;
      resolved.set(uri, places);
      this.#name(uri, places);
    }
    for (const uri of new Set([...this.#discarded.keys(), ...resolved.keys()]))
      this.#note(this.#discarded.get(uri) ?? [], resolved.get(uri) ?? []);
    this.#discarded = new Map();
    this.#places = resolved;
    return resolved;
  }

  #placesIn(uri: string, found = this.#foundIn(uri)): readonly ReferencePlace[] {
    const references = found?.references ?? [];
    if (references.length === 0) return [];
    return resolveReferences(references, this.known).flatMap((reference) => {
      const { paperId } = reference;
      return paperId === undefined ? [] : [{ ...reference, uri, paperId }];
    });
  }

  #name(uri: string, places: readonly ReferencePlace[]): void {
    for (const { paperId } of places) {
      const uris = this.#named.get(paperId);
      if (uris) uris.add(uri);
      else this.#named.set(paperId, new Set([uri]));
    }
  }

  /** Records the papers whose places in one file have changed. */
  #note(before: readonly ReferencePlace[], now: readonly ReferencePlace[]): void {
    if (before.length === 0 && now.length === 0) return;
    const [old, fresh] = [placeKeys(before), placeKeys(now)];
    for (const [id, key] of old) if (fresh.get(id) !== key) this.#changed.add(id);
    for (const id of fresh.keys()) if (!old.has(id)) this.#changed.add(id);
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

  /** The references of a file or an open document; undefined for a file that an open document replaces. */
  #foundIn(uri: string): FileReferences | undefined {
    const open = this.#open.get(uri);
    if (open) return open.found;
    for (const { file } of this.#open.values()) if (file === uri) return undefined;
    return this.#files.get(uri);
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

/** A string for each paper in one file that is equal only if all its places are. */
function placeKeys(places: readonly ReferencePlace[]): ReadonlyMap<PaperId, string> {
  const keys = new Map<PaperId, string>();
  for (const { paperId, cell, line, column, text } of places)
    keys.set(paperId, `${keys.get(paperId) ?? ''}${cell ?? ''} ${line} ${column} ${text}\n`);
  return keys;
}
