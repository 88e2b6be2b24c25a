import * as vscode from 'vscode';
import type { Note, NoteSubject } from '../../core/notes/note';
import type { NoteStore } from '../../core/notes/noteStore';
import { parseTag } from '../../core/notes/tag';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { DraftNoteFileSystem } from '../../services/notes/draftNoteFileSystem';
import { pickTags } from '../tags/tagPick';

export interface NoteCommandsDeps {
  readonly notes: NoteStore;
  readonly reporter: FailureReporter;
  /** The papers that a command is about, from the arguments that VS Code called it with. */
  papers(args: readonly unknown[]): Promise<readonly PaperId[]>;
  subject(id: PaperId): NoteSubject | undefined;
  note(id: PaperId): Note | undefined;
  tagCounts(): ReadonlyMap<string, number>;
  /** The folder that notes are kept in, whether it is there or not. */
  folder(): vscode.Uri;
  /** Called once a person has changed something about papers: their reader stays open. */
  keepOpen(ids: readonly PaperId[]): void;
}

/** The commands on notes and tags of papers. */
export class NoteCommands implements Disposable {
  readonly #commands: Disposable;
  #toldWhere = false;

  /** `owned` goes when this goes. */
  constructor(
    private readonly deps: NoteCommandsDeps,
    private readonly owned: readonly Disposable[],
  ) {
    this.#commands = registerCommands(
      {
        openNote: (...args) => this.#openNoteOf(args),
        editTags: (...args) => this.#editTagsOf(args),
        showNotesFolder: () => this.#showFolder(),
      },
      deps.reporter,
    );
  }

  /** Opens the note of a paper beside the current editor; a draft of it where there is none. */
  async openNote(id: PaperId): Promise<void> {
    await this.deps.notes.ready();
    const existing = this.deps.note(id);
    if (!existing && !this.deps.subject(id))
      throw new UserFacingError('This paper is not in the library any more.');
    const uri = existing ? this.#fileUri(existing.paperId) : DraftNoteFileSystem.uri(id);
    const document = await vscode.workspace.openTextDocument(uri);
    // Where the person goes on writing.
    const end = document.positionAt(document.getText().length);
    const selection = new vscode.Range(end, end);
    await vscode.window.showTextDocument(document, {
      viewColumn: this.#columnBeside(),
      preview: false,
      selection,
    });
    this.#tellWhere();
  }

  async editTags(ids: readonly PaperId[]): Promise<void> {
    await this.deps.notes.ready();
    const subjects = ids.flatMap((id) => this.deps.subject(id) ?? []);
    const [first] = subjects;
    if (!first) return;
    const change = await pickTags({
      title: subjects.length === 1 ? `Tags: ${first.title}` : `Tags of ${subjects.length} papers`,
      papers: subjects.map(({ id }) => this.deps.note(id)?.tags ?? []),
      inUse: this.deps.tagCounts(),
      parse: parseTag,
    });
    if (!change || change.add.length + change.remove.length === 0) return;
    for (const subject of subjects) {
      const saved = await this.deps.notes.update(subject, { addTags: change.add, removeTags: change.remove });
      if (!saved.ok) throw new UserFacingError(saved.error.message, { cause: saved.error.cause });
    }
    this.deps.keepOpen(ids);
    this.#tellWhere();
  }

  dispose(): void {
    this.#commands.dispose();
    for (const part of this.owned) part.dispose();
  }

  async #openNoteOf(args: readonly unknown[]): Promise<void> {
    const [id] = await this.deps.papers(args);
    if (id === undefined) throw new UserFacingError('Select a paper in the Digests view or open one first.');
    await this.openNote(id);
  }

  async #editTagsOf(args: readonly unknown[]): Promise<void> {
    const ids = await this.deps.papers(args);
    if (ids.length === 0) throw new UserFacingError('Select a paper in the Digests view or open one first.');
    await this.editTags(ids);
  }

  async #showFolder(): Promise<void> {
    const folder = this.deps.folder();
    await vscode.workspace.fs.createDirectory(folder);
    const inside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
    await vscode.commands.executeCommand(inside ? 'revealInExplorer' : 'revealFileInOS', folder);
  }

  #fileUri(id: PaperId): vscode.Uri {
    const name = this.deps.notes.fileName(id);
    if (name === undefined) throw new Error(`${id} is no paper id.`);
    return vscode.Uri.joinPath(this.deps.folder(), name);
  }

  /** Beside a reader; in the current group where no editor is open or the current one is a text. */
  #columnBeside(): vscode.ViewColumn {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputCustom ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  }

  /** Outside of the workspace notes go where nobody would look for them: says so once in a session. */
  #tellWhere(): void {
    const where = this.deps.folder();
    if (this.#toldWhere || vscode.workspace.getWorkspaceFolder(where)) return;
    this.#toldWhere = true;
    const message = `${reasonFor()}, so notes are kept in ${where.fsPath}.`;
    void showInformation(message, 'Copy Path').then(async (choice) => {
      if (choice !== undefined) await vscode.env.clipboard.writeText(where.fsPath);
    });
  }
}

/** Why notes are kept outside of the workspace. */
function reasonFor(): string {
  if (vscode.workspace.workspaceFolders === undefined) return 'No folder is open';
  return vscode.workspace.isTrusted
    ? 'The setting “Notes: Location” says so'
    : 'This folder is not trusted yet';
}
