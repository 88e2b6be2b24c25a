import { render } from '../../core/tex/render';
import { Emitter } from '../../core/base/event';
import type { ReferencePlace } from '../../core/references/referenceIndex';
import { truncate } from '../../core/text/truncate';
import { findArxivIds } from '../../core/library/arxivId';
import type { Day } from '../../core/library/day';
import type { Paper, PaperId } from '../../core/library/paper';
import { ruleResultSentence } from '../../core/rules/ruleResult';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { dayNames } from '../views/dayNames';
import { pageHighlights, type ReaderView } from './readerView';
import type { DayPosition, PagePlace, PaperTitle, RelatedPaper } from '../../protocol/page';
import { ownText } from '../../core/notes/noteText';
import { plainTitle } from '../search/plainText';
import type { LibraryService } from '../library/libraryService';
import { placeLabel } from '../references/placeLabel';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import type { PaperSearch } from '../search/paperSearch';
import type { NoteStore } from '../../core/notes/noteStore';
import type { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { NoteMentions } from '../../core/state/noteMentions';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { type Message, localizable } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';

const mostRelated = 6;
const mostTerms = 4;
/** In UTF-16 units; the page shows less. */
const noteLength = 4000;

/** The data of papers, notes and marks that the reader uses. */
interface ReaderSources {
  readonly libraryService: LibraryService;
  readonly rules: RuleEvaluator;
  readonly state: PaperState;
  readonly notes: NoteStore;
  readonly mentions: NoteMentions;
  readonly search: PaperSearch;
  readonly references: WorkspaceReferences;
  readonly ready: () => Promise<void>;
  readonly reporter: FailureReporter;
}

/** A paper to go on to, as one of a day. */
export interface NextPaper {
  readonly paperId: PaperId;
  readonly dayId: string;
  /** The announcement if it is another day than before. */
  readonly message?: Message;
}

/** Makes the reader's views of papers. Related papers follow when the index has answered. */
export class ReaderModel implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<PaperStateChange>());
  readonly #related = new Map<PaperId, readonly RelatedPaper[]>();

  /** Fires with the papers whose views have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly sources: ReaderSources) {
    const { state, rules, mentions, libraryService, references } = sources;
    const { library } = libraryService;
    this.#own.add(state.onDidChange((ids) => this.#changed.fire(ids)));
    this.#own.add(rules.onDidChange((ids) => this.#changed.fire(ids)));
    this.#own.add(mentions.onDidChange((ids) => this.#changed.fire(ids.map((id) => library.idOf(id)))));
    this.#own.add(references.onDidChangePapers((ids) => this.#changed.fire(ids)));
    this.#own.add(
      library.onDidChange(() => {
        this.#related.clear();
        this.#changed.fire('all');
      }),
    );
  }

  /** Returns undefined if the library does not hold the paper. */
  async view(id: PaperId): Promise<ReaderView | undefined> {
    const { state, ready, reporter } = this.sources;
    await ready();
    const paper = state.paper(id);
    if (!paper) return undefined;
    // In a workspace where the feature was used before; the places follow when it has been scanned.
    if (this.sources.references.isUsed) reporter.watch(this.sources.references.use());
    if (!this.#related.has(paper.id)) reporter.watch(this.#relate(paper.id));
    // Those of the whole paper follow: its text may have to be read first.
    reporter.watch(state.placeHighlights(paper.id));
    await runInTimeSlices(state.highlightsInSteps(paper.id));
    return viewOf(this.sources, paper, this.#related.get(paper.id) ?? []);
  }

  /** A paper's title as people read it. Returns undefined if the library does not hold the paper. */
  async title(id: PaperId): Promise<PaperTitle | undefined> {
    await this.sources.ready();
    return titleOf(this.sources.state, id);
  }

  /**
   * The paper after or before one on a day, or on the paper's first day if the given day does not list it. After the last
   * paper comes the next unread paper of the following days, and before the first one the last paper of the previous day.
   */
  async neighbour(id: PaperId, dayId: string | undefined, by: 1 | -1): Promise<NextPaper | undefined> {
    const day = await this.#dayOf(id, dayId);
    if (!day) return undefined;
    const paperId = day.paperIds[day.paperIds.indexOf(id) + by];
    if (paperId !== undefined) return { paperId, dayId: day.id };
    if (by === 1) return this.#firstUnread(this.#daysFrom(day.id, 1));
    return this.#onDay(this.#daysFrom(day.id, -1), ({ paperIds }) => paperIds.at(-1));
  }

  /** The first unread paper of the next or previous day in the order of the digests; without one, its first paper. */
  async dayBeside(id: PaperId, dayId: string | undefined, by: 1 | -1): Promise<NextPaper | undefined> {
    const day = await this.#dayOf(id, dayId);
    if (!day) return undefined;
    return this.#onDay(
      this.#daysFrom(day.id, by),
      ({ paperIds }) => paperIds.find((each) => this.#isUnread(each)) ?? paperIds[0],
    );
  }

  /** The next unread paper of a day, or of those that follow it. */
  async nextUnread(id: PaperId, dayId: string | undefined): Promise<NextPaper | undefined> {
    const day = await this.#dayOf(id, dayId);
    if (!day) return undefined;
    const rest = day.paperIds.slice(day.paperIds.indexOf(id) + 1);
    const paperId = rest.find((each) => this.#isUnread(each));
    return paperId === undefined ? this.#firstUnread(this.#daysFrom(day.id, 1)) : { paperId, dayId: day.id };
  }

  /** Title and abstract alone, for when the view or its page cannot be made. */
  async words(id: PaperId): Promise<Pick<Paper, 'title' | 'abstract'> | undefined> {
    await this.sources.ready();
    return this.sources.state.paper(id);
  }

  /** The paper of the library that an address leads to, if any. */
  async paperAt(href: string): Promise<PaperId | undefined> {
    await this.sources.ready();
    const [found] = findArxivIds(href);
    return found && this.sources.libraryService.library.paperOnArxiv(found.id)?.id;
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #dayOf(id: PaperId, dayId: string | undefined): Promise<Day | undefined> {
    const { ready, libraryService, state } = this.sources;
    await ready();
    const days = libraryService.library.daysOf(id);
    const day = days.find((each) => each.id === dayId) ?? days[0];
    return day && withoutHidden(state, day, id);
  }

  /** The days after or before one, the nearest first, without hidden papers. */
  #daysFrom(dayId: string, by: 1 | -1): readonly Day[] {
    const { libraryService, state } = this.sources;
    const { days } = libraryService.library;
    const at = days.findIndex(({ id }) => id === dayId);
    const beside = by === 1 ? days.slice(at + 1) : days.slice(0, Math.max(0, at)).toReversed();
    return beside.map((day) => withoutHidden(state, day, undefined));
  }

  #firstUnread(days: readonly Day[]): NextPaper | undefined {
    return this.#onDay(days, ({ paperIds }) => paperIds.find((each) => this.#isUnread(each)));
  }

  /** The paper that `paperOf` finds on the first of the days that has one, with a message about that day. */
  #onDay(days: readonly Day[], paperOf: (day: Day) => PaperId | undefined): NextPaper | undefined {
    for (const day of days) {
      const paperId = paperOf(day);
      if (paperId === undefined) continue;
      const unread = day.paperIds.filter((each) => this.#isUnread(each)).length;
      return { paperId, dayId: day.id, message: dayMessage(day.label, unread) };
    }
    return undefined;
  }

  #isUnread(id: PaperId): boolean {
    return this.sources.state.needsTriage(id);
  }

  async #relate(id: PaperId): Promise<void> {
    const { search, state } = this.sources;
    this.#related.set(id, []);
    const hits = await search.related(id, mostRelated);
    const found = hits.flatMap((hit) => {
      const paper = titleOf(state, hit.id);
      return paper ? [{ ...paper, terms: hit.terms.slice(0, mostTerms) }] : [];
    });
    this.#related.set(id, found);
    if (found.length > 0) this.#changed.fire([id]);
  }
}

