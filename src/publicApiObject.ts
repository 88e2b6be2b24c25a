import type {
  AbstractToken,
  CitationFormat,
  DailyPapersApi,
  Day,
  FullText,
  Highlight,
  ImportReport,
  Note,
  NoteUpdate,
  Paper,
  PassageHit,
  Reference,
  ReferencePlace,
  SearchHit,
} from './publicApi';
import { citationFormats } from './core/citations/cite';
import { render } from './core/tex/render';
import { newHighlight } from './core/highlights/newHighlight';
import { placeIn } from './core/fulltext/sections';
import type { RecordsSteps } from './core/history/historyStep';
import { recordPatches } from './core/history/storeChanges';
import type { ReferencePlace as FoundPlace } from './core/references/referenceIndex';
import { highlightFields, type Note as StoredNote, type NoteSubject } from './core/notes/note';
import type { NoteChange } from './core/notes/noteChange';
import type { NoteStore } from './core/notes/noteStore';
import { parseTag } from './core/notes/tag';
import type { PaperId } from './core/library/paper';
import { rebaseNoteOnPaper } from './core/state/rebaseNoteOnPaper';
import type { PaperState } from './core/state/paperState';
import { isTriageState, type TriageState } from './core/triage/triageState';
import type { Citations } from './services/citations/citations';
import type { Passages } from './services/passages/passages';
import type { FullTexts } from './services/fullTexts/fullTexts';
import type { LibraryService } from './services/library/libraryService';
import { digestChange } from './services/library/digestChange';
import type { TriageMarks } from './services/triage/triageMarks';
import type { PaperSearch } from './services/search/paperSearch';
import { type Message, localizable, localized } from './core/base/localization';

export interface ApiParts {
  readonly libraryService: LibraryService;
  readonly search: PaperSearch;
  readonly state: PaperState;
  readonly notes: NoteStore;
  readonly marks: TriageMarks;
  readonly fullTexts: FullTexts;
  readonly history: RecordsSteps;
  readonly citations: Citations;
  readonly passages: Passages;
  readonly references: {
    find(text: string, languageId: string): readonly Reference[];
    /** Resolves when {@link of} is complete. */
    use(): Promise<void>;
    /** The places that name a paper. */
    of(id: PaperId): readonly FoundPlace[];
  };
  /** Resolves once library, states and notes have been read. */
  ready(): Promise<void>;
  /** Where the note of a paper is kept, or will be. */
  noteUri(id: PaperId): string;
  newId(): string;
  now(): Date;
}

/** The public API over the parts of the extension; `src/publicApi.ts` is its contract. */
export class Api implements DailyPapersApi {
  readonly version = 1;

  constructor(private readonly parts: ApiParts) {}

  async days(): Promise<readonly Day[]> {
    await this.parts.ready();
    return this.parts.libraryService.library.days;
  }

  async paper(id: string): Promise<Paper | undefined> {
    await this.parts.ready();
    return this.parts.state.paper(id);
  }

  async importDigest(text: string, options: { name?: string; year?: number } = {}): Promise<ImportReport> {
    const facts = {
      name: options.name ?? 'Imported digest',
      added: this.parts.now().getTime(),
      ...(options.year !== undefined && { year: options.year }),
    };
    const { libraryService, history } = this.parts;
    const { result: outcome } = await history.record(
      localizable('Import “{0}”', facts.name),
      async (record) => {
        const imported = await libraryService.import(new TextEncoder().encode(text), facts, 'global');
        if (imported.digest && imported.isNew) record(digestChange(libraryService, imported.digest));
        return imported;
      },
    );
    const { days, added, merged } = outcome.digest ? outcome : { days: 0, added: 0, merged: 0 };
    const problems = outcome.problems.map(({ line, message }) => ({ line, message: localized(message) }));
    return { days, added, merged, problems };
  }

  async search(query: string, options: { limit?: number } = {}): Promise<readonly SearchHit[]> {
    return hits((await this.parts.search.search(query, options.limit ?? 50)).hits);
  }

  async related(id: string, options: { limit?: number } = {}): Promise<readonly SearchHit[]> {
    const paper = await this.paper(id);
    return hits(await this.parts.search.related(paper?.id ?? id, options.limit ?? 10));
  }

  render(text: string): readonly AbstractToken[] {
    return render(text);
  }

  async importFullText(
    id: string,
    html: string,
    options: { version?: number } = {},
  ): Promise<{ readonly problems: readonly string[] }> {
    const paper = await this.#knownPaper(id);
    const read = await this.parts.fullTexts.import(paper, new TextEncoder().encode(html), options);
    const problems = read.ok ? read.value.document.problems : [read.error.message];
    return { problems: problems.map((problem) => localized(problem)) };
  }

  async fullText(id: string): Promise<FullText | undefined> {
    const paper = await this.paper(id);
    const found = paper && (await this.parts.fullTexts.stored(paper));
    return found && this.parts.fullTexts.plain(found);
  }

