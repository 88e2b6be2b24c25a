import type { Note } from '../notes/note';
import type { Event } from '../base/event';
import { arxivKey } from '../library/arxivId';
import type { Paper, PaperId } from '../library/paper';
import { findVersionUpdate, type VersionUpdate } from './versionNews';
import { versionTexts, type VersionTexts } from './versionText';

/** A version of a paper, as a person has seen it. */
export interface SeenVersion {
  /** As `arxivKey` gives it. */
  readonly arxivKey: string;
  readonly version: number;
}

/** Which versions a person has seen: theirs, and not the project's. */
export interface SeenVersions {
  /** Fires after more have been seen, here or in another window. */
  readonly onDidChange: Event<void>;
  /** The latest that was seen; 0 for none. */
  latest(key: string): number;
  /** Resolves once it is on disk. */
  add(seen: readonly SeenVersion[]): Promise<void>;
}

/** What is known of papers and of their notes. */
export interface AnnotatedPapers {
  paper(id: PaperId): Paper | undefined;
  note(id: PaperId): Note | undefined;
}

/** Which papers that carry notes have newer versions on arXiv. Follows from the papers, the notes, and what was seen. */
export class VersionUpdates {
  readonly #known = new WeakMap<Note, { readonly paper: Paper; readonly news: VersionUpdate | undefined }>();

  /** What was seen has changed; papers and notes tell of their own changes. */
  readonly onDidChange: Event<void>;

  constructor(
    private readonly papers: AnnotatedPapers,
    private readonly seen: SeenVersions,
  ) {
    this.onDidChange = seen.onDidChange;
  }

  /** See {@link findVersionUpdate}, whether it was seen or not. */
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

  /** What the person has yet to see. */
  getUnseen(id: PaperId): VersionUpdate | undefined {
    const news = this.get(id);
    const key = this.#key(id);
    return news && key !== undefined && news.to > this.seen.latest(key) ? news : undefined;
  }

  /** The words that the note was written on and those of today, to compare; undefined where there is no note. */
  texts(id: PaperId): VersionTexts | undefined {
    const paper = this.papers.paper(id);
    const note = this.papers.note(id);
    if (!paper || !note) return undefined;
    const { title = paper.title, abstract = '' } = note;
    return versionTexts({ title, abstract }, paper);
  }

  /** Keeps in mind that the person has seen what these papers now are. Touches no note. */
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
