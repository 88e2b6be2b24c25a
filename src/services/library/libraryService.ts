import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { Logger } from '../../core/base/logger';
import { SerialQueue } from '../../core/base/serialQueue';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import { type IdentityDecisionRecord, IdentityDecisions } from '../../core/library/identityDecisions';
import type { PaperBatch } from '../../core/library/paperBatch';
import { type AdditionReport, Library } from '../../core/library/library';
import type { ParsedDigest } from '../../core/library/parsedDigest';
import type { ParseCache } from './parseCache';
import { OutsideFolderError } from '../../platform/common/fileErrors';
import { baseName } from '../../platform/common/uriPath';
import {
  type DigestFacts,
  type DigestFiles,
  type DigestFolder,
  type DigestPlace,
  stampOf,
  type StoredDigest,
} from './digestFiles';
import { DigestDamaged } from './digestStore';
import type { IdentityLog } from '../identity/identityLog';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { ParsingProcess } from '../parsing/parsingCalls';
import { parseDigest } from '../parsing/parseDigest';
import type { LeftOutFile, LeftOutFiles } from './leftOutFiles';
import { type PackagedDigest, packagedId, type RemovedPackagedDigests } from './packagedDigests';
import { localizable, localized } from '../../core/base/localization';

export interface ImportOutcome extends AdditionReport {
  readonly digest: StoredDigest;
  /** False if the same text was imported before. */
  readonly isNew: boolean;
  readonly problems: ParsedDigest['problems'];
}

export interface LibraryServiceOptions {
  /** The packaged digests. */
  readonly seeds: Pick<DigestFolder, 'uri' | 'files'>;
  readonly files: DigestFiles;
  readonly removed: Pick<RemovedPackagedDigests, 'has' | 'add' | 'delete'>;
  /** Remembers what was read out of the digests of a place; the packaged ones count as `global`. */
  readonly parsed: (place: DigestPlace) => ParseCache;
  /** Reads the texts. */
  readonly process: ParsingProcess;
  readonly leftOut: LeftOutFiles;
  /** The person's decisions about which records are one paper. */
  readonly decisions: IdentityLog;
  /** Reports changes of the decisions' file by others. */
  readonly watchDecisions: (changed: () => void) => Disposable;
  readonly log: Logger;
}

/** Digests that were read are shown after this time at the latest, in milliseconds, while others are being read. */
const shownAfter = 300;

/** Fills the library: with the packaged digests and the imported ones, which are read when they are first needed. */
export class LibraryService implements Disposable {
  readonly library = new Library();
  readonly #own = new DisposableStore();
  readonly #digests = new Map<string, StoredDigest>();
  readonly #digestsChanged = this.#own.add(new Emitter<void>());
  /** Digests that were not read, by their ids. */
  readonly #unread = new Map<string, LeftOutFile>();
  /** The files of each place that cannot be read as digests. */
  readonly #refused = new Map<DigestPlace, readonly LeftOutFile[]>();
  #hasBegun = false;
  readonly #watched = new Set<DigestPlace>();
  #packaged: readonly string[] = [];
  /** Serialises all work on the digest files. */
  readonly #queue = new SerialQueue();

  /** Fires when a digest was imported, removed or changed on disk. */
  readonly onDidChangeDigests = this.#digestsChanged.event;

  constructor(private readonly deps: LibraryServiceOptions) {
    this.#own.add(this.library);
  }

  /** Reads everything the first time it is called, or again after it failed. */
  readonly ready = memoizeSuccess(() => this.#load());

  /** Looks again at the digests of a place, for instance because it may be read now. Does nothing before `ready`. */
  refresh(place: DigestPlace): void {
    if (!this.#hasBegun) return;
    this.#watch(place);
    this.#queue.run(() => this.#sync(place)).catch((error: unknown) => this.#reportUnread(place, error));
  }

  /** The imported digests, in the order in which they were added. */
  imported(): readonly StoredDigest[] {
    return [...this.#digests.values()];
  }

  /** Removes a packaged digest from the library. Resolves to false if the library does not have it. */
  removePackaged(digest: PackagedDigest): Promise<boolean> {
    return this.#queue.run(async () => {
      const { removed } = this.deps;
      if (!this.#packaged.includes(digest.id) || removed.has(digest.id)) return false;
      await removed.add(digest);
      await runInTimeSlices(this.library.removeInSteps(digest.id));
      this.#digestsChanged.fire();
      return true;
    });
  }

  /** Restores a packaged digest. Resolves to false if the library has it already. */
  restorePackaged({ id }: PackagedDigest): Promise<boolean> {
    return this.#queue.run(async () => {
      const { removed } = this.deps;
      if (!removed.has(id)) return false;
      const batch = this.#packaged.includes(id) ? await this.#readPackaged(id) : undefined;
      await removed.delete(id);
      // A newer release may not include this digest any more.
      if (batch) await runInTimeSlices(this.library.addInSteps(batch));
      this.#digestsChanged.fire();
      return batch !== undefined;
    });
  }

