import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { HybridClock } from '../../../../src/core/base/hybridClock';
import {
  compareEntries,
  EntryTable,
  isSameValue,
  type LibraryEntry,
  parseEntries,
} from '../../../../src/core/replication/libraryEntry';
import type { LocalItem } from '../../../../src/core/replication/reconcile';
import { sha256Hex } from '../../../../src/platform/common/hash';
import { BlobIndex, readLibraryFile } from '../../../../src/services/replication/libraryFile';
import type { LibraryFolder } from '../../../../src/services/replication/libraryFolder';
import type {
  IncomingEntries,
  LibraryPart,
  LocalBlob,
  PartSnapshot,
} from '../../../../src/services/replication/libraryPart';
import { LibraryReplica } from '../../../../src/services/replication/libraryReplica';
import { Killed, MemoryLineFiles } from '../../../support/memoryLineFiles';
import { runs } from '../../../support/testLength';

const day = 24 * 60 * 60 * 1000;

/** A store of texts by key. */
class MapPart implements LibraryPart {
  readonly keepsStamps?: true;
  readonly items = new Map<string, LocalItem>();

  constructor(
    readonly kind: string,
    readonly isNeverDeleted: boolean,
  ) {}

  protected itemOf(text: string, _clock: HybridClock): LocalItem {
    return this.kind === 'digest' ? { value: 'facts', blobs: [sha256Hex(text)] } : { value: text };
  }

  set(key: string, text: string | undefined, clock: HybridClock): void {
    if (text === undefined) this.items.delete(key);
    else this.items.set(key, this.itemOf(text, clock));
    if (text !== undefined) this.#texts.set(sha256Hex(text), text);
  }

  text(key: string): string | undefined {
    const item = this.items.get(key);
    const [hash] = item?.blobs ?? [];
    return hash === undefined ? (item?.value as string | undefined) : this.#texts.get(hash);
  }

  readonly #texts = new Map<string, string>();

  snapshot(): Promise<PartSnapshot> {
    const blobs = Array.from(this.#texts, ([hash, text]): [string, LocalBlob] => [
      hash,
      { read: () => Promise.resolve(new TextEncoder().encode(text)) },
    ]);
    return Promise.resolve({ items: new Map(this.items), blobs: new Map(blobs) });
  }

  async apply({ entries, read }: IncomingEntries): Promise<ReadonlySet<string>> {
    const done = new Set<string>();
    for (const entry of entries) if (await this.#apply(entry, read)) done.add(entry.key);
    return done;
  }

  async #apply({ key, value, blobs, stamp }: LibraryEntry, read: IncomingEntries['read']): Promise<boolean> {
    for (const hash of blobs ?? []) {
      const bytes = await read(hash);
      if (!bytes) return false;
      this.#texts.set(hash, new TextDecoder().decode(bytes));
    }
    if (value === undefined) this.items.delete(key);
    else this.items.set(key, { value, ...(blobs && { blobs }), ...(this.isNeverDeleted && { stamp }) });
    return true;
  }

  protected empty(): MapPart {
    return new MapPart(this.kind, this.isNeverDeleted);
  }

  copy(): MapPart {
    const part = this.empty();
    for (const [key, item] of this.items) part.items.set(key, item);
    for (const [hash, text] of this.#texts) part.#texts.set(hash, text);
    return part;
  }
}

class StampedPart extends MapPart {
  override readonly keepsStamps = true;

  constructor(kind: string) {
    super(kind, true);
  }

  protected override itemOf(text: string, clock: HybridClock): LocalItem {
    return { value: text, stamp: clock.tick() };
  }

  protected override empty(): MapPart {
    return new StampedPart(this.kind);
  }
}

const kinds = ['mark', 'search', 'digest'] as const;
type Kind = (typeof kinds)[number];

/** The contents of a device's storage. */
interface Storage {
  readonly parts: ReadonlyMap<Kind, MapPart>;
  readonly base: readonly unknown[];
}

