import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, dirname, basename } from 'node:path';
import type { Disposable } from '../../../../src/core/base/disposable';
import { Library } from '../../../../src/core/library/library';
import type { Paper } from '../../../../src/core/library/paper';
import { runInTimeSlices } from '../../../../src/platform/common/runInTimeSlices';
import { ResponseFolder } from '../../../../src/services/sources/responseFolder';
import type { DayListClient } from '../../../../src/services/sources/dayListClient';
import { isSettled } from '../../../../src/services/sources/dayFetcher';
import { type ArrivedDay, FetchedDayLibrary } from '../../../../src/services/sources/fetchedDayLibrary';
import { ParseCache } from '../../../../src/services/library/parseCache';
import { renderers, samples } from '../../../support/renderedDigests';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { eventually } from '../../../support/eventually';
import { directResponses } from '../../../support/directResponses';
import { localized } from '../../../../src/core/base/localization';

const listed = samples().slice(0, 6);

const sourceOf = (papers: (day: string) => typeof listed): DayListClient => ({
  service: 'huggingface',
  query: '',
  async *responses(day) {
    await Promise.resolve();
    const text = renderers['huggingface-json']?.(papers(day)) ?? '';
    yield { part: 'p0', bytes: new TextEncoder().encode(text.replaceAll(/20\d\d-\d\d-\d\d/gu, day)) };
  },
});

/** Each day lists two papers. */
const source = sourceOf((day) => {
  const at = (Number(day.slice(-2)) % 3) * 2;
  return listed.slice(at, at + 2);
});

/** Notes which answers are read. */
class WatchedFolder extends ResponseFolder {
  constructor(
    folder: string,
    private readonly reads: string[],
  ) {
    super(new LocalStoreFolder(folder));
  }

  override read(name: string): Promise<Uint8Array | undefined> {
    if (!name.endsWith('.record.json')) this.reads.push(name);
    return super.read(name);
  }
}