  /** Stores a text and adds its papers to the library. A text without any paper is not stored. */
  async import(
    bytes: Uint8Array,
    facts: DigestFacts,
    place: DigestPlace,
    signal?: AbortSignal,
  ): Promise<ImportOutcome | { readonly digest: undefined; readonly problems: ParsedDigest['problems'] }> {
    await this.ready();
    const parsed = await parseDigest(this.deps.process, '', bytes, facts, signal);
    if (parsed.batch.days.length === 0) return { digest: undefined, problems: parsed.problems };
    return this.#queue.run(async () => {
      signal?.throwIfAborted();
      const digest = await this.deps.files.add(bytes, facts, place);
      const isNew = !this.#digests.has(digest.id);
      const batch = { ...parsed.batch, id: digest.id };
      await this.deps.parsed(place).put(digest.stamp, batch);
      const report = await runInTimeSlices(this.library.addInSteps(batch));
      this.#digests.set(digest.id, digest);
      this.#digestsChanged.fire();
      return { ...report(), digest, isNew, problems: parsed.problems };
    });
  }

  /** The imported digest of an id as it is in its folder now; undefined if it is not there, or was left out. */
  async findDigest({ id, place }: Pick<StoredDigest, 'id' | 'place'>): Promise<StoredDigest | undefined> {
    await this.#queue.run(() => this.#sync(place));
    return this.#unread.has(id) ? undefined : this.#digests.get(id);
  }

  /** Removes an imported digest. Resolves to a function that restores it, unless another digest has its name by then. */
  async remove(digest: StoredDigest): Promise<() => Promise<boolean>> {
    return this.#queue.run(async () => {
      const restore = await this.deps.files.remove(digest);
      this.#digests.delete(digest.id);
      await runInTimeSlices(this.library.removeInSteps(digest.id));
      this.#digestsChanged.fire();
      return () =>
        this.#queue.run(async () => {
          const isRestored = await restore();
          await this.#sync(digest.place);
          return isRestored;
        });
    });
  }

  /** Stores a decision about which records are one paper, or its revocation, and applies it to the library. */
  async decide(record: IdentityDecisionRecord): Promise<void> {
    await this.ready();
    await this.#queue.run(async () => {
      await this.deps.decisions.append([record]);
      await this.#applyDecisions();
    });
  }

  /** Reads the identity decisions again after another device has changed them. */
  async refreshDecisions(): Promise<void> {
    await this.ready();
    await this.#queue.run(() => this.#syncDecisions());
  }

  /** Whether a decision is in force, also if another window has made or revoked it. */
  standsDecision(id: string): Promise<boolean> {
    return this.#queue.run(async () => {
      await this.#syncDecisions();
      return this.deps.decisions.standing.some((decision) => decision.id === id);
    });
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** A place that cannot be read does not keep the others from being read. */
  async #load(): Promise<void> {
    this.#hasBegun = true;
    // Decisions are read before any paper is added, so that no paper has to be split afterwards.
    const report = (error: unknown): void =>
      this.deps.log.error('What was decided about papers could not be read:', error);
    await this.#queue.run(() => this.#syncDecisions()).catch(report);
    this.#own.add(
      this.deps.watchDecisions(() => {
        this.#queue.run(() => this.#syncDecisions()).catch(report);
      }),
    );
    await this.#loadSeeds();
    for (const place of ['global', 'workspace'] as const) {
      this.#watch(place);
      await this.#queue
        .run(() => this.#sync(place))
        .catch((error: unknown) => this.#reportUnread(place, error));
    }
  }

  async #syncDecisions(): Promise<void> {
    if (await this.deps.decisions.refresh()) await this.#applyDecisions();
  }

  #applyDecisions(): Promise<void> {
    const decisions = new IdentityDecisions(this.deps.decisions.standing);
    return runInTimeSlices(this.library.decideInSteps(decisions));
  }

  async #loadSeeds(): Promise<void> {
    const names = (await this.deps.seeds.files.list()).map(({ name }) => name).toSorted();
    this.#packaged = names.map(packagedId);
    const present = this.#packaged.filter((id) => !this.deps.removed.has(id));
    const batches = await Promise.all(
      present.map((id) => this.#orLeaveOut({ id, uri: this.#packagedUri(id) }, () => this.#readPackaged(id))),
    );
    this.library.add(...batches);
  }

  #packagedUri(id: string): string {
    return `${this.deps.seeds.uri}/${encodeURIComponent(baseName(id))}`;
  }

  async #readPackaged(id: string): Promise<PaperBatch> {
    const name = baseName(id);
    const { files } = this.deps.seeds;
    const uri = this.#packagedUri(id);
    const found = await files.stat(name);
    const stamp = found ? stampOf(found) : '';
    return this.#read({ id, uri, place: 'global', stamp, name }, async () => {
      const bytes = await files.read(name);
      if (!bytes) throw new Error(`${uri} is missing from the extension. Install it again.`);
      return bytes;
    });
  }

  #read(
    { id, uri, place, stamp, ...facts }: Omit<StoredDigest, 'added' | 'content'>,
    read: () => Promise<Uint8Array>,
  ): Promise<PaperBatch> {
    return this.deps.parsed(place).get(id, stamp, async () => {
      const bytes = await read();
      const { batch, problems } = await parseDigest(this.deps.process, id, bytes, facts);
      for (const { line, message } of problems)
        this.deps.log.info(`${facts.name}, line ${line}: ${localized(message)}`);
      if (batch.days.length === 0)
        this.#unread.set(id, {
          uri,
          reason: problems[0]?.message ?? localizable('It holds no paper.'),
          isPlain: true,
        });
      return batch;
    });
  }

  /** One file that cannot be read costs that file alone. */
  async #orLeaveOut(
    { id, uri }: Pick<StoredDigest, 'id' | 'uri'>,
    read: () => Promise<PaperBatch>,
  ): Promise<PaperBatch> {
    try {
      return await read();
    } catch (error) {
      this.deps.log.warn(`${uri}: ${String(error)}`);
      const isPlain = error instanceof DigestDamaged;
      const reason = isPlain ? error.shown : localizable('It could not be read. Papers: Show Log says why.');
      this.#unread.set(id, { uri, reason, isPlain });
      return { id, days: [] };
    }
  }

  /** A folder that is a link out of the workspace folder has no digests before the person has agreed to the place. */
  async #list(place: DigestPlace): ReturnType<DigestFiles['list']> {
    try {
      return await this.deps.files.list(place);
    } catch (error) {
      if (error instanceof OutsideFolderError) return { digests: [], leftOut: [] };
      throw error;
    }
  }

  /** Updates the library to the present content of a folder of digests. */
  async #sync(place: DigestPlace): Promise<void> {
    const { digests: there, leftOut } = await this.#list(place);
    this.#refused.set(place, leftOut);
    const gone = this.imported().filter(
      (old) => old.place === place && !there.some(({ id }) => id === old.id),
    );
    const fresh = there.filter((digest) => this.#digests.get(digest.id)?.stamp !== digest.stamp);
    const packaged = place === 'global' ? this.#packaged : [];
    await this.deps.parsed(place).keepOnly(new Set([...packaged, ...there.map(({ id }) => id)]));
    await runInTimeSlices(this.library.removeInSteps(...[...gone, ...fresh].map(({ id }) => id)));
    for (const { id } of gone) this.#digests.delete(id);
    for (const { id } of [...gone, ...fresh]) this.#unread.delete(id);
    let batch: PaperBatch[] = [];
    let added = performance.now();
    for (const digest of fresh) {
      this.#digests.set(digest.id, digest);
      batch.push(
        await this.#orLeaveOut(digest, () => this.#read(digest, () => this.deps.files.read(digest))),
      );
      // A digest that takes long to read does not keep those before it from being shown.
      if (performance.now() - added < shownAfter) continue;
      await runInTimeSlices(this.library.addInSteps(...batch));
      batch = [];
      added = performance.now();
    }
    await runInTimeSlices(this.library.addInSteps(...batch));
    this.deps.leftOut.set('digests', [...[...this.#refused.values()].flat(), ...this.#unread.values()]);
    if (gone.length + fresh.length > 0) this.#digestsChanged.fire();
  }

  #watch(place: DigestPlace): void {
    const folder = this.deps.files.folder(place);
    if (!folder || this.#watched.has(place)) return;
    this.#watched.add(place);
    let waits = false;
    const sync = (): void => {
      if (waits) return;
      waits = true;
      this.#queue
        .run(() => {
          waits = false;
          return this.#sync(place);
        })
        .catch((error: unknown) => this.#reportUnread(place, error));
    };
    this.#own.add(folder.watch(sync));
  }

  #reportUnread(place: DigestPlace, error: unknown): void {
    this.deps.log.error(`The digests in ${place} storage could not be read:`, error);
  }
}
