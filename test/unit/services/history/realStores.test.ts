import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { History } from '../../../../src/core/history/history';
import type { RecordChange } from '../../../../src/core/history/historyStep';
import { listChange, type StoredList } from '../../../../src/core/history/listChange';
import { markChange, noteChange, recordPatches } from '../../../../src/core/history/storeChanges';
import type { NoteSubject } from '../../../../src/core/notes/note';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { retag } from '../../../../src/core/notes/retag';
import { foldTriage } from '../../../../src/core/triage/triageRecord';
import { triageStates } from '../../../../src/core/triage/triageState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { SavedSearches } from '../../../../src/services/searches/savedSearches';
import { ConfinedFolder } from '../../../../src/platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../../../../src/platform/node/files/wholeFiles';
import { digestChange } from '../../../../src/services/library/digestChange';
import type { StoredDigest } from '../../../../src/services/library/digestFiles';
import { DigestStore } from '../../../../src/services/library/digestStore';
import { NoteFolder } from '../../../../src/services/node/noteFolder';
import { SharedTriageLog } from '../../../../src/services/triage/sharedTriageLog';
import { MemoryMemento } from '../../../support/memoryMemento';
import { isFullLength } from '../../../support/testLength';
import { plainHighlight } from '../../core/notes/plainHighlight';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

const steps = isFullLength ? 200 : 40;
const subjects: readonly NoteSubject[] = Array.from({ length: 6 }, (_, index) => ({
  id: `paper-${index}-0123abcd`,
  title: `Paper ${index}`,
  abstract: 'We study notes that last, and how they are changed.',
}));
const tags = ['method', 'Method', 'method/loss', 'todo', 'a/b'];

/** Runs a step; `random` gives integers below its argument. */
type Act = (record: RecordChange, random: (below: number) => number) => Promise<void>;

async function openStores(base: string) {
  await mkdir(base);
  const log = new SharedTriageLog(new AppendLog(join(base, 'triage.jsonl')), (error) =>
    assert.fail(String(error)),
  );
  const triage = new TriageStore(log, () => 0);
  const files = new NoteFolder(base, ['notes']);
  const notes = new NoteStore({
    list: () => files.list(),
    read: (name) => files.read(name),
    write: (...args) => files.write(...args),
    remove: (...args) => files.remove(...args),
    onDidChange: () => ({ dispose: () => undefined }),
  });
  const digests = new DigestStore(new LocalWholeFiles(new ConfinedFolder(base, ['digests'])));
  const searches = new SavedSearches(new MemoryMemento());
  let rules: readonly string[] | undefined;
  const ruleList: StoredList<string> = {
    read: () => rules,
    write: (list) => {
      rules = list;
      return Promise.resolve();
    },
    keyOf: (rule) => rule,
    targetOf: (rule) => ({ key: `rule:${rule}` }),
  };
  const dispose = (): void => {
    log.dispose();
    triage.dispose();
    notes.dispose();
  };
  return { base, log, triage, notes, digests, searches, ruleList, dispose };
}

type Stores = Awaited<ReturnType<typeof openStores>>;

/** All that the stores hold: of files the bytes, of the log the states read from it. */
async function snapshot({ base, log, searches, ruleList }: Stores): Promise<string> {
  const folder = async (name: string): Promise<readonly (readonly [string, string])[]> => {
    const names = await readdir(join(base, name)).catch(() => []);
    const read = names.toSorted().map(async (file) => {
      return [file, (await readFile(join(base, name, file))).toString('base64')] as const;
    });
    return Promise.all(read);
  };
  const marks = [...foldTriage(await log.load()).values()].map(({ id, state }) => `${id} ${state}`);
  return JSON.stringify({
    notes: await folder('notes'),
    digests: await folder('digests'),
    searches: searches.list(),
    rules: ruleList.read() ?? null,
    marks: marks.toSorted(),
  });
}

