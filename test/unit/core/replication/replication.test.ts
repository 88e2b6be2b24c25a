import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { HybridClock, compareStamps, parseStamp } from '../../../../src/core/base/hybridClock';
import {
  EntryTable,
  type LibraryEntry,
  compareEntries,
  formatEntry,
  isSameValue,
  parseLibraryLine,
} from '../../../../src/core/replication/libraryEntry';
import { type LocalItem, reconciling } from '../../../../src/core/replication/reconcile';

const day = 24 * 60 * 60 * 1000;

suite('Merging the logs of devices', () => {
  test('Entries merge to one result in every order and any number of times', () => {
    const entry = fc.record(
      {
        kind: fc.constantFrom('mark', 'search', 'of a later release'),
        key: fc.constantFrom('a', 'b', 'c'),
        value: fc.option(
          fc.oneof(
            fc.constantFrom('read', 'later'),
            fc.record({ x: fc.nat(2), y: fc.nat(2) }, { noNullPrototype: true }),
          ),
          {
            nil: undefined,
          },
        ),
        stamp: fc.tuple(fc.nat(3), fc.nat(2), fc.constantFrom('one', 'two')),
      },
      { noNullPrototype: true },
    );
    const lists = fc.array(entry, { maxLength: 30 });
    fc.assert(
      fc.property(
        lists.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.nat(30),
        ([all, shuffled], cut) => {
          const one = contentOf(new EntryTable(all));
          assert.deepEqual(contentOf(new EntryTable(shuffled)), one);
          assert.deepEqual(contentOf(new EntryTable([...all, ...shuffled, ...all])), one);
          const [left, right] = [new EntryTable(shuffled.slice(0, cut)), new EntryTable(shuffled.slice(cut))];
          const [both, reverse] = [new EntryTable(left.entries()), new EntryTable(right.entries())];
          for (const other of right.entries()) both.put(other);
          for (const other of left.entries()) reverse.put(other);
          assert.deepEqual(contentOf(both), one);
          assert.deepEqual(contentOf(reverse), one);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('An entry is the same after it was written and read', () => {
    const stamp = fc.tuple(fc.nat(), fc.nat(), fc.string({ maxLength: 20 }));
    const value = fc.option(
      fc.jsonValue().filter((one) => one !== null),
      { nil: undefined },
    );
    const blobs = fc.option(fc.array(fc.constant('0f'.repeat(32)), { maxLength: 2 }), { nil: undefined });
    fc.assert(
      fc.property(fc.string(), fc.string(), value, stamp, blobs, (kind, key, content, at, names) => {
        const given = {
          kind,
          key,
          stamp: at,
          ...(content !== undefined && { value: content }),
          ...(names && { blobs: names }),
        };
        const line = parseLibraryLine(JSON.parse(JSON.stringify(formatEntry(given))));
        assert.ok(line?.type === 'entry');
        assert.equal(compareEntries(line.entry, given), 0);
      }),
    );
  });

  test('Stamps of devices whose clocks differ by days follow what each has seen', () => {
    const clocks = [0, -3 * day, 9 * day].map(
      (skew, at) =>
        new HybridClock(
          () => 20 * day + skew,
          () => `${at}`,
        ),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(2), { maxLength: 30 }), (order) => {
        let seen: ReturnType<HybridClock['tick']> | undefined;
        for (const device of order) {
          if (seen) clocks[device]?.observe(seen);
          const stamp = clocks[device]?.tick();
          assert.ok(stamp && parseStamp(stamp));
          if (seen) assert.ok(compareStamps(stamp, seen) > 0);
          seen = stamp;
        }
      }),
    );
  });

  for (const malformed of [
    [1, 2],
    [1, 2, 3],
    [-1, 0, 'a'],
    [0.5, 0, 'a'],
    [2 ** 60, 0, 'a'],
    [0, 0, 'a'.repeat(200)],
    'a',
    null,
  ])
    test(`${JSON.stringify(malformed).slice(0, 40)} is no stamp`, () =>
      assert.equal(parseStamp(malformed), undefined));
});

/** Actions of a person and events of the devices, one after another. */
type Event =
  | { readonly do: 'set'; readonly device: number; readonly key: string; readonly value: string | undefined }
  | { readonly do: 'sync'; readonly device: number }
  | { readonly do: 'pass'; readonly time: number }
  | {
      readonly do: 'back up' | 'restore' | 'conflict copy' | 'use an older release';
      readonly device: number;
    };

const devices = 4;
const device = fc.nat(devices - 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      device,
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.option(fc.constantFrom('read', 'later', 'skipped'), { nil: undefined, freq: 5 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sync' as const), device }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), time: fc.constantFrom(1, day, 90 * day) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'back up' as const,
        'restore' as const,
        'conflict copy' as const,
        'use an older release' as const,
      ),
      device,
    }),
  },
);

suite('Devices of one person', () => {
  for (const kind of ['kept with stamps', 'compared with a base'] as const)
    test(`Things that are ${kind} become the same on all devices, and no change is lost`, () => {
      fc.assert(
        fc.property(
          fc.array(event, { maxLength: 60 }),
          fc.array(device, { maxLength: 6 }),
          (events, order) => {
            const world = new World(kind === 'kept with stamps');
            for (const one of events) world.do(one);
            // Twice in any order, and once more for each, so that all have heard of all.
            for (const index of [...order, ...world.all, ...world.all, ...world.all])
              world.do({ do: 'sync', device: index });
            const [first, ...others] = world.all.map((index) => world.valuesOf(index));
            for (const other of others) assert.deepEqual(other, first);
            world.checkNothingLost(first ?? new Map());
          },
        ),
        { numRuns: 1500 },
      );
    });

  for (const hasStamps of [true, false])
    test(`A deletion holds against an equal thing of a device whose clock is ahead${hasStamps ? ', with stamps' : ''}`, () => {
      const world = new World(hasStamps);
      for (const device of [3, 2]) world.do({ do: 'set', device, key: 'a', value: 'skipped' });
      for (const device of [2, 3, 2]) world.do({ do: 'sync', device });
      world.do({ do: 'set', device: 2, key: 'a', value: undefined });
      for (const device of [...world.all, ...world.all, ...world.all]) world.do({ do: 'sync', device });
      for (const index of world.all) assert.deepEqual([...world.valuesOf(index)], []);
    });
});

suite('Items that were equal at the last comparison', () => {
  const clock = new HybridClock(
    () => 0,
    () => '',
  );
  const item = (state: string, time: number): LocalItem => ({ value: { state }, stamp: [time, 0, 'one'] });
  const entry = (key: string, state: string, time: number): LibraryEntry => ({
    kind: 'mark',
    key,
    value: { state },
    stamp: [time, 0, 'one'],
  });

  test('are compared again only if they or their entries were changed', () => {
    const merged = new EntryTable([entry('a', 'read', 1), entry('b', 'read', 1), entry('c', 'read', 1)]);
    const equal = new WeakMap<LocalItem, LibraryEntry>();
    const parts = { base: new EntryTable(), merged, clock, equal };
    const local = new Map(['a', 'b', 'c'].map((key) => [key, item('read', 1)]));
    assert.equal(finish(reconciling('mark', local, parts)).settled.length, 3);
    assert.deepEqual(
      { ...finish(reconciling('mark', local, parts)) },
      { publish: [], apply: [], settled: [] },
    );
    local.set('a', item('later', 2));
    merged.put(entry('b', 'skipped', 3));
    const { publish, apply, settled } = finish(reconciling('mark', local, parts));
    assert.deepEqual([publish, apply, settled], [[entry('a', 'later', 2)], [entry('b', 'skipped', 3)], []]);
  });
});

interface Device {
  readonly clock: HybridClock;
  /** As the store of this kind keeps them; deleted things only if it keeps stamps. */
  items: Map<string, LocalItem>;
  base: EntryTable;
  /** The changes that the device has received. */
  seen: Set<number>;
  backup: Pick<Device, 'items' | 'base' | 'seen'> | undefined;
  /** An older release does not know the folder, and keeps no stamps. */
  isOlder: boolean;
}

/** Devices with wrong clocks, the folder that they share, and what was changed with knowledge of what. */
class World {
  readonly all = Array.from({ length: devices }, (_, at) => at);
  #now = 1000 * day;
  readonly #files = new Map<string, LibraryEntry[]>();
  readonly #devices: readonly Device[] = this.all.map((at) => ({
    clock: new HybridClock(
      () => this.#now + (at - 1) * 3 * day,
      () => `device-${at}`,
    ),
    items: new Map(),
    base: new EntryTable(),
    seen: new Set(),
    backup: undefined,
    isOlder: false,
  }));
  /** All changes, each with those of its key that the device knew, which it replaces. */
  readonly #changes: {
    readonly key: string;
    readonly value: string | undefined;
    readonly known: ReadonlySet<number>;
  }[] = [];
  readonly #published = new Set<number>();

  constructor(private readonly hasStamps: boolean) {}

  do(one: Event): void {
    if (one.do === 'pass') {
      this.#now += one.time;
      return;
    }
    const at = this.#devices[one.device];
    assert.ok(at);
    if (one.do === 'back up') at.backup = copyOf(at);
    if (one.do === 'use an older release') at.isOlder = true;
    if (one.do === 'restore' && at.backup) {
      // Changes that were never synchronised are on this device only.
      this.#sync(at, `${one.device}`);
      const known = at.seen;
      Object.assign(at, copyOf(at.backup));
      this.#repeatUncompared(at, known);
    }
    if (one.do === 'conflict copy') {
      const name = `${one.device}`;
      const lines = this.#files.get(name) ?? [];
      this.#files.set(`${name} (conflicted copy)`, lines);
      this.#files.set(name, lines.slice(0, lines.length / 2));
    }
    if (one.do === 'set') this.#change(at, one.key, one.value);
    if (one.do === 'sync') this.#sync(at, `${one.device}`);
  }

  valuesOf(index: number): ReadonlyMap<string, unknown> {
    const items = [...(this.#devices[index]?.items ?? [])];
    return new Map(
      items
        .filter(([, { value }]) => value !== 'undecided')
        .map(([key, { value }]) => [key, value] as const)
        .toSorted(),
    );
  }

  /** The change of a key that holds is one that no other change has replaced. */
  checkNothingLost(values: ReadonlyMap<string, unknown>): void {
    const replaced = new Set(this.#changes.flatMap(({ known }) => [...known]));
    for (const changed of new Set(this.#changes.map(({ key }) => key))) {
      const last = this.#changes.filter(({ key }, id) => key === changed && !replaced.has(id));
      const value = values.get(changed);
      assert.ok(
        last.some((one) => one.value === value),
        `${changed} is ${String(value)}`,
      );
    }
    for (const key of values.keys()) assert.ok(this.#changes.some((one) => one.key === key));
  }

  /**
   * Changes that a backup has and that were not compared before it was made are treated as made again when it is restored,
   * unless the store knows their time.
   */
  #repeatUncompared({ items, base, seen }: Device, known: ReadonlySet<number>): void {
    if (this.hasStamps) return;
    for (const key of new Set([...items.keys(), ...Array.from(base.ofKind('mark'), (entry) => entry.key)])) {
      const item = items.get(key);
      if (item?.time === undefined && item?.value !== base.get('mark', key)?.value)
        this.#record(key, item?.value as string | undefined, known, seen);
    }
  }

  #record(key: string, value: string | undefined, seen: ReadonlySet<number>, into: Set<number>): void {
    const known = new Set([...seen].filter((id) => this.#changes[id]?.key === key));
    into.add(this.#changes.push({ key, value, known }) - 1);
  }

  #change(at: Device, key: string, value: string | undefined): void {
    // The deletion of an item that was never compared is not recorded, so it has no effect on what was published before a restore.
    const isUntraced = !this.hasStamps && value === undefined && !at.base.get('mark', key);
    const isPublished = [...this.#published].some((id) => this.#changes[id]?.key === key);
    this.#record(key, value, isUntraced && isPublished ? new Set() : at.seen, at.seen);
    if (this.hasStamps) at.items.set(key, { value: value ?? 'undecided', stamp: at.clock.tick() });
    else if (value === undefined) at.items.delete(key);
    else at.items.set(key, { value, ...(at.isOlder && { time: this.#now }) });
  }

  #sync(at: Device, name: string): void {
    at.isOlder = false;
    const merged = new EntryTable([...this.#files.values()].flat());
    for (const entry of merged.entries()) at.clock.observe(entry.stamp);
    const { base, clock } = at;
    const { publish, apply, settled } = finish(reconciling('mark', at.items, { base, merged, clock }));
    const own = this.#files.get(name) ?? [];
    this.#files.set(name, [...own, ...publish]);
    for (const { key, value, stamp } of apply)
      if (value === undefined) at.items.delete(key);
      else at.items.set(key, { value, ...(this.hasStamps && { stamp }) });
    for (const entry of [...publish, ...apply, ...settled]) base.put(entry);
    for (const id of at.seen) this.#published.add(id);
    at.seen = new Set(this.#published);
  }
}

function copyOf({
  items,
  base,
  seen,
}: Pick<Device, 'items' | 'base' | 'seen'>): Pick<Device, 'items' | 'base' | 'seen'> {
  return { items: new Map(items), base: new EntryTable(base.entries()), seen: new Set(seen) };
}

function contentOf(table: EntryTable): readonly LibraryEntry[] {
  return [...table.entries()].toSorted((a, b) => (`${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1));
}

suite('Entries', () => {
  test('The order of the fields of a value does not count', () => {
    assert.ok(isSameValue({ value: { a: 1, b: { c: 2, d: 3 } } }, { value: { b: { d: 3, c: 2 }, a: 1 } }));
    assert.ok(!isSameValue({ value: { a: 1 } }, { value: { a: 2 } }));
    assert.ok(!isSameValue({ value: 'a', blobs: ['x'] }, { value: 'a', blobs: ['y'] }));
  });
});
