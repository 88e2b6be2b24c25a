import type {
  AbstractToken,
  DailyPapersApi,
  Day,
  FullText,
  Highlight,
  ImportReport,
  Note,
  NoteUpdate,
  Paper,
  Reference,
  ReferencePlace,
  SearchHit,
} from './publicApi';
import { render } from './core/tex/render';
import { newHighlight } from './core/highlights/newHighlight';
import { recordPatches } from './core/history/storeChanges';
import type { Note as StoredNote, NoteSubject } from './core/notes/note';
import type { NoteChange } from './core/notes/noteChange';
import type { NoteStore } from './core/notes/noteStore';
import { parseTag } from './core/notes/tag';
import type { PaperId } from './core/library/paper';
import { rebaseNoteOnPaper } from './core/state/rebaseNoteOnPaper';
import type { PaperState } from './core/state/paperState';
import { isTriageState, type TriageState } from './core/triage/triageState';
import type { FullTexts } from './services/fullTexts/fullTexts';
import type { LibraryService } from './services/library/libraryService';
import { digestChange } from './services/library/digestChange';
import type { UndoHistory } from './services/history/undoHistory';
import type { TriageMarks } from './services/triage/triageMarks';
import type { WorkspaceReferences } from './services/references/workspaceReferences';
import type { PaperSearch } from './services/search/paperSearch';

export interface ApiParts {
  readonly service: LibraryService;
  readonly search: PaperSearch;
  readonly state: PaperState;
  readonly notes: NoteStore;
  readonly marks: TriageMarks;
  readonly fullTexts: FullTexts;
  readonly history: UndoHistory;
  readonly references: WorkspaceReferences;
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
    return this.parts.service.library.days;
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
    const { service, history } = this.parts;
    const { result: outcome } = await history.record(`Import “${facts.name}”`, async (record) => {
      const imported = await service.import(new TextEncoder().encode(text), facts, 'global');
      if (imported.digest && imported.isNew) record(digestChange(service, imported.digest));
      return imported;
    });
    const { days, added, merged } = outcome.digest ? outcome : { days: 0, added: 0, merged: 0 };
    return { days, added, merged, problems: outcome.problems };
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
    return { problems: read.ok ? read.value.document.problems : [read.error.message] };
  }

  async fullText(id: string): Promise<FullText | undefined> {
    const paper = await this.paper(id);
    const found = paper && (await this.parts.fullTexts.stored(paper));
    return found && this.parts.fullTexts.plain(found);
  }

  async note(id: string): Promise<Note | undefined> {
    await this.parts.ready();
    const note = this.parts.state.note(id);
    return note && this.#withUri(note);
  }

  async updateNote(id: string, change: NoteUpdate): Promise<Note> {
    return this.#withUri(await this.#update('Edit Note', id, { ...change, ...withTags(change) }));
  }

  async addHighlight(
    id: string,
    range: { start: number; end: number },
    options: { color?: string; comment?: string } = {},
  ): Promise<Highlight> {
    const subject = await this.#subject(id);
    const made = { id: this.parts.newId(), created: this.parts.now() };
    const highlight = newHighlight(subject, { ...options, ...range, field: 'abstract' }, made);
    const note = await this.#update('Highlight', id, {
      ...rebaseNoteOnPaper(this.parts.state.note(id), subject),
      addHighlights: [highlight],
    });
    return this.parts.state.highlights(note.paperId).find((one) => one.id === highlight.id) ?? highlight;
  }

  async removeHighlight(id: string, highlightId: string): Promise<void> {
    await this.#update('Delete Highlight', id, { removeHighlights: [highlightId] });
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
      ...{ uri, line, start: column, end: endColumn, text },
      ...(cell !== undefined && { cell }),
    }));
  }

  #subject(id: PaperId): Promise<NoteSubject> {
    return this.#knownPaper(id);
  }

  async #knownPaper(id: PaperId): Promise<Paper> {
    const paper = await this.paper(id);
    if (!paper) throw new Error(`The library holds no paper “${id}”.`);
    return paper;
  }

  async #update(label: string, id: PaperId, change: NoteChange): Promise<StoredNote> {
    const subject = await this.#subject(id);
    const noteId = this.parts.state.noteId(id);
    const { notes, history } = this.parts;
    const { result: saved } = await history.record(label, (record) =>
      notes.update({ ...subject, id: noteId }, change, { onPatch: recordPatches(notes, record) }),
    );
    if (!saved.ok) throw new Error(saved.error.message, { cause: saved.error.cause });
    return saved.value;
  }

  #withUri({ paperId, tags, body }: StoredNote): Note {
    const highlights = this.parts.state.highlights(paperId);
    return { paperId, tags, highlights, body, uri: this.parts.noteUri(paperId) };
  }
}

/** Typed tags as they are kept. @throws Error with the reason where one cannot be a tag */
function withTags({ addTags = [] }: NoteUpdate): Pick<NoteChange, 'addTags'> {
  return {
    addTags: addTags.map((tag) => {
      const parsed = parseTag(tag);
      if (!parsed.ok) throw new Error(parsed.error);
      return parsed.value;
    }),
  };
}

function hits(found: readonly { readonly id: string; readonly score: number }[]): readonly SearchHit[] {
  return found.map(({ id, score }) => ({ paperId: id, score }));
}
