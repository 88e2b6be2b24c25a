import type * as vscode from 'vscode';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import type { PaperId } from '../../core/library/paper';
import { ownText } from '../../core/notes/noteText';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { highlightCount } from '../../platform/vscode/ui/counts';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { TreeModel } from '../../services/views/paperTree';
import { countingTurn } from '../../services/views/preparedList';
import { StaleTask } from '../../services/views/staleTask';
import { type PaperNode, type ViewNode, paperNode } from '../../services/views/treeNodes';
import type { Services } from '../../services/services';

interface ListedNote {
  readonly paperId: PaperId;
  /** The first words of its text, else how many highlights it has. */
  readonly summary: string;
  /** Whether the summary is what the person wrote, and not a count. */
  readonly hasText: boolean;
  readonly modified: number;
}

/** The view Notes: the papers on which something was written, the note that was changed last first. */
export class NoteTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.notes';
  #listed: ReadonlyMap<PaperId, ListedNote> = new Map();
  readonly #task = new StaleTask(() => this.#list());

  constructor(private readonly services: Pick<Services, 'notes' | 'noteFiles' | 'state' | 'libraryService'>) {
    const setStale = (): void => this.#task.invalidate();
    services.notes.onDidChange(setStale);
    services.libraryService.library.onDidChange(setStale);
  }

  /** A mark changes how a row looks; only notes change which rows there are. */
  rowsOf(ids: readonly PaperId[]): readonly PaperNode[] | undefined {
    if (this.#task.isStale) return undefined;
    return ids.filter((id) => this.#listed.has(id)).map((id) => paperNode(id));
  }

  async prepare(node?: ViewNode): Promise<void> {
    if (!node) await this.#task.run();
  }

  async #list(): Promise<void> {
    const files = await this.services.noteFiles.list();
    const modified = new Map(
      (files.ok ? files.value : []).flatMap((file) => {
        const id = this.services.notes.paperOf(file.name);
        return id === undefined ? [] : [[id, file.modified] as const];
      }),
    );
    const listed = await runInTimeSlices(this.#listing(modified), undefined, countingTurn);
    listed.sort((a, b) => b.modified - a.modified);
    this.#listed = new Map(listed.map((note) => [note.paperId, note]));
  }

  roots(): readonly PaperNode[] {
    return Array.from(this.#listed.keys(), (id) => paperNode(id));
  }

  /** Shows the beginning of the note beside the title. */
  paperItem({ paperId }: PaperNode, item: vscode.TreeItem): void {
    const note = this.#listed.get(paperId);
    if (!note) return;
    item.description = note.summary;
    const label = item.accessibilityInformation?.label ?? '';
    // The row shows the number of highlights already.
    if (note.hasText) item.accessibilityInformation = { label: `${label}, ${note.summary}` };
  }

  description(): string | undefined {
    return this.#listed.size === 0 ? undefined : String(this.#listed.size);
  }

  *#listing(modified: ReadonlyMap<PaperId, number>): CooperativeTask<ListedNote[]> {
    const { notes, state, libraryService } = this.services;
    const listed: ListedNote[] = [];
    for (const note of notes.all()) {
      yield;
      const paperId = libraryService.library.idOf(note.paperId);
      const paper = state.paper(paperId);
      if (!paper) continue;
      const text = ownText(note.body, paper.title);
      const summary = summaryOf(text, note.highlights.length);
      const written = { paperId, summary, hasText: text !== '', modified: modified.get(note.paperId) ?? 0 };
      if (summary !== '') listed.push(written);
    }
    return listed;
  }
}

const summaryLength = 120;

function summaryOf(text: string, highlights: number): string {
  if (text !== '') return collapseWhitespace(text.slice(0, summaryLength));
  return highlights > 0 ? highlightCount(highlights) : '';
}
