import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { Emitter } from '../../core/base/event';
import {
  type NotesLocation,
  chooseFolder,
  chosenFolder,
  notesFolder,
  notesLocation,
  untrustedNotesFolder,
} from './notesLocation';
import type { RelocatableNoteFiles } from './relocatableNoteFiles';
import type { LinkedFolders } from './linkedFolders';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { offerMove, shown } from './offerMove';

const setting = 'notes.location';

export interface NotesFolderControllerDeps {
  readonly files: RelocatableNoteFiles;
  /** The workspace's. */
  readonly state: vscode.Memento;
  readonly globalStorage: vscode.Uri;
  readonly linked: LinkedFolders;
  readonly codec: NoteCodec;
  readonly reporter: FailureReporter;
}

/** Keeps the notes folder where the setting and the person's choice say, and offers to take the notes along. */
export class NotesFolderController implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<void>());
  #location = notesLocation();
  #undoing = false;

  readonly onDidChange = this.#changed.event;

  constructor(private readonly deps: NotesFolderControllerDeps) {
    this.#own.add(registerCommands({ chooseNotesFolder: () => this.#choose() }, deps.reporter));
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`dailyPapers.${setting}`)) this.#locationChanged();
      }),
    );
    this.#own.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#switch()));
    this.#own.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#switch();
        this.offerUntrusted();
      }),
    );
    this.#remember();
  }

  /** Which notes these are, where that is not self-evident. */
  description(): string | undefined {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length > 0 && notesLocation() === 'global') return 'all workspaces';
    return folders.length > 1 ? chosenFolder(this.deps.state)?.name : undefined;
  }

  /** Offers to move the notes that were written here before the workspace was trusted. */
  offerUntrusted(): void {
    const folder = chosenFolder(this.deps.state);
    if (!folder || !vscode.workspace.isTrusted || notesLocation() !== 'workspace') return;
    this.#offer(
      untrustedNotesFolder(this.deps.globalStorage, folder),
      (notes) =>
        `You wrote ${notes} before this folder was trusted. Move to ${shown(this.deps.files.folder)}?`,
    );
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** With several folders, the first one stays the one when folders change places. */
  #remember(): void {
    const folder = chosenFolder(this.deps.state);
    if (!folder || (vscode.workspace.workspaceFolders ?? []).length < 2) return;
    chooseFolder(this.deps.state, folder).catch((error: unknown) => this.deps.reporter.report(error));
  }

  /** Returns the folder before, where it is another one now. */
  #switch(): vscode.Uri | undefined {
    const before = this.deps.files.folder;
    this.deps.files.switchTo(notesFolder(this.deps.globalStorage, this.deps.state));
    this.#changed.fire();
    return before.toString() === this.deps.files.folder.toString() ? undefined : before;
  }

  #locationChanged(): void {
    const was = this.#location;
    this.#location = notesLocation();
    const from = this.#switch();
    if (from && !this.#undoing) this.#offerNewPlace(from, () => setLocation(was));
  }

  #offerNewPlace(from: vscode.Uri, restore: () => Promise<void>): void {
    const takeBack = async (): Promise<void> => {
      this.#undoing = true;
      try {
        await restore();
        this.#switch();
      } finally {
        this.#undoing = false;
      }
    };
    const there = shown(this.deps.files.folder);
    this.#offer(
      from,
      (notes) => `Notes are now kept in ${there}. Move ${notes} there from ${shown(from)}?`,
      takeBack,
    );
  }

  #offer(
    from: vscode.Uri,
    question: (notes: string) => string,
    takeBack: () => Promise<void> = () => Promise.resolve(),
  ): void {
    const { files, linked, codec, reporter } = this.deps;
    reporter.watch(
      offerMove({
        from,
        to: files.folder,
        allows: (realPath, path) => linked.allows(realPath, path),
        codec,
        question,
        takeBack,
      }),
    );
  }

  async #choose(): Promise<void> {
    const current = notesLocation() === 'workspace' ? chosenFolder(this.deps.state) : undefined;
    const rows = (vscode.workspace.workspaceFolders ?? []).map((folder) =>
      plainRow(
        {
          label: folder.name,
          description: folder === current ? 'notes are kept here' : folder.uri.path,
          folder,
        },
        'folder',
      ),
    );
    const elsewhere = {
      label: '$(settings) Open the Setting…',
      description: current
        ? 'to keep notes outside of the workspace'
        : 'notes are kept outside of the workspace',
      folder: undefined,
    };
    const choice = await vscode.window.showQuickPick([...rows, elsewhere], {
      title: 'Choose the folder for notes',
      placeHolder: 'Notes are kept in .papers/notes/ of one folder',
    });
    if (!choice) return;
    if (choice.folder) await this.#take(choice.folder);
    else await vscode.commands.executeCommand('workbench.action.openSettings', `@id:dailyPapers.${setting}`);
  }

  async #take(folder: vscode.WorkspaceFolder): Promise<void> {
    const before = chosenFolder(this.deps.state);
    await chooseFolder(this.deps.state, folder);
    if (notesLocation() === 'global') {
      await setLocation('workspace');
      return;
    }
    const from = this.#switch();
    if (from && before) this.#offerNewPlace(from, () => chooseFolder(this.deps.state, before));
  }
}

/** Where the setting is set already: in the workspace, else for the person. */
async function setLocation(location: NotesLocation): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('dailyPapers');
  const inWorkspace = configuration.inspect(setting)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(setting, location, target);
}
