import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { type Contribution, contributionInSteps } from '../../core/papers/contribution';
import { type AdditionReport, Library } from '../../core/papers/library';
import type { ParsedDigest } from '../../core/papers/parsedDigest';
import { listFiles, statFile } from '../storage/directFiles';
import type { ParsedTexts } from '../storage/parsedTexts';
import { placeOf } from '../storage/folderPlace';
import { watchFolder } from '../storage/watchFolder';
import {
  type DigestFacts,
  type DigestFiles,
  type DigestPlace,
  stampOf,
  type StoredDigest,
} from './digestFiles';
import { DigestDamaged } from './digestStore';
import { inSlices } from '../base/inSlices';
import { parseDigest } from './parseDigest';

export interface ImportOutcome extends AdditionReport {
  readonly digest: StoredDigest;
  readonly problems: ParsedDigest['problems'];
}

export interface LibraryServiceDeps {
  /** The folder of the packaged digests. */
  readonly seeds: vscode.Uri;
  readonly files: DigestFiles;
  /** Remembers what was read out of the digests of a place; the packaged ones count as `global`. */
  readonly parsed: (place: DigestPlace) => ParsedTexts;
  readonly log: vscode.LogOutputChannel;
}

/** Fills the library: with the packaged digests and the imported ones, read when they are first asked for. */
export class LibraryService implements Disposable {
  readonly library = new Library();
  readonly #own = new DisposableStore();
  readonly #digests = new Map<string, StoredDigest>();
  readonly #digestsChanged = this.#own.add(new Emitter<void>());
  #loading: Promise<void> | undefined;
  #packaged: readonly string[] = [];
  /** The end of what is being done to the digest files: one thing at a time. */
  #queue: Promise<unknown> = Promise.resolve();

  /** Fires when a digest was imported, removed or changed on disk. */
  readonly onDidChangeDigests = this.#digestsChanged.event;

  constructor(private readonly deps: LibraryServiceDeps) {
    this.#own.add(this.library);
  }

  /** Reads everything the first time it is called. */
  ready(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** The imported digests, in the order in which they were added. */
  imported(): readonly StoredDigest[] {
    return [...this.#digests.values()];
  }

  /** Keeps a text and adds what it holds. Nothing is kept of a text without a single paper. */
  async import(
    bytes: Uint8Array,
    facts: DigestFacts,
    place: DigestPlace,
    signal?: AbortSignal,
  ): Promise<ImportOutcome | { readonly digest: undefined; readonly problems: ParsedDigest['problems'] }> {
    await this.ready();
    const parsed = await parseDigest(bytes, facts, signal);
    if (parsed.days.length === 0) return { digest: undefined, problems: parsed.problems };
    return this.#inTurn(async () => {
      signal?.throwIfAborted();
      const digest = await this.deps.files.add(bytes, facts, place);
      const contribution = await inSlices(contributionInSteps(digest.id, parsed.days), signal);
      await this.deps.parsed(place).put(digest.stamp, contribution);
      const report = await inSlices(this.library.adding(contribution));
      this.#digests.set(digest.id, digest);
      this.#digestsChanged.fire();
      return { ...report, digest, problems: parsed.problems };
    });
  }

  /** Takes an imported digest out. Resolves to what puts it back. */
  async remove(digest: StoredDigest): Promise<() => Promise<void>> {
    return this.#inTurn(async () => {
      const restore = await this.deps.files.remove(digest);
      this.#digests.delete(digest.id);
      await inSlices(this.library.removing(digest.id));
      this.#digestsChanged.fire();
      return () =>
        this.#inTurn(async () => {
          await restore();
          await this.#sync(digest.place);
        });
    });
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #load(): Promise<void> {
    await this.#loadSeeds();
    for (const place of ['global', 'workspace'] as const) {
      this.#watch(place);
      await this.#inTurn(() => this.#sync(place));
    }
  }

  async #loadSeeds(): Promise<void> {
    const { seeds } = this.deps;
    const names = (await listFiles(seeds)).toSorted();
    const contributions = await Promise.all(
      names.map(async (name) => {
        const uri = vscode.Uri.joinPath(seeds, name);
        const found = await statFile(uri);
        return this.#read({
          id: `seeds/${name}`,
          uri,
          place: 'global',
          stamp: found ? stampOf(found) : '',
          name,
        });
      }),
    );
    this.#packaged = contributions.map(({ id }) => id);
    this.library.add(...contributions);
  }

  #read({ id, uri, place, stamp, ...facts }: Omit<StoredDigest, 'added'>): Promise<Contribution> {
    return this.deps.parsed(place).get(id, stamp, async () => {
      const { days, problems } = await parseDigest(await this.deps.files.read({ uri }), facts);
      for (const { line, message } of problems) this.deps.log.info(`${facts.name}, line ${line}: ${message}`);
      return inSlices(contributionInSteps(id, days));
    });
  }

  /** Brings the library in step with a folder of digests, whoever changed it. */
  async #sync(place: DigestPlace): Promise<void> {
    const there = await this.deps.files.list(place);
    const gone = this.imported().filter(
      (old) => old.place === place && !there.some(({ id }) => id === old.id),
    );
    const fresh = there.filter((digest) => this.#digests.get(digest.id)?.stamp !== digest.stamp);
    const packaged = place === 'global' ? this.#packaged : [];
    await this.deps.parsed(place).keepOnly(new Set([...packaged, ...there.map(({ id }) => id)]));
    await inSlices(this.library.removing(...[...gone, ...fresh].map(({ id }) => id)));
    for (const { id } of gone) this.#digests.delete(id);
    const contributions: Contribution[] = [];
    for (const digest of fresh) {
      this.#digests.set(digest.id, digest);
      try {
        contributions.push(await this.#read(digest));
      } catch (error) {
        if (!(error instanceof DigestDamaged)) throw error;
        // It is left out, and the others are not.
        this.#digests.delete(digest.id);
        this.deps.log.warn(`${digest.name}: ${error.message}`);
      }
    }
    await inSlices(this.library.adding(...contributions));
    if (gone.length + fresh.length > 0) this.#digestsChanged.fire();
  }

  #watch(place: DigestPlace): void {
    const folder = this.deps.files.folder(place);
    if (!folder) return;
    let waits = false;
    const sync = (): void => {
      if (waits) return;
      waits = true;
      this.#inTurn(() => {
        waits = false;
        return this.#sync(place);
      }).catch((error: unknown) => this.deps.log.error(String(error)));
    };
    this.#own.add(watchFolder(placeOf(folder), sync));
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(step, step);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
