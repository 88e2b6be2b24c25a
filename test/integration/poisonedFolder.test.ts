import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { poison } from '../support/poisonedFolder';
import { activated, firstPaper, noteFile, until, workspaceFolder } from './extension';

suite('A folder with files that mean harm', () => {
  let api: DailyPapersApi;

  suiteSetup(async () => {
    api = await activated();
  });

  test('costs the files that are harmful, and neither the others nor the extension host', async () => {
    await api.days();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const papers = join(workspaceFolder().fsPath, '.papers');
    await poison(papers);
    const title = 'What Else a Folder Holds';
    await writeFile(
      join(papers, 'digests', 'sound.bib'),
      `@article{a, title={${title}}, abstract={It is read.}}`,
    );
    const { id } = await firstPaper(api, 'Mar 14', 20);
    await mkdir(join(papers, 'notes'), { recursive: true });
    await writeFile(noteFile(id).fsPath, `---\npaper: ${id}\ntags: [sound]\n---\n\nIt is read.\n`);

    await until('the sound digest is read', async () =>
      (await api.search(title)).some(({ score }) => score > 0)
        ? (await titles(api)).includes(title)
        : undefined,
    );
    await until('the sound note is read', async () => (await api.note(id))?.tags.includes('sound'));
    const edited = await api.updateNote(id, { addTags: ['edited'] });
    assert.deepEqual(edited.tags, ['sound', 'edited']);
    assert.match(await readFile(noteFile(id).fsPath, 'utf8'), /edited/);
    // A command of another extension is answered.
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    delay.disable();
    const { rss } = process.memoryUsage();
    const megabytes = Math.round(rss / 1024 / 1024);
    console.log(`      longest delay ${Math.round(delay.max / 1e6)} ms, memory of the host ${megabytes} MB`);
    assert.ok(megabytes < 500, `${megabytes} MB`);
  });
});

async function titles(api: DailyPapersApi): Promise<readonly string[]> {
  const ids = (await api.days()).flatMap(({ paperIds }) => paperIds);
  const papers = await Promise.all(ids.map((id) => api.paper(id)));
  return papers.flatMap((paper) => paper?.title ?? []);
}
