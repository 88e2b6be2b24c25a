import type { Note } from '../notes/note';
import type { Event } from '../base/event';
import { arxivKey } from '../library/arxivId';
import type { Paper, PaperId } from '../library/paper';
import { findVersionUpdate, type VersionUpdate } from './findVersionUpdate';
import { versionTexts, type VersionTexts } from './versionTexts';

/** A version of a paper that the user has seen. */
export interface SeenVersion {
  /** In the form that `arxivKey` returns. */
  readonly arxivKey: string;
  readonly version: number;
}

/** Which versions the user has seen. Stored per user, not per workspace. */
export interface SeenVersions {
  /** Fires after versions were marked as seen, in this window or another. */
  readonly onDidChange: Event<void>;
  /** The latest version that was seen, by `arxivKey`; 0 if none. */
  latest(key: string): number;
  /** Resolves once saved to disk. */
  add(seen: readonly SeenVersion[]): Promise<void>;
}

/** Papers and their notes. */
export interface AnnotatedPapers {
  paper(id: PaperId): Paper | undefined;
  note(id: PaperId): Note | undefined;
}

/** Finds papers with notes that have newer versions on arXiv. Derived from the papers, the notes and what was seen. */
export class VersionUpdates {
  readonly #known = new WeakMap<Note, { readonly paper: Paper; readonly news: VersionUpdate | undefined }>();

  /** Fires when versions were marked as seen. Subscribe to papers and notes for their changes. */
  readonly onDidChange: Event<void>;

  constructor(
    private readonly papers: AnnotatedPapers,
    private readonly seen: SeenVersions,
  ) {
    this.onDidChange = seen.onDidChange;
  }

  /** The result of {@link findVersionUpdate}, cached, whether it was seen or not. */
  get(id: PaperId): VersionUpdate | undefined {
    const note = this.papers.note(id);
    const paper = note && this.papers.paper(id);
    if (!paper) return undefined;
    const known = this.#known.get(note);
    if (known?.paper === paper) return known.news;
    const news = findVersionUpdate(note, paper);
    this.#known.set(note, { paper, news });
    return news;
  }

  /** The update, if the user has not seen it yet. */
  getUnseen(id: PaperId): VersionUpdate | undefined {
    const news = this.get(id);
    const key = this.#key(id);
    return news && key !== undefined && news.to > this.seen.latest(key) ? news : undefined;
  }

  /** The text that the note was written on and the current one, for a diff; undefined if there is no note. */
  texts(id: PaperId): VersionTexts | undefined {
    const paper = this.papers.paper(id);
    const note = this.papers.note(id);
    if (!paper || !note) return undefined;
    const { title = paper.title, abstract = '' } = note;
    return versionTexts({ title, abstract }, paper);
  }

  /** Marks the current versions of these papers as seen. Does not change notes. */
  async markSeen(ids: readonly PaperId[]): Promise<void> {
    const seen = ids.flatMap((id) => {
      const news = this.getUnseen(id);
      const key = this.#key(id);
      return news && key !== undefined ? [{ arxivKey: key, version: news.to }] : [];
    });
    if (seen.length > 0) await this.seen.add(seen);
  }

  #key(id: PaperId): string | undefined {
    const arxivId = this.papers.paper(id)?.arxivId;
    return arxivId === undefined ? undefined : arxivKey(arxivId);
  }
}
