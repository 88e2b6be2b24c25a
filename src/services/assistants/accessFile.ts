import { noPermissions, type ToolPermissions } from '../../core/assistants/permissions';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { isRecord, isTexts } from '../../core/base/guards';
import { assistantFiles } from './assistantFiles';

/** A workspace folder that the person trusts. */
export interface FolderAccess {
  /** The folder of its notes: an existing folder, and the names from there on. */
  readonly notes: { readonly base: string; readonly segments: readonly string[] };
  /** Places outside of the folder that links in it lead to, and that the person agreed to. */
  readonly linked: readonly string[];
  /** The workspace storage of the extension for the folder. */
  readonly storage?: string;
}

/** Facts that a program outside of VS Code cannot find out: permissions, trusted folders and settings. */
export interface AssistantAccess {
  readonly permissions: ToolPermissions;
  /** By real path; the folder that was opened last is the last. */
  readonly folders: Readonly<Record<string, FolderAccess>>;
  /** Settings by name, without the prefix of the extension. The values are not validated. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The ids of packaged digests that the person removed. */
  readonly removedDigests: readonly string[];
  /** `ProgramHost.unicode` of the extension. */
  readonly unicode?: string;
}

/**
 * The versions of ICU and Unicode of a program, for the names of its index files; undefined if it has those of the extension.
 * Programs with different versions may split texts into different words, so none can use the index of another.
 */
export function versionsOfIndex({ unicode }: AssistantAccess, ofProgram: string): string | undefined {
  if (unicode === undefined || unicode === ofProgram) return undefined;
  return ofProgram.replace(/[^\w.]+/gu, '-');
}

const noAccess: AssistantAccess = {
  permissions: noPermissions,
  folders: {},
  settings: {},
  removedDigests: [],
};

/** In bytes. */
const longestFile = 4 * 1024 * 1024;
const mostFolders = 500;

/** The file that windows write and the server for assistants reads. If it is missing, nothing is allowed. */
export class AccessFile {
  #known: { readonly stamp: string; readonly access: AssistantAccess } | undefined;

  /** @param storage the extension's storage for all workspaces */
  constructor(private readonly storage: StoreFolder) {}

  /** Returns the present content. A file that cannot be read allows nothing. */
  async read(): Promise<AssistantAccess> {
    const found = await this.storage.stat(assistantFiles.access);
    const stamp = found?.stamp ?? '';
    if (this.#known?.stamp !== stamp)
      this.#known = { stamp, access: found ? await this.#parsed() : noAccess };
    return this.#known.access;
  }

  /** Changes the file while other windows wait. Nothing is written if nothing changes. */
  async update(change: (before: AssistantAccess) => AssistantAccess): Promise<void> {
    await this.storage.exclusively(assistantFiles.access, async () => {
      const before = await this.#parsed();
      const changed = change(before);
      const folders = Object.fromEntries(Object.entries(changed.folders).slice(-mostFolders));
      const after = JSON.stringify({ version: 1, ...changed, folders });
      if (after === JSON.stringify({ version: 1, ...before })) return;
      await this.storage.overwrite(assistantFiles.access, new TextEncoder().encode(after));
    });
  }

  async #parsed(): Promise<AssistantAccess> {
    const bytes = await this.storage.read(assistantFiles.access, longestFile).catch(() => undefined);
    return bytes ? parseAccess(new TextDecoder().decode(bytes)) : noAccess;
  }
}

/** Invalid parts of the file allow nothing. */
function parseAccess(text: string): AssistantAccess {
  const value = objectIn(parseJson(text));
  if (value['version'] !== 1) return noAccess;
  const permissions = objectIn(value['permissions']);
  return {
    permissions: {
      readNotes: permissions['readNotes'] === true,
      write: permissions['write'] === true,
      fetch: permissions['fetch'] === true,
    },
    folders: Object.fromEntries(
      Object.entries(objectIn(value['folders'])).flatMap(([path, given]) => {
        const folder = parseFolder(given);
        return folder ? [[path, folder]] : [];
      }),
    ),
    settings: objectIn(value['settings']),
    removedDigests: textsIn(value['removedDigests']) ?? [],
    ...(typeof value['unicode'] === 'string' && { unicode: value['unicode'] }),
  };
}

function parseFolder(given: unknown): FolderAccess | undefined {
  const { notes, linked, storage } = objectIn(given);
  const { base, segments } = objectIn(notes);
  const [names, places] = [textsIn(segments), textsIn(linked)];
  if (typeof base !== 'string' || !names || !places) return undefined;
  return {
    notes: { base, segments: names },
    linked: places,
    ...(typeof storage === 'string' && { storage }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Treated like a missing file.
    return undefined;
  }
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function textsIn(value: unknown): readonly string[] | undefined {
  return isTexts(value) ? value : undefined;
}
