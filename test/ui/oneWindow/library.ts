import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('The library on several machines', () => {
  let workbench: Workbench;
  const path = (...names: readonly string[]): string => join(workbench.folder ?? '', ...names);
  const machineSettings = async (): Promise<string> =>
    readFile(join(workbench.userFolder, 'Machine/settings.json'), 'utf8').catch(() => '');

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
  });

  /** Chooses a folder that has `entry`, a folder too, in the dialog of Move Library. */
  const moveTo = async (entry: string, folder: string): Promise<void> => {
    await workbench.ask('Papers: Move Library…', async ({ quickPick, page }) => {
      // An undo may still be under way.
      await page.getByPlaceholder('The library is on this machine only').waitFor({ timeout: 5000 });
      await quickPick.choose('Choose a Folder…');
    });
    await workbench.fileDialog('Choose a folder that a file sync carries', entry, folder);
    // The dialog may show what is in a folder before it takes it.
    const { box } = workbench.quickPick;
    await eventually(async () => {
      if (await box.isVisible()) await workbench.page.keyboard.press('Enter');
      await box.waitFor({ state: 'hidden', timeout: 2000 });
    });
  };

  test('Move Library puts the library into a new folder beside what is in the chosen one, and undo takes it back', async () => {
    await mkdir(path('carried'), { recursive: true });
    await writeFile(path('carried', 'other.txt'), 'a file of something else');
    await moveTo('carried', path('carried'));
    await workbench.message(/The library is in .*carried.*Papers Library too now/);
    await workbench.screenshot('move-library');
    const files = async (): Promise<readonly string[]> =>
      (await readdir(path('carried', 'Papers Library'))).filter((name) => name.endsWith('.jsonl'));
    await eventually(async () => assert.equal((await files()).length, 1));
    assert.match(await machineSettings(), /"dailyPapers\.library\.location": ".*Papers Library"/);
    await workbench.pressInMessage(/The library is in .*Papers Library too now/, 'Undo');
    await eventually(async () => assert.doesNotMatch(await machineSettings(), /library\.location/));
    assert.equal((await files()).length, 1, 'what is in the folder stays');
  });

  test('Move Library takes a folder with libraries as it is, and goes back to this machine', async () => {
    await moveTo('carried', path('carried', 'Papers Library'));
    await workbench.message(/The library is in .*Papers Library too now/);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.ask('Papers: Move Library…', async ({ quickPick }) => {
      await quickPick.box.getByText('This Machine Only').waitFor({ timeout: 5000 });
      await workbench.screenshot('move-library-back');
      await quickPick.choose('This Machine Only');
    });
    await workbench.message(/The library is on this machine only now/);
    await eventually(async () => assert.doesNotMatch(await machineSettings(), /library\.location/));
    assert.deepEqual(await readdir(path('carried')), ['Papers Library', 'other.txt']);
  });

  test('Export Library writes the file that was chosen, and Import Library merges it', async () => {
    await workbench.runCommand('Papers: Export Library…');
    await workbench.fileDialog('Export Library', 'carried', path('library.jsonl'));
    await workbench.message(/Exported \d+ marks, days, searches and so on to .*library\.jsonl\./);
    const text = await readFile(path('library.jsonl'), 'utf8');
    assert.match(text, /^\{"format":"daily-papers-library","version":1/);
    const id = 'a-mark-of-another-machine-0123abcd';
    const time = Date.now();
    const mark = { kind: 'mark', key: id, at: [time, 0, 'other'], value: { id, state: 'read', at: time } };
    await writeFile(path('library.jsonl'), `${text}${JSON.stringify(mark)}\n`);
    await workbench.runCommand('Papers: Import Library…');
    await workbench.fileDialog('Import Library', 'library.jsonl', path('library.jsonl'));
    await workbench.message(/Imported 1 mark\. Later changes on this machine were kept\./);
    await workbench.screenshot('import-library');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Papers: Import Library…');
    await workbench.fileDialog('Import Library', 'library.jsonl', path('library.jsonl'));
    await workbench.message(/Nothing in the file is new/);
  });

  test('a file that is no library is refused with what to do', async () => {
    await writeFile(path('other.jsonl'), '{"a":1}\n');
    await workbench.runCommand('Papers: Import Library…');
    await workbench.fileDialog('Import Library', 'other.jsonl', path('other.jsonl'));
    await workbench.message(/other\.jsonl is no library of Daily Papers\. Choose a file/);
  });
});