function emptyStorage(): Storage {
  const parts = [new StampedPart('mark'), new MapPart('search', false), new MapPart('digest', false)];
  return { parts: new Map(kinds.map((kind, at) => [kind, parts[at] ?? assert.fail()])), base: [] };
}

function copyOf({ parts, base }: Storage): Storage {
  return { parts: new Map(Array.from(parts, ([kind, part]) => [kind, part.copy()])), base: [...base] };
}

/** A device with its copy of the folder, which a sync service carries to and from the others. */
class Device {
  readonly files = new MemoryLineFiles();
  /** The files as the sync service has last seen them on this device. */
  readonly carried = new Map<string, string>();
  storage = emptyStorage();
  backup: Storage | undefined;
  #open: { readonly replica: LibraryReplica; readonly folder: LibraryFolder } | undefined;
  readonly clock: HybridClock;

  constructor(
    readonly id: string,
    readonly machine: string,
    private readonly now: () => number,
    readonly isOlder: boolean,
  ) {
    this.clock = new HybridClock(now, () => id);
  }

  /** Restarts the program: only what is stored is left. */
  restart(): void {
    this.#open = undefined;
  }

  /** Merges with the folder, which has everything afterwards that it had before, also if the program is killed. */
  async merge(): Promise<void> {
    const { replica, folder } = (this.#open ??= this.#start());
    const before = await contentOf(this.files);
    const [merging] = await Promise.allSettled([replica.syncWith(folder)]);
    const after = await contentOf(this.files);
    for (const entry of before.table.entries()) {
      const now = after.table.get(entry.kind, entry.key);
      assert.ok(now && compareEntries(now, entry) >= 0, `The folder has lost ${entry.kind} ${entry.key}`);
      for (const hash of now.blobs ?? [])
        assert.ok(after.blobs.has(hash) || !before.blobs.has(hash), `A text of ${entry.key} is lost`);
    }
    if (merging.status === 'rejected') assert.ok(merging.reason instanceof Killed, String(merging.reason));
  }

  #start(): { readonly replica: LibraryReplica; readonly folder: LibraryFolder } {
    const base = [...this.storage.base];
    const log = {
      read: () => log.readAfter(),
      readAfter: () => Promise.resolve({ values: [...base], stamp: '', isWhole: true, position: undefined }),
      stamp: () => Promise.resolve(''),
      append: (values: readonly unknown[]) => {
        base.push(...(JSON.parse(JSON.stringify(values)) as unknown[]));
        this.storage = { ...this.storage, base: [...base] };
        return Promise.resolve({ before: '', after: '' });
      },
      compact: () => Promise.resolve({ before: '', after: '' }),
    };
    const replica = new LibraryReplica({
      folder: { log: () => log, exclusively: (_name, task) => task() },
      files: this.files,
      // An older release does not know this kind.
      parts: [...this.storage.parts.values()].filter(({ kind }) => !(this.isOlder && kind === 'digest')),
      clock: this.clock,
      device: { id: () => this.id, machine: () => this.machine, now: this.now },
      run: (steps) => Promise.resolve(finish(steps)),
    });
    return { replica, folder: replica.folder('') };
  }
}

type Event =
  | {
      readonly do: 'set';
      readonly at: number;
      readonly kind: Kind;
      readonly key: string;
      readonly isDeleted: boolean;
    }
  | { readonly do: 'pass'; readonly days: number }
  | { readonly do: 'kill'; readonly at: number; readonly writes: number }
  | { readonly do: (typeof exchanges)[number] | (typeof others)[number]; readonly at: number };

const exchanges = ['carry', 'merge'] as const;
const others = ['back up', 'restore', 'rebuild', 'leave', 'restart', 'conflict copy'] as const;

const count = 4;
const at = fc.nat(count - 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      at,
      kind: fc.constantFrom(...kinds),
      key: fc.constantFrom('a', 'b', 'c'),
      isDeleted: fc.boolean(),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom(...exchanges), at }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.constantFrom(1, 8, 15, 90) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), at, writes: fc.nat(6) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(...others),
      at,
    }),
  },
);