/** Actions of a person, on the real stores. */
function actsOn({ triage, notes, digests, searches, ruleList }: Stores): readonly Act[] {
  const some = (random: (below: number) => number): readonly NoteSubject[] => {
    const first = random(subjects.length);
    return subjects.slice(first, first + 1 + random(3));
  };
  const one = <T>(items: readonly T[], random: (below: number) => number): T | undefined =>
    items[random(items.length)];
  const stored = async (id?: string): Promise<readonly StoredDigest[]> =>
    (await digests.list()).digests
      .filter(({ file }) => id === undefined || file === id)
      .map((digest) => ({ ...digest, id: digest.file }) as unknown as StoredDigest);
  const libraryService = {
    findDigest: async ({ id }: { readonly id: string }) => (await stored(id))[0],
    remove: ({ id }: { readonly id: string }) => digests.remove(id),
  };
  const setRules = async (record: RecordChange, after: readonly string[] | undefined): Promise<void> => {
    const before = ruleList.read();
    await ruleList.write(after);
    record(listChange(ruleList, before, after));
  };
  const update = async (
    record: RecordChange,
    subject: NoteSubject,
    change: Parameters<NoteStore['update']>[1],
  ): Promise<void> => {
    const saved = await notes.update(subject, change, { onPatch: recordPatches(notes, record) });
    assert.ok(saved.ok, JSON.stringify(saved));
  };
  const rewriteAll = async (record: RecordChange, from: string, to: string | undefined): Promise<void> => {
    for (const { paperId } of notes.all()) {
      const written = await notes.rewrite(paperId, (text) => Promise.resolve(retag(text, paperId, from, to)));
      assert.ok(written.ok);
      if (written.value) record(noteChange(notes, written.value));
    }
  };
  let made = 0;
  return [
    async (record, random) => {
      const state = one([...triageStates], random);
      const change = await triage.change(new Map(some(random).map(({ id }) => [id, state])));
      const marks = markChange(triage, change);
      if (marks) record(marks);
    },
    async (record, random) => {
      const tag = one(tags, random) ?? '';
      const change = random(3) > 0 ? { addTags: [tag] } : { removeTags: [tag] };
      for (const subject of some(random)) await update(record, subject, change);
    },
    async (record, random) => {
      const subject = one(subjects, random);
      if (!subject) return;
      const start = random(20);
      made += 1;
      const highlight = plainHighlight(`h${made}`, subject.abstract, start, start + 1 + random(20));
      await update(record, subject, { addHighlights: [{ ...highlight, tags: ['todo'] }] });
    },
    async (record, random) => {
      const note = one(notes.all(), random);
      const subject = subjects.find(({ id }) => id === note?.paperId);
      const highlight = note && one(note.highlights, random);
      if (!subject || !highlight) return;
      const comment = `Why ${random(9)}?\nLine “two” ${random(9)}`;
      const change =
        random(2) === 0
          ? { removeHighlights: [highlight.id] }
          : { editHighlights: [{ id: highlight.id, set: { comment } }] };
      await update(record, subject, change);
    },
    async (record, random) => {
      const subject = one(subjects, random);
      if (subject) await update(record, subject, { body: `Text ${random(99)}\r\nand more\n` });
    },
    async (record, random) =>
      rewriteAll(record, one(tags, random) ?? '', random(2) === 0 ? undefined : one(tags, random)),
    async (record, random) => setRules(record, [...(ruleList.read() ?? []), `rule ${random(4)}`]),
    async (record, random) => {
      const left = (ruleList.read() ?? []).toSpliced(random(5), 1);
      await setRules(record, left.length > 0 ? left : undefined);
    },
    async (record, random) => record(await searches.save(`query ${random(9)}`, `name ${random(9)}`)),
    async (record, random) => {
      const search = one(searches.list(), random);
      if (!search) return;
      record(
        random(2) === 0
          ? await searches.remove([search.id])
          : await searches.change(search.id, { name: `other ${random(9)}` }),
      );
    },
    async (record, random) => {
      const name = `digest ${random(5)}`;
      const had = await stored();
      const { file } = await digests.add(Buffer.from(`${name}\r\ntext\n`), { name, added: random(99) });
      if (had.some(({ id }) => id === file)) return;
      const [digest] = await stored(file);
      assert.ok(digest);
      record(digestChange(libraryService, digest));
    },
    async (record, random) => {
      const digest = one(await stored(), random);
      if (digest) record(digestChange(libraryService, digest, await libraryService.remove(digest)));
    },
  ];
}

suite('Undo and redo on the real stores', () => {
  const folder = temporaryFolder();
  let walks = 0;

  test(`a walk of ${steps} steps of all kinds is undone and redone to the byte`, async function () {
    this.timeout(300_000);
    const walk = fc.array(fc.tuple(fc.nat(), fc.infiniteStream(fc.nat())), {
      minLength: steps,
      maxLength: steps,
    });
    await fc.assert(
      fc.asyncProperty(walk, fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }), async (acts, turns) => {
        walks += 1;
        const stores = await openStores(join(folder(), `walk${walks}`));
        try {
          await undoAndRedo(stores, acts, turns);
        } finally {
          stores.dispose();
        }
      }),
      // A walk waits for the disk some thousand times.
      { numRuns: 1, endOnFailure: true },
    );
  });
});

async function undoAndRedo(
  stores: Stores,
  walk: readonly (readonly [number, Iterator<number>])[],
  turns: readonly number[],
): Promise<void> {
  const history = new History();
  const acts = actsOn(stores);
  await stores.triage.ready();
  const states = [await snapshot(stores)];
  for (const [kind, numbers] of walk) {
    const random = (below: number): number => Number(numbers.next().value) % Math.max(1, below);
    const act = acts[kind % acts.length];
    assert.ok(act);
    const { step } = await history.record(`act ${kind % acts.length}`, (record) => act(record, random));
    const state = await snapshot(stores);
    if (step) states.push(state);
    else assert.equal(state, states.at(-1), 'what is not recorded changes nothing');
  }
  let at = states.length - 1;
  assert.ok(at > steps / 3, `${at} steps changed something`);
  const go = async (direction: 'undo' | 'redo'): Promise<void> => {
    const outcome = await (direction === 'undo' ? history.undo() : history.redo());
    const isEnd = at === (direction === 'undo' ? 0 : states.length - 1);
    assert.equal(outcome.kind, isEnd ? 'nothing' : 'done', JSON.stringify(outcome));
    if (!isEnd) at += direction === 'undo' ? -1 : 1;
    assert.equal(await snapshot(stores), states[at]);
  };
  // To the beginning and to the end, and back and forth in between.
  while (at > 0) await go('undo');
  while (at < states.length - 1) await go('redo');
  for (const turn of turns) await go(turn < 2 ? 'undo' : 'redo');
}
