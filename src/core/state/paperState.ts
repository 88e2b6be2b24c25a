import { type Highlight, isOfCopiedText, type Note, type NoteSubject, subjectOf } from '../notes/note';
import type { NoteStore } from '../notes/noteStore';
import { NoteOwnership } from './noteOwnership';
import type { Disposable } from '../base/disposable';
import { DisposableStore } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { type CooperativeTask, finish } from '../base/cooperativeTask';
import { distinctId, titleKey } from '../library/identity';
import { identifyPaper } from '../library/paperBatch';
import type { Library } from '../library/library';
import type { Paper, PaperId } from '../library/paper';
import { noRuleResult, type RuleResult } from '../rules/ruleResult';
import type { TriageState } from '../triage/triageState';
import type { TriageStore } from '../triage/triageStore';
import { distinctTags } from '../notes/tag';
import { TagSpellings } from '../notes/tagSpellings';
import { anchorHighlightsInSteps } from './anchorHighlights';

/** Papers whose state may have changed, or `all` if it is not known which. */
export type PaperStateChange = readonly PaperId[] | 'all';

/** The results of the triage rules, by the library's id of a paper. */
export interface RuleResults {
  of(id: PaperId): RuleResult;
}

/** A note of a paper, and the id of another one that is shown in its place. */
export interface ShadowedNote {
  readonly paperId: PaperId;
  readonly used: PaperId;
}

/** The places of highlights of whole papers, whose texts are not in the notes. */
export interface WholePaperHighlights {
  /** Equal for two papers with one whole paper. */
  keyOf(paper: Paper): string;
  /** The highlights of the whole paper; undefined before {@link place}. */
  known(note: Note): readonly Highlight[] | undefined;
  /** Computes their places. Returns whether the result of {@link known} has changed. */
  place(note: Note, paper: Paper): Promise<boolean>;
  /** Fires with the key of a paper whose highlights may have moved. */
  readonly onDidChange: Event<string>;
}

/**
 * Joins the data of each paper: the library's record, the user's triage state and rules, and the workspace's note. A
 * paper may have several ids; states and notes stored under any of them belong to it.
 */
