import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { notLogged } from '../core/assistants/activity';
import { noPermissions, type ToolPermissions, withPermissions } from '../core/assistants/permissions';
import { stillReading, ToolError, type ToolLibrary } from '../core/assistants/toolLibrary';
import type { ToolName } from '../core/assistants/toolSchemas';
import type { Disposable } from '../core/base/disposable';
import { type Logger, withCause } from '../core/base/logger';
import { english } from '../core/base/localization';
import { memoizeSuccess } from '../core/base/memoizeSuccess';
import { resultWithin } from '../platform/common/resultWithin';
import { LocalStoreFolder } from '../platform/node/files/localStoreFolder';
import { removeOldIndexes } from './oldIndexes';
import { AccessFile, versionsOfIndex } from '../services/assistants/accessFile';
import { ActivityLog } from '../services/assistants/activityLog';
import { assistantFiles } from '../services/assistants/assistantFiles';
import { AssistantTools } from '../services/assistants/assistantTools';
import { unicodeVersions } from '../services/node/programHost';
import { indexFileName } from '../services/stores';
import { Preparation, type PreparationOptions, type PreparedPart } from './preparation';
import { compileSooner, readingLargeLibrary } from './saveMemory';
import { ServerLibrary, type ServerLibraryOptions } from './serverLibrary';

export interface PaperServerOptions extends Pick<ServerLibraryOptions, 'extensionPath' | 'version' | 'log'> {
  /** The global storage of the extension. */
  readonly storage: string;
  /** The folder that the client works in; undefined for none. */
  readonly workspace: string | undefined;
  /** How to start this server, so that it prepares a large library; absent in the processes that do that. */
  readonly start?: Pick<PreparationOptions, 'script' | 'args'>;
}

type Access = Pick<ServerLibraryOptions, 'access' | 'folder'>;

/** A library; the key identifies what it was opened with. */
interface Session {
  readonly key: string;
  readonly library: ServerLibrary;
  readonly tools: AssistantTools;
}

/** A library that was replaced is disposed after this time, in milliseconds, so that its last calls can end. */
const lastCalls = 30_000;
/** Calls wait for this time, in milliseconds, for a large library that is being prepared. */
const patience = 20_000;
/** In bytes of text. Reading a larger library takes most of the time until the first answer. */
const largeLibrary = 40_000_000;

/** Runs tools on the library of the extension, as far as the extension allows them. */
export class PaperServer implements Disposable {
  readonly #access: AccessFile;
  readonly #activity: ActivityLog;
  readonly #folder: Promise<string | undefined>;
  #session: Session | undefined;
  readonly #preparation: Preparation | undefined;

  /** Prepares the library. Resolves to how much text it has, in bytes; to undefined in the processes that prepare it. */
  readonly #textSize = memoizeSuccess(async () => {
    const { access, folder } = await this.#read();
    const versions = versionsOfIndex(access, unicodeVersions());
    await this.#removeOldIndexes(versions, folder?.access.storage);
    return this.#preparation?.run(folder?.path, indexFileName('papers', versions));
  });

  constructor(private readonly options: PaperServerOptions) {
    const storage = new LocalStoreFolder(options.storage);
    this.#access = new AccessFile(storage);
    this.#activity = new ActivityLog(storage.log(assistantFiles.activity), (cause) =>
      options.log.error('Calls of tools were not logged:', cause),
    );
    this.#folder = realPathOf(options.workspace);
    const { start, version, log } = options;
    if (start)
      this.#preparation = new Preparation({
        ...start,
        path: options.storage,
        storage,
        version,
        log,
        unicode: unicodeVersions(),
      });
  }

  /** See {@link AssistantTools.run}. */
  async run(name: ToolName, input: unknown, client: string): Promise<string> {
    return (await this.#openedSoon()).tools.run(name, input, client);
  }

  /** The library for requests that run no tool, such as completion, as far as it may be read. These change nothing. */
  async library(): Promise<ToolLibrary> {
    const { library } = await this.#openedSoon();
    return withPermissions(library.tools(library.history), await this.permissions());
  }

  async permissions(): Promise<ToolPermissions> {
    return (await this.#read()).access.permissions;
  }

  /** Resolves when the library has been read. */
  async prepare(): Promise<void> {
    await (await this.#opened()).library.ready();
  }

  /** See {@link ServerLibrary.store}. */
  async store(part: PreparedPart): Promise<void> {
    await (await this.#opened()).library.store(part);
  }

  /** Resolves once all activities are written to the log. */
  async flush(): Promise<void> {
    await this.#activity.flush();
  }

  dispose(): void {
    this.#preparation?.dispose();
    this.#session?.library.dispose();
  }

  /** The current permissions from the extension. A workspace that it does not list is not trusted. */
  async #read(): Promise<Access> {
    const [access, path] = [await this.#access.read(), await this.#folder];
    const ofFolder =
      path !== undefined && Object.hasOwn(access.folders, path) ? access.folders[path] : undefined;
    const folder = path !== undefined && ofFolder ? { path, access: ofFolder } : undefined;
    const isTrusted = this.options.workspace === undefined || folder !== undefined;
    return { access: isTrusted ? access : { ...access, permissions: noPermissions }, folder };
  }

  /** @throws ToolError while a large library is being prepared */
  async #openedSoon(): Promise<Session> {
    const opened = await resultWithin(this.#opened(), patience);
    if (!opened) throw new ToolError(stillReading);
    return opened.value;
  }

  /** In global storage and in that of the workspace. */
  async #removeOldIndexes(versions: string | undefined, storage: string | undefined): Promise<void> {
    try {
      for (const path of [this.options.storage, storage])
        if (path !== undefined) await removeOldIndexes(path, versions);
    } catch (error) {
      this.options.log.error('Index files of other versions were not removed:', error);
    }
  }

  /** The library with the present settings of the extension. */
  async #opened(): Promise<Session> {
    const textSize = await this.#textSize();
    const { access, folder } = await this.#read();
    const { readNotes, write } = access.permissions;
    const { settings, removedDigests, unicode } = access;
    const key = JSON.stringify([folder, settings, removedDigests, readNotes, write, unicode]);
    if (this.#session?.key === key) return this.#session;
    const replaced = this.#session?.library;
    if (replaced) setTimeout(() => replaced.dispose(), lastCalls).unref();
    compileSooner();
    const session = this.#open(key, { access, folder });
    this.#session = session;
    // The calls that wait for the library report its failure.
    if (textSize !== undefined && textSize >= largeLibrary)
      readingLargeLibrary(() => session.library.ready()).catch(() => undefined);
    return session;
  }

  #open(key: string, found: Access): Session {
    const { extensionPath, version, storage, log } = this.options;
    const library = new ServerLibrary({ extensionPath, version, storage, log, ...found });
    const tools = new AssistantTools({
      history: library.history,
      library: (history) => library.tools(history),
      permissions: () => this.permissions(),
      l10n: english,
      activity: this.#activity,
      folder: () => found.folder?.path,
      newId: randomUUID,
      now: () => Date.now(),
      notLogged: notLogged.inServer,
      report: (cause) => log.error('A call of a tool failed:', cause),
    });
    return { key, library, tools };
  }
}

async function realPathOf(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  try {
    return await realpath(resolve(folder));
  } catch {
    // It does not exist.
    return undefined;
  }
}

/** Writes to the error output, since the standard output is used by the protocol. */
export const errorOutput: Logger = {
  info: () => undefined,
  warn: (message) => void process.stderr.write(`warning: ${message}\n`),
  error: (message, cause) => void process.stderr.write(`error: ${withCause(message, cause)}\n`),
};