/** The message when the next paper is the first of another day. */
export function dayMessage(label: string, unread: number): Message {
  if (unread === 0) return localizable('{0}: no unread papers', label);
  return unread === 1
    ? localizable('{0}: 1 unread paper', label)
    : localizable('{0}: {1} unread papers', label, unread);
}

/** The title as people read it. */
function titleOf(state: PaperState, id: PaperId | undefined): PaperTitle | undefined {
  const paper = id === undefined ? undefined : state.paper(id);
  return paper && { id: paper.id, title: plainTitle(paper) };
}

/** The current data of a paper. */
function viewOf(sources: ReaderSources, paper: Paper, related: readonly RelatedPaper[]): ReaderView {
  const { libraryService, state, notes, references } = sources;
  const { id } = paper;
  const text = ownText(state.note(id)?.body ?? '', paper.title);
  const note = truncate(text, noteLength);
  const error = notes.error(state.noteId(id));
  const ruleResult = ruleResultSentence(state.ruleResult(id));
  return {
    paper,
    titleTokens: render(paper.title),
    abstractTokens: render(paper.abstract),
    days: libraryService.library.daysOf(id).map((day) => dayPlace(withoutHidden(state, day, id), id, state)),
    triage: state.triage(id),
    ...(ruleResult !== undefined && { ruleResult: shownMessage(ruleResult) }),
    tags: state.tags(id),
    ...fromFolder(libraryService, id),
    related,
    mentions: mentioning(sources, id),
    places: references.of(id).map(pagePlace),
    ...(note !== '' && { note }),
    ...(note !== text && { noteEnd: text.slice(-noteLength) }),
    highlights: pageHighlights(state.highlights(id), (tag) => state.shownTag(tag)),
    ...(error && { readOnly: shownMessage(error.message) }),
  };
}