/** Devices, the sync service between their folders, and which change was made in place of which. */
class World {
  #now = 1000 * day;
  #next = 0;
  readonly #cloud = new Map<string, string>();
  readonly #slots: (Device | undefined)[];
  readonly #changes: { readonly kind: Kind; readonly key: string; readonly text: string | undefined }[] = [];
  readonly #replaced = new Set<string>();
  #conflicts = 0;

  constructor() {
    this.#slots = Array.from({ length: count }, (_, index) => this.#newDevice(index, `machine ${index}`));
  }

  get devices(): readonly Device[] {
    return this.#slots.flatMap((device) => device ?? []);
  }

  get files(): readonly string[] {
    return [...this.#cloud.keys()];
  }

  /** Clocks are days apart, and the first of the devices have an older release. */
  #newDevice(index: number, machine: string): Device {
    const id = sha256Hex(`device ${(this.#next += 1)}`).slice(0, 16);
    return new Device(id, machine, () => this.#now + (index - 1) * 3 * day, index === 0);
  }

  async do(one: Event): Promise<void> {
    if (one.do === 'pass') {
      this.#now += one.days * day;
      return;
    }
    const device = this.#slots[one.at];
    if (device) await this.#doAt(device, one);
  }

  async #doAt(device: Device, one: Exclude<Event, { readonly do: 'pass' }>): Promise<void> {
    switch (one.do) {
      case 'set':
        if (!device.isOlder || one.kind !== 'digest') this.#set(device, one);
        return;
      case 'carry':
        this.carry(device);
        return;
      case 'merge':
        return device.merge();
      case 'kill':
        return this.#kill(device, one.writes);
      case 'restart':
        device.restart();
        return;
      case 'conflict copy':
        this.#copy(device);
        return;
      case 'back up':
        device.backup = copyOf(device.storage);
        return;
      case 'restore':
        return this.#restore(device);
      case 'rebuild':
        await this.#settle(device);
        this.#slots[one.at] = this.#newDevice(one.at, device.machine);
        return;
      case 'leave':
        if (this.devices.length <= 2) return;
        await this.#settle(device);
        this.#slots[one.at] = undefined;
    }
  }

