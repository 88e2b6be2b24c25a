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
import type { NoteFolders } from './noteFiles';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Direction } from '../../core/history/historyStep';
import type { UndoHistory } from '../history/undoHistory';
import { offerMove } from './offerMove';
import { showFolderPath, shownFolder, shownOutside } from './shownFolder';

const setting = 'notes.location';

interface NotesFolderParts {
  readonly files: RelocatableNoteFiles;
  /** The workspace's. */
  readonly state: vscode.Memento;
  readonly globalStorage: vscode.Uri;
  readonly open: NoteFolders['open'];
  readonly codec: NoteCodec;
  readonly history: UndoHistory;
  readonly reporter: FailureReporter;
}

/** Keeps the notes folder where the setting and the person's choice say, and offers to take the notes along. */
export class NotesFolderController implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<void>());
  #location = notesLocation();
  #undoing = false;
  #toldWhere = false;

  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: NotesFolderParts) {
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
    if (folders.length > 0 && notesLocation() === 'global') return l10n.t('all workspaces');
    return folders.length > 1 ? chosenFolder(this.parts.state)?.name : undefined;
  }

  /** Offers to move the notes that were written here before the workspace was trusted. */
  offerUntrusted(): void {
    const folder = chosenFolder(this.parts.state);
    if (!folder || !vscode.workspace.isTrusted || notesLocation() !== 'workspace') return;
    this.#offer(untrustedNotesFolder(this.parts.globalStorage, folder), (notes) => {
      const to = shownFolder(this.parts.files.folder);
      return notes === 1
        ? l10n.t('You wrote 1 note before this folder was trusted. Move it to {0}?', to)
        : l10n.t('You wrote {0} notes before this folder was trusted. Move them to {1}?', notes, to);
    });
  }

  /** Shows, once in a session, where notes are stored if that is outside of the workspace, where users would not expect them. */
  tellWhereOnce(): void {
    const where = this.parts.files.folder;
    if (this.#toldWhere || vscode.workspace.getWorkspaceFolder(where)) return;
    this.#toldWhere = true;
    showFolderPath(this.parts.reporter, whereMessage(shownOutside(where)), where);
  }

  /** Lets the person choose in which workspace folder notes are kept. */
  async choose(): Promise<void> {
    const current = notesLocation() === 'workspace' ? chosenFolder(this.parts.state) : undefined;
    const rows = (vscode.workspace.workspaceFolders ?? []).map((folder) =>
      plainRow(
        {
          label: folder.name,
          description: folder === current ? l10n.t('notes are kept here') : folder.uri.path,
          folder,
        },
        'folder',
      ),
    );
    const elsewhere = {
      label: `$(settings) ${l10n.t('Open the Setting…')}`,
      description: current
        ? l10n.t('to keep notes outside of the workspace')
        : l10n.t('notes are kept outside of the workspace'),
      folder: undefined,
    };
    const choice = await vscode.window.showQuickPick([...rows, elsewhere], {
      title: l10n.t('Choose the folder for notes'),
      placeHolder: l10n.t('Notes are kept in .papers/notes/ of one folder'),
    });
    if (!choice) return;
    if (choice.folder) await this.#take(choice.folder);
    else await vscode.commands.executeCommand('workbench.action.openSettings', `@id:dailyPapers.${setting}`);
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** With several folders, the first one stays the one when folders change places. */
  #remember(): void {
    const folder = chosenFolder(this.parts.state);
    if (!folder || (vscode.workspace.workspaceFolders ?? []).length < 2) return;
    chooseFolder(this.parts.state, folder).catch((error: unknown) => this.parts.reporter.report(error));
  }

  /** Switches to the present notes folder. Returns the previous one if it was another. */
  #switch(): vscode.Uri | undefined {
    const before = this.parts.files.folder;
    this.parts.files.switchTo(notesFolder(this.parts.globalStorage, this.parts.state));
    this.#changed.fire();
    return before.toString() === this.parts.files.folder.toString() ? undefined : before;
  }

  #locationChanged(): void {
    const was = this.#location;
    this.#location = notesLocation();
    const from = this.#switch();
    const now = this.#location;
    if (from && !this.#undoing)
      this.#offerNewPlace(from, (direction) => setLocation(direction === 'undo' ? was : now));
  }

  /** `set` chooses the place before (undo) or the new one (redo). */
  #offerNewPlace(from: vscode.Uri, set: (direction: Direction) => Promise<void>): void {
    const choose = async (direction: Direction): Promise<void> => {
      this.#undoing = true;
      try {
        await set(direction);
        this.#switch();
      } finally {
        this.#undoing = false;
      }
    };
    const there = shownFolder(this.parts.files.folder);
    this.#offer(
      from,
      (notes) =>
        notes === 1
          ? l10n.t('Notes are now kept in {0}. Move 1 note there from {1}?', there, shownFolder(from))
          : l10n.t(
              'Notes are now kept in {0}. Move {1} notes there from {2}?',
              there,
              notes,
              shownFolder(from),
            ),
      choose,
    );
  }

  #offer(
    from: vscode.Uri,
    question: (notes: number) => string,
    choose: (direction: Direction) => Promise<void> = () => Promise.resolve(),
  ): void {
    const { files, open, codec, history, reporter } = this.parts;
    reporter.watch(
      offerMove({
        from,
        to: files.folder,
        open,
        codec,
        question,
        history,
        choose,
      }),
    );
  }

  async #take(folder: vscode.WorkspaceFolder): Promise<void> {
    const before = chosenFolder(this.parts.state);
    await chooseFolder(this.parts.state, folder);
    if (notesLocation() === 'global') {
      await setLocation('workspace');
      return;
    }
    const from = this.#switch();
    if (from && before)
      this.#offerNewPlace(from, (direction) =>
        chooseFolder(this.parts.state, direction === 'undo' ? before : folder),
      );
  }
}

/** The target where the setting is set already: the workspace, else the user's settings. */
async function setLocation(location: NotesLocation): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('dailyPapers');
  const inWorkspace = configuration.inspect(setting)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(setting, location, target);
}

/** Says why notes are kept outside of the workspace, and where. */
function whereMessage(where: string): string {
  if (vscode.workspace.workspaceFolders === undefined)
    return l10n.t('No folder is open, so notes are kept in {0}.', where);
  return vscode.workspace.isTrusted
    ? l10n.t('The setting “Notes: Location” says so, so notes are kept in {0}.', where)
    : l10n.t('This folder is not trusted yet, so notes are kept in {0}.', where);
}
