import assert from 'node:assert/strict';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { runInTimeSlices } from '../../../../src/platform/common/runInTimeSlices';
import { identifyMarks } from '../../../../src/services/backup/identifyMarks';
import { StoreBackups } from '../../../../src/services/backup/storeBackups';
import { SharedTriageLog } from '../../../../src/services/triage/sharedTriageLog';
import { DetailsLog } from '../../../../src/services/sources/detailsLog';
import { DetailsResponses } from '../../../../src/services/sources/detailsResponses';
import { DetailsStore } from '../../../../src/services/sources/detailsStore';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { root } from '../../../support/paths';
import { directResponses } from '../../../support/directResponses';
import { localized } from '../../../../src/core/base/localization';

const fixtures = join(root, 'test/fixtures/stores-0.1.0');

suite('Backups of the stores', () => {
  const folder = temporaryFolder();
  const path = (...names: string[]): string => join(folder(), ...names);
  let time = 0;
  const open = (): StoreBackups => new StoreBackups(new LocalStoreFolder(folder()), () => ++time);
  setup(() => cp(fixtures, folder(), { recursive: true }));

  /** All stored files, byte for byte, without caches and backups. */
  async function stored(): Promise<Readonly<Record<string, string>>> {
    const entries = await readdir(folder(), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('backups'));
    const read = files.map(async ({ parentPath, name }) => [
      join(parentPath, name).slice(folder().length),
      (await readFile(join(parentPath, name))).toString('base64'),
    ]);
    return Object.fromEntries(
      (await Promise.all(read)).filter(([name]) => !name?.endsWith('.parsed')).toSorted(),
    ) as Readonly<Record<string, string>>;
  }

  test('restore every byte and remove later files; the replaced state is kept in another backup', async () => {
    const backups = open();
    const before = await stored();
    const backup = await backups.create('for a test');
    await writeFile(path('triage.jsonl'), 'other');
    await rm(path('digests'), { recursive: true });
    await mkdir(path('notes'));
    await writeFile(path('notes', 'a-paper-0123abcd.md'), 'Mine.\n');
    const since = await stored();
    await backups.restore(backup);
    assert.deepEqual(await stored(), before);
    const [latest, first, ...more] = await backups.list();
    assert.deepEqual(
      [localized(latest?.reason ?? ''), first, more],
      ['before a backup was restored', backup, []],
    );
    assert.ok(latest);
    await backups.restore(latest);
    assert.deepEqual(await stored(), since);
  });

  test('leave out what is made again, which a restore leaves alone', async () => {
    const caches = ['digests.parsed', 'papers.index', 'notes.index'];
    const madeAgain = [...caches.flatMap((name) => [name, `${name}.checked`]), 'code/0a-1.code'];
    await mkdir(path('code'));
    for (const name of madeAgain) await writeFile(path(name), 'before');
    const backups = open();
    const backup = await backups.create('for a test');
    for (const name of madeAgain) await writeFile(path(name), 'since');
    await backups.restore(backup);
    for (const name of madeAgain) assert.equal(await readFile(path(name), 'utf8'), 'since', name);
    const copied = await readdir(path('backups'), { recursive: true });
    assert.deepEqual(
      copied.filter((name) => madeAgain.some((each) => name.includes(each))),
      [],
    );
  });

  test('a restore that was cut off is finished at the next start', async () => {
    const backups = open();
    const before = await stored();
    const { name } = await backups.create('for a test');
    await writeFile(path('triage.jsonl'), 'half');
    assert.equal(await backups.finishRestore(), false);
    await writeFile(path('backups', '.restoring.json'), JSON.stringify({ name }));
    assert.equal(await open().finishRestore(), true);
    assert.deepEqual(await stored(), before);
    assert.equal(await open().finishRestore(), false);
  });

  test('a folder that is no complete backup is not listed', async () => {
    await mkdir(path('backups', 'half', 'files'), { recursive: true });
    await mkdir(path('backups', 'other'), { recursive: true });
    await writeFile(path('backups', 'other', 'backup.json'), '{"created":');
    assert.deepEqual(await open().list(), []);
  });

  /** A library of the digest and the details that release 0.1.0 stored, and of its marks. */
  async function start() {
    const library = new Library();
    const [file] = (await readdir(path('digests'))).filter((name) => name.endsWith('.txt'));
    const text = await readFile(path('digests', file ?? ''), 'utf8');
    library.add(toPaperBatch('global/digest', parseTextDigest(text, { name: 'digest' }).days));
    const report = (error: unknown): void => assert.fail(String(error));
    const details = new DetailsStore({
      library,
      run: runInTimeSlices,
      reader: directResponses,
      report,
      log: new DetailsLog(new AppendLog(path('details.jsonl'))),
      responses: new DetailsResponses(new LocalStoreFolder(path('details'))),
    });
    await details.ready();
    const log = new SharedTriageLog(new AppendLog(path('triage.jsonl')), report);
    const triage = new TriageStore(log, () => 0, undefined, report, library);
    await triage.ready();
    return { library, triage, log };
  }

  test('marks of release 0.1.0 get the identifiers of their papers, once, and lose nothing', async () => {
    const [id] = [...(await start()).library.paperIds()];
    assert.ok(id);
    await writeFile(
      path('triage.jsonl'),
      `${await readFile(path('triage.jsonl'), 'utf8')}${JSON.stringify({ id, state: 'skipped', at: 5 })}\n{"of":"a later release"}\n`,
    );
    const before = await stored();
    const { library, triage, log } = await start();
    const states = [...library.paperIds()].map((paper) => [paper, triage.ownTriage(paper)]);
    assert.deepEqual(
      states.map(([, state]) => state),
      ['skipped', 'later'],
    );
    const backups = open();
    await identifyMarks(triage, backups);
    const lines = (await readFile(path('triage.jsonl'), 'utf8')).trim().split('\n');
    assert.ok(
      lines.some((line) => line.includes(`{"id":"${id}","arxiv":"2403.10000","state":"skipped","at":5}`)),
      lines.join(),
    );
    assert.ok(lines.includes('{"of":"a later release"}'));
    const again = await start();
    for (const marks of [triage, again.triage])
      assert.deepEqual(
        states,
        [...library.paperIds()].map((paper) => [paper, marks.ownTriage(paper)]),
      );
    const [backup, ...more] = await backups.list();
    assert.ok(backup);
    assert.deepEqual(more, []);
    await backups.restore(backup);
    assert.deepEqual(await stored(), before);
    await identifyMarks((await start()).triage, backups);
    assert.deepEqual(await stored(), before, 'what was restored is not changed again');
    for (const one of [log, again.log]) one.dispose();
  });

  test('nothing is backed up where no mark is concerned', async () => {
    const { triage, log } = await start();
    const backups = open();
    await identifyMarks(triage, backups);
    assert.deepEqual(await backups.list(), []);
    log.dispose();
  });
});