  /** Changes that were never carried from a device would be lost with its storage. */
  async #restore(device: Device): Promise<void> {
    if (!device.backup) return;
    await this.#settle(device);
    const before = device.storage;
    device.storage = copyOf(device.backup);
    this.#repeatUncompared(before, device.storage);
    device.restart();
  }

  /** Changes that a backup has and that were not compared before it was made are treated as made again at its restore. */
  #repeatUncompared(before: Storage, { parts, base }: Storage): void {
    const known = new EntryTable(parseEntries(base));
    for (const [kind, part] of parts) {
      if (part.keepsStamps) continue;
      for (const [key, item] of part.items) {
        const [text, replaced] = [part.text(key), before.parts.get(kind)?.text(key)];
        const entry = known.get(kind, key);
        if (text === undefined || text === replaced || (entry && isSameValue(entry, item))) continue;
        this.#replaced.delete(text);
        if (replaced !== undefined) this.#replaced.add(replaced);
      }
    }
  }

  #set(device: Device, { kind, key, isDeleted }: Extract<Event, { do: 'set' }>): void {
    const part = device.storage.parts.get(kind);
    const before = part?.text(key);
    const text = isDeleted && kind !== 'mark' ? undefined : `${kind} ${this.#changes.length}`;
    const known = new EntryTable(parseEntries(device.storage.base));
    // The deletion of an item that was never compared is not recorded, so it has no effect on what was published before a restore.
    if (before !== undefined && (text !== undefined || known.get(kind, key))) this.#replaced.add(before);
    this.#changes.push({ kind, key, text });
    part?.set(key, text, device.clock);
  }

  async #kill(device: Device, writes: number): Promise<void> {
    device.files.writesLeft = writes;
    await device.merge();
    device.files.writesLeft = Infinity;
    device.restart();
  }

  async #settle(device: Device): Promise<void> {
    this.carry(device);
    await device.merge();
    this.carry(device);
  }

  /** Carries files in both directions; of two versions of a file, one becomes a conflict copy. */
  carry({ files, carried }: Device): void {
    for (const name of new Set([...files.listed(), ...this.#cloud.keys(), ...carried.keys()])) {
      const [local, last, remote] = [files.text(name), carried.get(name), this.#cloud.get(name)];
      if (local !== remote) {
        if (local === last) files.put(name, remote);
        else if (remote === last || remote === undefined) this.#upload(name, local);
        else {
          if (local !== undefined) {
            const copy = name.replace('.jsonl', ` (conflicted copy ${(this.#conflicts += 1)}).jsonl`);
            files.put(copy, local);
            this.#upload(copy, local);
            carried.set(copy, local);
          }
          files.put(name, remote);
        }
      }
      const now = files.text(name);
      if (now === undefined) carried.delete(name);
      else carried.set(name, now);
    }
  }

  #upload(name: string, text: string | undefined): void {
    if (text === undefined) this.#cloud.delete(name);
    else this.#cloud.set(name, text);
  }

  /** A sync service keeps a part of a file under another name, and an earlier version under its own. */
  #copy({ id, files }: Device): void {
    const text = files.text(`${id}.jsonl`);
    if (text === undefined) return;
    files.put(`${id}-${(this.#conflicts += 1)}.jsonl`, text);
    files.put(`${id}.jsonl`, text.slice(0, text.length / 2));
  }

  /** Devices in use merge every week for some months, in an order that differs each time. */
  async finish(weeks: number): Promise<void> {
    for (let week = 0; week < weeks; week += 1) {
      const { devices } = this;
      for (const index of devices.keys()) {
        const device = devices[(index + week) % devices.length];
        if (device) await this.#settle(device);
      }
      this.#now += 7.5 * day;
    }
  }

  /** A device that is new gets everything from the files alone. */
  async joining(): Promise<Device> {
    const device = this.#newDevice(1, '');
    await this.#settle(device);
    return device;
  }

  /** The last change of each key, or one of several that were made without knowledge of each other. */
  checkNothingLost(device: Device): void {
    for (const { kind, key } of this.#changes) {
      const last = this.#changes.filter(
        (one) => one.kind === kind && one.key === key && !this.#replaced.has(one.text ?? ''),
      );
      const text = device.storage.parts.get(kind)?.text(key);
      assert.ok(
        last.some((one) => one.text === text),
        `${kind} ${key} is ${String(text)}, not ${last.map((one) => one.text).join(' or ')}`,
      );
    }
  }
}

async function contentOf(files: MemoryLineFiles): Promise<{ table: EntryTable; blobs: BlobIndex }> {
  const content = { table: new EntryTable(), blobs: new BlobIndex(files) };
  for (const name of files.listed()) await readLibraryFile(files, name, content);
  return content;
}

function valuesOf({ storage }: Device, of: readonly Kind[] = kinds): readonly string[] {
  return of.flatMap((kind) => {
    const part = storage.parts.get(kind);
    return [...(part?.items.keys() ?? [])].map((key) => `${kind} ${key} ${part?.text(key)}`).toSorted();
  });
}

suite('Files of devices that are no longer used', () => {
  test('Nothing is lost, all devices become the same, and only files of devices in use are left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
        const world = new World();
        for (const one of events) await world.do(one);
        await world.finish(16);
        const joining = await world.joining();
        for (const device of world.devices) {
          const known = device.isOlder ? (['mark', 'search'] as const) : kinds;
          assert.deepEqual(valuesOf(device, known), valuesOf(joining, known));
        }
        world.checkNothingLost(joining);
        assert.deepEqual(
          world.files.toSorted(),
          [joining, ...world.devices].map(({ id }) => `${id}.jsonl`).toSorted(),
        );
      }),
      { numRuns: runs(300) },
    );
  });
});