  async citationKey(id: string): Promise<string> {
    const [cited] = await this.parts.citations.cited([await this.#knownPaper(id)]);
    return cited?.key ?? '';
  }

  async cite(ids: readonly string[], format: CitationFormat): Promise<string> {
    if (!citationFormats.includes(format))
      throw new TypeError(`“${format as string}” is no format of citations.`);
    return this.parts.citations.cite(await this.#knownPapers(ids), format);
  }

  async updateBibliography(bib: string, ids: readonly string[]): Promise<string> {
    return this.parts.citations.updated(bib, await this.#knownPapers(ids));
  }

  async passages(query: string, options: { limit?: number } = {}): Promise<readonly PassageHit[]> {
    const found = await this.parts.passages.find(query, options.limit ?? 50);
    return found.map(({ paperId, highlightId, text }) => ({
      paperId,
      text,
      ...(highlightId !== undefined && { highlightId }),
    }));
  }

  async note(id: string): Promise<Note | undefined> {
    await this.parts.ready();
    const note = this.parts.state.note(id);
    return note && this.#withUri(note);
  }

  async updateNote(id: string, change: NoteUpdate): Promise<Note> {
    const { append, ...rest } = change;
    const added = append === undefined ? {} : { appendBody: append };
    return this.#withUri(
      await this.#update(localizable('Edit Note'), id, { ...rest, ...added, ...withTags(change) }),
    );
  }

  async addHighlight(
    id: string,
    range: { start: number; end: number },
    { field = 'abstract', ...options }: { color?: string; comment?: string; field?: Highlight['field'] } = {},
  ): Promise<Highlight> {
    if (!highlightFields.includes(field)) throw new TypeError(`“${field}” is no field of a paper.`);
    const paper = await this.#knownPaper(id);
    const request = { ...options, start: range.start, end: range.end };
    const made = { id: this.parts.newId(), created: this.parts.now() };
    const change =
      field === 'fullText'
        ? { addHighlights: [await this.#inFullText(paper, request, made)] }
        : {
            ...rebaseNoteOnPaper(this.parts.state.note(id), paper),
            addHighlights: [newHighlight(paper, { ...request, field }, made)],
          };
    const note = await this.#update(localizable('Highlight'), id, change);
    await this.parts.state.placeHighlights(id);
    const [highlight] = change.addHighlights;
    const placed = this.parts.state.highlights(note.paperId).find((one) => one.id === made.id) ?? highlight;
    if (!placed) throw new Error('The highlight was removed in another place meanwhile.');
    return placed;
  }

  async #inFullText(
    paper: Paper,
    request: { readonly start: number; readonly end: number },
    made: { readonly id: string; readonly created: Date },
  ): Promise<Highlight> {
    const { fullTexts } = this.parts;
    const stored = await fullTexts.stored(paper);
    if (!stored) throw new Error('The whole paper has not been read. Choose Read Whole Paper first.');
    const texts = { fullText: fullTexts.textOf(stored.document) };
    const highlight = newHighlight(texts, { ...request, field: 'fullText' }, made);
    return { ...highlight, ...placeIn(stored, highlight.start) };
  }

  async removeHighlight(id: string, highlightId: string): Promise<void> {
    await this.#update(localizable('Delete Highlight'), id, { removeHighlights: [highlightId] });
  }

  async setTriage(id: string, state: TriageState): Promise<void> {
    if (!isTriageState(state)) throw new TypeError(`“${String(state)}” is no triage state.`);
    const paper = await this.#subject(id);
    await this.parts.marks.mark([paper.id], state);
  }

  async triage(id: string): Promise<TriageState> {
    await this.parts.ready();
    return this.parts.state.triage(id);
  }

  findReferences(text: string, languageId: string): readonly Reference[] {
    return this.parts.references.find(text, languageId);
  }

  async references(id: string): Promise<readonly ReferencePlace[]> {
    await this.parts.references.use();
    return this.parts.references.of(id).map(({ uri, line, column, endColumn, text, cell }) => ({
      uri,
      line,
      start: column,
      end: endColumn,
      text,
      ...(cell !== undefined && { cell }),
    }));
  }

  #subject(id: PaperId): Promise<NoteSubject> {
    return this.#knownPaper(id);
  }

  async #knownPapers(ids: readonly PaperId[]): Promise<readonly Paper[]> {
    const papers: Paper[] = [];
    for (const id of ids) papers.push(await this.#knownPaper(id));
    return papers;
  }

  async #knownPaper(id: PaperId): Promise<Paper> {
    const paper = await this.paper(id);
    if (!paper) throw new Error(`The library holds no paper “${id}”.`);
    return paper;
  }

  async #update(label: Message, id: PaperId, change: NoteChange): Promise<StoredNote> {
    const subject = await this.#subject(id);
    const noteId = this.parts.state.noteId(id);
    const { notes, history } = this.parts;
    const { result: saved } = await history.record(label, (record) =>
      notes.update({ ...subject, id: noteId }, change, { onPatch: recordPatches(notes, record) }),
    );
    if (!saved.ok) throw new Error(localized(saved.error.message), { cause: saved.error.cause });
    return saved.value;
  }

  async #withUri({ paperId, tags, body }: StoredNote): Promise<Note> {
    await this.parts.state.placeHighlights(paperId);
    const highlights = this.parts.state.highlights(paperId);
    return { paperId, tags, highlights, body, uri: this.parts.noteUri(paperId) };
  }
}

/** Typed tags as they are kept. @throws Error with the reason where one cannot be a tag */
function withTags({ addTags = [] }: NoteUpdate): Pick<NoteChange, 'addTags'> {
  return {
    addTags: addTags.map((tag) => {
      const parsed = parseTag(tag);
      if (!parsed.ok) throw new Error(localized(parsed.error));
      return parsed.value;
    }),
  };
}

function hits(found: readonly { readonly id: string; readonly score: number }[]): readonly SearchHit[] {
  return found.map(({ id, score }) => ({ paperId: id, score }));
}