export class PaperState implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new Emitter<PaperStateChange>());

  /** Cache of highlights anchored in the current text of the paper, by note. */
  readonly #anchored = new WeakMap<
    Note,
    { readonly paper: Paper; readonly highlights: readonly Highlight[] }
  >();

  /** Undefined until it is needed; then kept in step with the notes. */
  #spellings: TagSpellings | undefined;

  readonly #owners: NoteOwnership;

  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly library: Library,
    private readonly triageStore: TriageStore,
    private readonly notes: NoteStore,
    private readonly ruleResults: RuleResults = { of: () => noRuleResult },
    private readonly wholePapers?: WholePaperHighlights,
  ) {
    this.#owners = new NoteOwnership(library, notes);
    this.#disposables.add(notes.onDidChange((ids) => this.#owners.update(ids)));
    this.#disposables.add(
      library.onDidChange((change) => this.#changed.fire([...change.papers, ...change.removedPapers])),
    );
    if (wholePapers)
      this.#disposables.add(wholePapers.onDidChange((key) => this.#changed.fire(this.#annotatedWith(key))));
    this.#disposables.add(triageStore.onDidChange((ids) => this.#changed.fire(ids)));
    this.#disposables.add(
      notes.onDidChange((ids) => {
        const spellings = this.#spellings;
        if (spellings) for (const id of ids) spellings.set(id, allTags(this.notes.get(id)));
        this.#changed.fire(ids);
      }),
    );
  }

  /** The library's paper, or else one built from the note if its digest was removed. */
  paper(id: PaperId): Paper | undefined {
    return this.library.paper(id) ?? remembered(this.notes.get(id));
  }

  /** The triage state: the one the user set, else `later` if a rule says so, else `unread`. */
  triage(id: PaperId): TriageState {
    return this.ownTriage(id) ?? (this.ruleResult(id).laterBy === undefined ? 'unread' : 'later');
  }

  /** The triage state that the user set; undefined if they set none. */
  ownTriage(id: PaperId): TriageState | undefined {
    return this.triageStore.ownTriage(id);
  }

  /**
   * The effect of the rules on the paper. A state that the user set overrides the rules, and no rule hides a paper that
   * has a note. {@link onDidChange} does not fire when it changes; subscribe to the rule evaluator for that.
   */
  ruleResult(id: PaperId): RuleResult {
    const verdict = this.ruleResults.of(this.library.idOf(id));
    if (verdict === noRuleResult || this.ownTriage(id) !== undefined) return noRuleResult;
    return verdict.hiddenBy !== undefined && this.note(id) ? noRuleResult : verdict;
  }

  /** Whether the paper is unread and not hidden by a rule. */
  needsTriage(id: PaperId): boolean {
    return this.triage(id) === 'unread' && this.ruleResult(id).hiddenBy === undefined;
  }

  note(id: PaperId): Note | undefined {
    return this.#owners.noteOf(id, this.#idsOf(id));
  }

  /** Notes that are not shown, since another is the note of their paper. */
  *shadowedNotes(): CooperativeTask<readonly ShadowedNote[]> {
    const shadowed: ShadowedNote[] = [];
    for (const { paperId } of this.notes.all()) {
      const used = this.noteThatShadows(paperId);
      if (used !== undefined) shadowed.push({ paperId, used });
      yield;
    }
    return shadowed;
  }

  /** The id of the note that is shown in place of this one; undefined if this one is shown. */
  noteThatShadows(noteId: PaperId): PaperId | undefined {
    const note = this.notes.get(noteId);
    const paper = note && this.#owners.paperOf(note);
    if (!note || paper === undefined || this.#owners.isOfAnother(note, paper)) return undefined;
    const used = this.note(paper)?.paperId;
    return used === noteId ? undefined : used;
  }

  /**
   * The paper's highlights with offsets into its current title and abstract; those of the whole paper as far as
   * {@link placeHighlights} has computed their places.
   */
  highlights(id: PaperId): readonly Highlight[] {
    return finish(this.highlightsInSteps(id));
  }

  /** {@link highlights} in small steps; the result is cached until the note or the paper changes. */
  *highlightsInSteps(id: PaperId): Generator<void, readonly Highlight[]> {
    const note = this.note(id);
    const paper = this.paper(id);
    if (!note || !paper || note.highlights.length === 0) return [];
    const known = this.#anchored.get(note);
    const highlights =
      known?.paper === paper ? known.highlights : yield* anchorHighlightsInSteps(note, paper);
    this.#anchored.set(note, { paper, highlights });
    const ofWholePaper = this.wholePapers?.known(note);
    return ofWholePaper ? [...highlights.filter(isOfCopiedText), ...ofWholePaper] : highlights;
  }

  /** Computes the places of the highlights of the whole paper in the stored text, and reports a change. */
  async placeHighlights(id: PaperId): Promise<void> {
    const note = this.note(id);
    const paper = this.paper(id);
    if (note && paper && (await this.wholePapers?.place(note, paper)) === true)
      this.#changed.fire([paper.id]);
  }

  /** The id under which a paper's note is stored, or will be. */
  noteId(id: PaperId): PaperId {
    const note = this.note(id);
    if (note) return note.paperId;
    // An id whose note belongs to another paper is not free.
    const free = this.#idsOf(id).find((own) => !this.notes.get(own));
    const paper = free === undefined ? this.library.paper(id) : undefined;
    if (!paper) return free ?? this.library.idOf(id);
    const { title, arxivId, doi } = paper;
    return distinctId(title, { arxivId, doi, titleKey: titleKey(title) });
  }

  /** The data from which a note of the paper is made, and its id; undefined if the library no longer has the paper. */
  noteSubject(id: PaperId): NoteSubject | undefined {
    const paper = this.paper(id);
    return paper && subjectOf(paper, this.noteId(id));
  }

  /** Every paper in the library that has a note, once. */
  withNotes(): Iterable<Paper> {
    return new Set(this.notes.all().flatMap((note) => this.library.paper(this.#owners.paperOf(note)) ?? []));
  }

  /** The paper's tags, each in the spelling of {@link shownTag}. */
  tags(id: PaperId): readonly string[] {
    return (this.note(id)?.tags ?? []).map((tag) => this.shownTag(tag));
  }

  /** The spelling in which a tag is shown, of those that differ only in case; see {@link TagSpellings}. */
  shownTag(tag: string): string {
    return (this.#spellings ??= this.#readSpellings()).shown(tag);
  }

  /** Every paper with tags, in the order of {@link annotated}. */
  *tagged(): CooperativeTask<readonly (readonly [PaperId, readonly string[]])[]> {
    const tags = new Map<PaperId, readonly string[]>();
    for (const note of this.notes.all()) {
      const id = this.#owners.paperOf(note);
      if (note.tags.length > 0) tags.set(id, [...(tags.get(id) ?? []), ...note.tags]);
      yield;
    }
    return this.#inDayOrder(tags);
  }

  /**
   * Every paper with highlights, under the library's id for it: in the order of the days, then those of which only a
   * note is left.
   */
  *annotated(): CooperativeTask<readonly (readonly [PaperId, readonly Highlight[]])[]> {
    const highlights = new Map<PaperId, readonly Highlight[]>();
    for (const note of this.notes.all()) {
      if (note.highlights.length > 0) highlights.set(this.#owners.paperOf(note), note.highlights);
      yield;
    }
    return this.#inDayOrder(highlights);
  }

  /** Sorts papers, whose notes are read in any order, by the days that list them. */
  #inDayOrder<T>(found: ReadonlyMap<PaperId, T>): readonly (readonly [PaperId, T])[] {
    return this.library.sortByDay(found.keys()).flatMap((id) => {
      const value = found.get(id);
      return value === undefined ? [] : [[id, value] as const];
    });
  }

  /** Every tag in use, as it is shown, with the number of papers that have it in any spelling. */
  tagCounts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { tags } of this.notes.all()) {
      for (const tag of tags) {
        const shown = this.shownTag(tag);
        counts.set(shown, (counts.get(shown) ?? 0) + 1);
      }
    }
    return counts;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #readSpellings(): TagSpellings {
    const spellings = new TagSpellings();
    for (const note of this.notes.all()) spellings.set(note.paperId, allTags(note));
    return spellings;
  }

  /** The papers with highlights whose whole paper has a key. */
  #annotatedWith(key: string): readonly PaperId[] {
    return this.notes.all().flatMap((note) => {
      const paper = note.highlights.length > 0 ? this.paper(this.#owners.paperOf(note)) : undefined;
      return paper && this.wholePapers?.keyOf(paper) === key ? [paper.id] : [];
    });
  }

  #idsOf(id: PaperId): readonly PaperId[] {
    const ids = this.library.idsOf(id);
    return ids.length > 0 ? ids : [id];
  }
}

/** The tags of a note on its paper and on its highlights. */
function allTags(note: Note | undefined): readonly string[] {
  return note ? distinctTags([...note.tags, ...note.highlights.flatMap(({ tags }) => tags)]) : [];
}

function remembered(note: Note | undefined): Paper | undefined {
  if (note?.title === undefined) return undefined;
  const { record, links } = identifyPaper(note.paperId, { title: note.title, abstract: note.abstract ?? '' });
  return { id: note.paperId, links, ...record };
}