suite('Days that were fetched, at the next start', () => {
  let folder: string;
  let reads: string[];
  const open: Disposable[] = [];
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fetched-'));
    reads = [];
  });
  teardown(async () => {
    for (const one of open.splice(0)) one.dispose();
    // A file may be about to be written.
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  const parsedFile = (): string => join(folder, 'fetched.parsed');

  interface Started {
    readonly days: FetchedDayLibrary;
    readonly library: Library;
    /** As a watcher does when another window has changed the folder. */
    readonly tellOfChange: () => void;
  }

  function start(reader = 'r'): Started {
    const library = new Library();
    const report = (cause: unknown): void => assert.fail(String(cause));
    const store = new WatchedFolder(join(folder, 'answers'), reads);
    const parsed = new ParseCache({
      folder: new LocalStoreFolder(dirname(parsedFile())),
      name: basename(parsedFile()),
      reader: () => Promise.resolve(reader),
      run: runInTimeSlices,
      delay: 0,
      report,
    });
    let tell = (): void => undefined;
    const watch = (changed: () => void): Disposable => {
      tell = changed;
      return { dispose: () => undefined };
    };
    const days = new FetchedDayLibrary({
      library,
      after: () => Promise.resolve(),
      store,
      parsed,
      run: runInTimeSlices,
      reader: directResponses,
      watch,
      report,
    });
    open.push(days, parsed);
    return { days, library, tellOfChange: () => tell() };
  }

  async function fetch(days: FetchedDayLibrary, ...wanted: readonly string[]): Promise<void> {
    for await (const { outcome } of days.fetch(source, wanted)) assert.match(outcome, /^(?:whole|stored)$/u);
  }

  /** Waits until these days are remembered. */
  const saved = (...days: readonly string[]): Promise<void> =>
    eventually(async () => {
      const text = await readFile(parsedFile(), 'utf8');
      for (const day of days) assert.ok(text.includes(`"huggingface/${day}"`), text.slice(20, 2000));
    });
  const state = (library: Library): unknown => [library.days, [...library.papers()]];

  test('are there as they were, and no answer is read', async () => {
    const first = start();
    await fetch(first.days, '2024-03-12', '2024-03-13');
    await saved('2024-03-12', '2024-03-13');
    const second = start();
    await second.days.ready();
    await second.days.sync();
    assert.deepEqual(state(second.library), state(first.library));
    assert.equal(second.days.records().length, 2);
    assert.deepEqual(reads, []);
  });

  test('a day that another window has fetched meanwhile is there too', async () => {
    await fetch(start().days, '2024-03-12');
    await saved('2024-03-12');
    const remembered = await readFile(parsedFile());
    await fetch(start().days, '2024-03-13');
    await saved('2024-03-12', '2024-03-13');
    await writeFile(parsedFile(), remembered);
    const { days, library } = start();
    await days.ready();
    await days.sync();
    assert.deepEqual(
      library.days.map(({ id }) => id),
      ['huggingface/2024-03-13', 'huggingface/2024-03-12'],
    );
  });

  test('a day without files is removed', async () => {
    await fetch(start().days, '2024-03-12');
    await saved('2024-03-12');
    await rm(join(folder, 'answers'), { recursive: true });
    const { days, library } = start();
    await days.ready();
    await days.sync();
    assert.deepEqual(library.days, []);
  });

  test('another version of the extension reads the answers again', async () => {
    const first = start();
    await fetch(first.days, '2024-03-12');
    await saved('2024-03-12');
    const second = start('another');
    await second.days.ready();
    assert.deepEqual(state(second.library), state(first.library));
    assert.equal(reads.length, 1);
  });

  test('so does a start that finds what it remembered damaged', async () => {
    const first = start();
    await fetch(first.days, '2024-03-12');
    await saved('2024-03-12');
    await writeFile(parsedFile(), (await readFile(parsedFile())).subarray(0, 200));
    const second = start();
    await second.days.ready();
    assert.deepEqual(state(second.library), state(first.library));
  });

  const damages: readonly (readonly [string, (path: string) => Promise<void>])[] = [
    ['cut off', (path) => truncate(path, 100)],
    ['gone', (path) => rm(path)],
  ];
  for (const [what, damage] of damages) {
    test(`a day whose answer is ${what} stays as it was read, says so, and is mended by fetching it again`, async () => {
      const first = start();
      await fetch(first.days, '2024-03-12');
      await saved('2024-03-12');
      const answers = join(folder, 'answers');
      for (const name of await readdir(answers))
        if (!name.endsWith('.record.json')) await damage(join(answers, name));
      const second = start();
      await second.days.ready();
      await second.days.sync();
      assert.deepEqual(state(second.library), state(first.library));
      assert.match(
        localized(second.days.missing('huggingface/2024-03-12') ?? ''),
        /damaged\. Fetch it again/,
      );
      assert.equal(second.days.records().some(isSettled), false);
      await fetch(second.days, '2024-03-12');
      assert.equal(second.days.missing('huggingface/2024-03-12'), undefined);
      const last = start('another');
      await last.days.ready();
      assert.deepEqual(state(last.library), state(first.library));
    });
  }

  test('an answer with other bytes of the same length is not read', async () => {
    await fetch(start().days, '2024-03-12');
    const answers = join(folder, 'answers');
    for (const name of await readdir(answers)) {
      if (name.endsWith('.record.json')) continue;
      const bytes = await readFile(join(answers, name));
      await writeFile(join(answers, name), bytes.fill(0, bytes.length - 50));
    }
    const { days, library } = start('another');
    await days.ready();
    assert.deepEqual(library.days, []);
  });

  test('two windows that fetch the same days at once have them whole, and once', async () => {
    const windows = [start(), start()] as const;
    const days = ['2024-03-11', '2024-03-12', '2024-03-13'];
    await Promise.all(windows.map((window) => fetch(window.days, ...days)));
    const last = start();
    await last.days.ready();
    for (const { days: one, library } of [...windows, last]) {
      await one.sync();
      assert.deepEqual(
        library.days.map(({ label, paperIds }) => [label, paperIds.length]),
        days.toReversed().map((day) => [day, 2]),
      );
    }
  });

  test('a day that was removed stays away, comes back with undo, and is not due', async () => {
    const first = start();
    await fetch(first.days, '2024-03-12', '2024-03-13');
    const before = state(first.library);
    const removed = await first.days.remove('huggingface/2024-03-12');
    assert.equal(removed?.label, '2024-03-12');
    const labels = (library: Library): readonly string[] => library.days.map(({ label }) => label);
    assert.deepEqual(labels(first.library), ['2024-03-13']);
    const second = start();
    await second.days.ready();
    await second.days.sync();
    assert.deepEqual(labels(second.library), ['2024-03-13']);
    assert.ok(second.days.records().every(isSettled));
    await removed.restore();
    assert.deepEqual(labels(first.library), ['2024-03-13', '2024-03-12']);
    assert.deepEqual(new Set([...first.library.papers()]), new Set((before as [unknown, Paper[]])[1]));
    await second.days.sync();
    assert.deepEqual(labels(second.library), ['2024-03-13', '2024-03-12']);
  });

  test('a day that was fetched is new once, and can be taken out again and brought back', async () => {
    const { days, library } = start();
    await fetch(days, '2024-03-13');
    const arrived: ArrivedDay[] = [];
    const wanted = ['2024-03-12', '2024-03-13'];
    for await (const day of days.fetch(source, wanted, { again: true })) arrived.push(day);
    assert.deepEqual(
      arrived.map(({ day, isNew }) => [day, isNew]),
      [
        ['2024-03-12', true],
        ['2024-03-13', false],
      ],
    );
    const before = state(library);
    const [first] = arrived;
    assert.ok(first);
    const stored = days.stored(first);
    assert.equal(await stored?.state(), 'present');
    await stored?.remove();
    assert.equal(await stored?.state(), 'removed');
    assert.equal(days.stored(first), undefined);
    assert.deepEqual(
      library.days.map(({ label }) => label),
      ['2024-03-13'],
    );
    await stored?.restore();
    assert.equal(await stored?.state(), 'present');
    assert.deepEqual(new Set(library.papers()), new Set((before as [unknown, Paper[]])[1]));
  });

  test('a day that was removed comes again when it is fetched', async () => {
    const { days, library } = start();
    await fetch(days, '2024-03-12');
    await days.remove('huggingface/2024-03-12');
    await fetch(days, '2024-03-12');
    assert.equal(library.days.length, 1);
    assert.equal(days.records().length, 1);
  });

  test('undo takes nothing from a day that was fetched again since it was removed', async () => {
    const { days, library } = start();
    await fetch(days, '2024-03-12');
    const removed = await days.remove('huggingface/2024-03-12');
    for await (const { papers } of days.fetch(
      sourceOf(() => listed),
      ['2024-03-12'],
    ))
      assert.equal(papers, listed.length);
    const now = state(library);
    await removed?.restore();
    assert.deepEqual(state(library), now);
    const next = start('another');
    await next.days.ready();
    assert.deepEqual(state(next.library), now);
  });

  test('what another window fetches while this one does is there when this one is done', async () => {
    const one = start();
    const other = start();
    for await (const { day } of one.days.fetch(source, ['2024-03-12', '2024-03-13'])) {
      if (day !== '2024-03-12') continue;
      await fetch(other.days, '2024-03-11');
      one.tellOfChange();
    }
    await eventually(() =>
      assert.deepEqual(
        one.library.days.map(({ label }) => label),
        ['2024-03-13', '2024-03-12', '2024-03-11'],
      ),
    );
  });
});