function fromFolder(libraryService: LibraryService, id: PaperId): Pick<ReaderView, 'fromFolder'> {
  const values = libraryService.library.folderValues(id);
  if (!values) return {};
  const names = new Map(libraryService.imported().map((digest) => [digest.id, digest.name]));
  const digests = values.batchIds.map((batchId) => names.get(batchId) ?? batchId);
  return { fromFolder: { ...values, digests } };
}

/** A place in code as the page shows it. */
function pagePlace(place: ReferencePlace): PagePlace {
  return { label: placeLabel(place), text: place.text.trim() };
}

/** The papers whose notes name this one, by title. */
function mentioning({ libraryService, mentions, state }: ReaderSources, id: PaperId): readonly PaperTitle[] {
  const ids = libraryService.library.idsOf(id);
  const papers = mentions.of(ids.length > 0 ? ids : [id]).flatMap((one) => titleOf(state, one) ?? []);
  return papers.filter((paper) => paper.id !== id).sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** The day without the papers that rules hide, so that the reader does not lead to them. */
function withoutHidden(state: PaperState, day: Day, open: PaperId | undefined): Day {
  const paperIds = day.paperIds.filter((id) => id === open || state.ruleResult(id).hiddenBy === undefined);
  return { ...day, paperIds };
}

function dayPlace(day: Day, id: PaperId, state: PaperState): DayPosition {
  const at = day.paperIds.indexOf(id);
  const previous = titleOf(state, day.paperIds[at - 1]);
  const next = titleOf(state, day.paperIds[at + 1]);
  return {
    id: day.id,
    label: dayNames.name(day),
    position: at + 1,
    count: day.paperIds.length,
    ...(previous && { previous }),
    ...(next && { next }),
  };
}
