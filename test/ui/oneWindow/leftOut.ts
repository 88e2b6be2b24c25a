import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poison, poisonedFiles } from '../../support/poisonedFolder';
import { isFullLength } from '../../support/testLength';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Files that are left out', () => {
  let workbench: Workbench;
  const elsewhere: string[] = [];

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    const papers = join(workbench.folder ?? '', '.papers');
    await poison(papers);
    await writeFile(
      join(papers, 'digests', 'sound.bib'),
      '@article{a, title={What Else a Folder Holds}, abstract={It is read.}}',
    );
    await workbench.showPapers();
  });
  suiteTeardown(() => Promise.all(elsewhere.map((place) => rm(place, { recursive: true }))));

  test('are counted in the view, and each is listed with the reason; the others are read', async () => {
    const count = poisonedFiles.length + 1;
    const row = workbench.view('Digests').row(`${count} files were left out`);
    // A paper that an earlier suite has opened is shown in the list, further down.
    await eventually(async () => {
      await workbench.view('Digests').scrollToTop();
      await row.waitFor({ timeout: 3000 });
    });
    await workbench.screenshot('left-out-row');
    await row.click();
    await workbench.quickPick.box.getByText('What Was Left Out').waitFor();
    await workbench.screenshot('left-out');
    // `npm run test:faults` has each with its reason in either form; here is how they are shown.
    for (const { path, reason } of poisonedFiles.filter((_, at) => isFullLength || at % 4 === 0)) {
      await workbench.quickPick.type(path);
      await eventually(async () => {
        const [row] = await workbench.quickPick.rows();
        assert.equal(row?.label.trim(), `.papers/${path}`);
        assert.match(row.detail, reason);
      });
    }
    await workbench.page.keyboard.press('Escape');
    await eventually(async () => {
      await workbench.search('What Else a Folder Holds');
      await workbench.quickPick.row('What Else a Folder Holds').waitFor({ timeout: 3000 });
    });
    await workbench.page.keyboard.press('Escape');
  });

  test('a link out of the folder is followed once the person has agreed to the place', async () => {
    const digests = join(workbench.folder ?? '', '.papers', 'digests');
    // Each attempt links to a new folder, because the person is asked about a folder only once.
    const place = await mkdtemp(join(tmpdir(), 'papers-vault-'));
    elsewhere.push(place);
    await writeFile(
      join(place, 'linked.bib'),
      '@article{a, title={What a Link Leads To}, abstract={It is read once the person agreed.}}',
    );
    await rm(digests, { recursive: true });
    await symlink(place, digests);
    await workbench.message(/“.papers\/digests” is a link to .*papers-vault/);
    await workbench.screenshot('linked-folder');
    await workbench.pressInMessage(/is a link to/, 'Use This Place');
    await eventually(async () => {
      await workbench.search('What a Link Leads To');
      await workbench.quickPick.row('What a Link Leads To').waitFor({ timeout: 3000 });
    });
  });
});
