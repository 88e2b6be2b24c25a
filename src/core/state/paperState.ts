import { type Highlight, type Note, type NoteSubject, sourceOf } from '../notes/note';
import type { NoteStore } from '../notes/noteStore';
import type { Disposable } from '../base/disposable';
import { DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { finish } from '../base/cooperativeTask';
import { identifyPaper } from '../library/paperBatch';
import type { Library } from '../library/library';
import type { Paper, PaperId } from '../library/paper';
import { noVerdict, type RuleResult } from '../rules/ruleResult';
import type { TriageState } from '../triage/triageState';
import type { TriageStore } from '../triage/triageStore';
import { placingHighlights } from './anchorHighlights';

/** Papers whose state may have changed; `all` where it is not known which. */
export type PaperStateChange = readonly PaperId[] | 'all';

/** What the triage rules say of a paper, under the library's id for it. */
export interface Verdicts {
  of(id: PaperId): RuleResult;
}

/**
 * What is known of each paper, joined: the library's record, the person's triage state and rules, the workspace's note. A
 * paper may have gone by several ids; states and notes under any of them are its own.
 */
export class PaperState implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<PaperStateChange>());

  /** By note: where its highlights stand in a paper's words. */
  readonly #placed = new WeakMap<
    Note,
    { readonly paper: Paper; readonly highlights: readonly Highlight[] }
  >();

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly library: Library,
    private readonly triageStore: TriageStore,
    private readonly notes: NoteStore,
    private readonly verdicts: Verdicts = { of: () => noVerdict },
  ) {
    this.#own.add(
      library.onDidChange((change) => this.#changed.fire([...change.papers, ...change.removedPapers])),
    );
    this.#own.add(triageStore.onDidChange((ids) => this.#changed.fire(ids)));
    this.#own.add(notes.onDidChange((ids) => this.#changed.fire(ids)));
  }

  /** The library's paper; else what a note remembers of a paper whose digest is gone. */
  paper(id: PaperId): Paper | undefined {
    return this.library.paper(id) ?? remembered(this.notes.get(id));
  }

  /** Where the paper stands: as the person said, else as a rule says, else unread. */
  triage(id: PaperId): TriageState {
    return this.decision(id) ?? (this.ruled(id).laterBy === undefined ? 'unread' : 'later');
  }

  /** What the person said of the paper themselves. */
  decision(id: PaperId): TriageState | undefined {
    for (const own of this.#idsOf(id)) {
      const state = this.triageStore.decision(own);
      if (state !== undefined) return state;
    }
    return undefined;
  }

  /**
   * What the rules do with the paper. Nothing where the person has said something of it themselves, and none hides a
   * paper that has a note. Does not fire {@link onDidChange}: the rules tell of their changes.
   */
  ruled(id: PaperId): RuleResult {
    const verdict = this.verdicts.of(this.library.idOf(id));
    if (verdict === noVerdict || this.decision(id) !== undefined) return noVerdict;
    return verdict.hiddenBy !== undefined && this.note(id) ? noVerdict : verdict;
  }

  /** Whether the paper counts as unread: those that rules hide do not. */
  isOpen(id: PaperId): boolean {
    return this.triage(id) === 'unread' && this.ruled(id).hiddenBy === undefined;
  }

  note(id: PaperId): Note | undefined {
    for (const own of this.#idsOf(id)) {
      const note = this.notes.get(own);
      if (note) return note;
    }
    return undefined;
  }

  /** The paper's highlights, where they stand in its words of today. */
  highlights(id: PaperId): readonly Highlight[] {
    return finish(this.placing(id));
  }

  /** {@link highlights} in small steps; what was found is kept until the note or the paper changes. */
  *placing(id: PaperId): Generator<void, readonly Highlight[]> {
    const note = this.note(id);
    const paper = this.paper(id);
    if (!note || !paper || note.highlights.length === 0) return [];
    const known = this.#placed.get(note);
    if (known?.paper === paper) return known.highlights;
    const highlights = yield* placingHighlights(note, paper);
    this.#placed.set(note, { paper, highlights });
    return highlights;
  }

  /** The id under which a paper's note is kept, or will be. */
  noteId(id: PaperId): PaperId {
    return this.note(id)?.paperId ?? this.library.idOf(id);
  }

  /** What a note of the paper is made from and kept under; undefined if the library has lost the paper. */
  noteSubject(id: PaperId): NoteSubject | undefined {
    const paper = this.paper(id);
    return paper && { ...sourceOf(paper), id: this.noteId(id) };
  }

  /** Every paper that carries a note and is in the library, once. */
  withNotes(): Iterable<Paper> {
    return new Set(this.notes.all().flatMap(({ paperId }) => this.library.paper(paperId) ?? []));
  }

  tags(id: PaperId): readonly string[] {
    return this.note(id)?.tags ?? [];
  }

  /** Every paper with tags, under the library's id for it. */
  *tagged(): Iterable<readonly [PaperId, readonly string[]]> {
    for (const { paperId, tags } of this.notes.all()) {
      if (tags.length > 0) yield [this.library.idOf(paperId), tags];
    }
  }

  /**
   * Every paper with highlights, under the library's id for it: in the order of the days, then those that only a note
   * remembers.
   */
  *annotated(): Iterable<readonly [PaperId, readonly Highlight[]]> {
    const notes = new Map<PaperId, Note>();
    for (const note of this.notes.all()) {
      if (note.highlights.length > 0) notes.set(this.library.idOf(note.paperId), note);
    }
    const inOrder = this.library.days.flatMap(({ paperIds }) => paperIds.filter((id) => notes.has(id)));
    for (const id of new Set([...inOrder, ...notes.keys()])) yield [id, notes.get(id)?.highlights ?? []];
  }

  /** Every tag in use and on how many papers. */
  tagCounts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [, tags] of this.tagged()) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return counts;
  }

  dispose(): void {
    this.#own.dispose();
  }

  #idsOf(id: PaperId): readonly PaperId[] {
    const ids = this.library.idsOf(id);
    return ids.length > 0 ? ids : [id];
  }
}

function remembered(note: Note | undefined): Paper | undefined {
  if (note?.title === undefined) return undefined;
  const { record, links } = identifyPaper(note.paperId, { title: note.title, abstract: note.abstract ?? '' });
  return { id: note.paperId, links, ...record };
}
