import * as vscode from 'vscode';
import { permissionSettings, type ToolPermissions } from '../../core/assistants/permissions';
import { ToolError } from '../../core/assistants/toolLibrary';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { AccessFile, type AssistantAccess, type FolderAccess } from '../../services/assistants/accessFile';
import type { McpServerHost } from '../../services/assistants/mcpServerHost';
import { forgottenKey } from '../../services/recommendations/recommendations';
import type { Services } from '../../services/services';

/** The settings that the server for assistants uses. */
const sharedSettings = [
  'triageRules',
  'notes.template',
  'citations.keyFormula',
  'arxiv.url',
  'arxiv.htmlUrl',
  'huggingFace.url',
  'doi.url',
] as const;

/** The permissions in the settings. */
function allowedPermissions(): ToolPermissions {
  const settings = vscode.workspace.getConfiguration('dailyPapers');
  const isOn = (permission: keyof ToolPermissions): boolean =>
    settings.get<unknown>(permissionSettings[permission]) === true;
  return { readNotes: isOn('readNotes'), write: isOn('write'), fetch: isOn('fetch') };
}

/** The permissions of assistants in this window. @throws ToolError in a workspace that is not trusted */
export async function permissionsInWindow(): Promise<ToolPermissions> {
  if (vscode.workspace.isTrusted) return Promise.resolve(allowedPermissions());
  throw new ToolError(
    'The workspace is not trusted, so assistants may not use Daily Papers in it. The user can trust it by Manage Workspace Trust.',
  );
}

type AccessServices = Pick<
  Services,
  'host' | 'noteFiles' | 'linked' | 'removedPackaged' | 'libraryService' | 'log'
>;

/** Keeps the file with the permissions of servers outside of VS Code in step with this window. */
export class AccessWriter implements Disposable {
  readonly #own = new DisposableStore();
  readonly #queue = new SerialQueue();
  readonly #file: AccessFile;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly services: AccessServices,
    private readonly server: McpServerHost,
  ) {
    this.#file = new AccessFile(services.host.storage);
    const write = (): void => void this.write();
    const { workspace } = vscode;
    this.#own.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('dailyPapers')) write();
      }),
    );
    this.#own.add(workspace.onDidGrantWorkspaceTrust(write));
    this.#own.add(workspace.onDidChangeWorkspaceFolders(write));
    this.#own.add(services.linked.onDidAllow(write));
    // Without names, the folder itself may have changed.
    this.#own.add(
      services.noteFiles.onDidChange((names) => {
        if (!names) write();
      }),
    );
    this.#own.add(services.libraryService.onDidChangeDigests(write));
  }

  /** Resolves once the file is on disk. A failure is logged and leaves the file as it was. */
  write(): Promise<void> {
    const { log } = this.services;
    return this.#queue
      .run(() => this.#write())
      .catch((error: unknown) => log.error('The permissions of assistants could not be stored:', error));
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #write(): Promise<void> {
    const { workspaceFolders = [], isTrusted } = vscode.workspace;
    const paths = await Promise.all(
      workspaceFolders
        .filter(({ uri }) => uri.scheme === 'file')
        .map(({ uri }) => this.server.realPath(uri.fsPath)),
    );
    const ofFolder = isTrusted ? this.#folderAccess() : undefined;
    await this.#file.update((before) => {
      const others = Object.entries(before.folders).filter(([path]) => !paths.includes(path));
      const own = ofFolder ? paths.map((path) => [path, ofFolder] as const) : [];
      return { ...this.#ofPerson(before), folders: Object.fromEntries([...others, ...own]) };
    });
  }

  #folderAccess(): FolderAccess | undefined {
    const { noteFiles, linked } = this.services;
    const { base, segments } = placeOf(noteFiles.folder);
    if (base.scheme !== 'file') return undefined;
    const storage = this.context.storageUri?.fsPath;
    return {
      notes: { base: base.fsPath, segments },
      linked: linked.allowed,
      ...(storage !== undefined && { storage }),
    };
  }

  /** The parts that are the same in every window. */
  #ofPerson(before: AssistantAccess): AssistantAccess {
    const configuration = vscode.workspace.getConfiguration('dailyPapers');
    const settings: Record<string, unknown> = {};
    for (const name of sharedSettings) {
      const { globalValue, defaultValue } = configuration.inspect<unknown>(name) ?? {};
      settings[name] = globalValue ?? defaultValue;
    }
    settings[forgottenKey] = this.context.globalState.get<unknown>(forgottenKey);
    return {
      ...before,
      permissions: allowedPermissions(),
      settings,
      removedDigests: this.services.removedPackaged.list().map(({ id }) => id),
      unicode: this.services.host.unicode,
    };
  }
}
