import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { activated, firstPaper } from './extension';

suite('Library', () => {
  let api: DailyPapersApi;

  suiteSetup(async () => {
    api = await activated();
  });

  test('the seeds are listed newest first, and no year is invented', async () => {
    const days = (await api.days()).filter(({ source }) => source === 'digest');
    assert.deepEqual(
      days.map(({ label, year, month, day, paperIds }) => ({
        label,
        year,
        month,
        day,
        papers: paperIds.length,
      })),
      [
        { label: 'Jul 29', year: undefined, month: 7, day: 29, papers: 58 },
        { label: 'Mar 14', year: undefined, month: 3, day: 14, papers: 56 },
        { label: 'Mar 11', year: undefined, month: 3, day: 11, papers: 56 },
      ],
    );
  });

  test('a paper in two digests is one paper', async () => {
    const ids = (await api.days()).flatMap(({ paperIds }) => paperIds);
    assert.equal(ids.length, 170);
    assert.equal(new Set(ids).size, 159);
  });

  test('an import reports new papers, known ones and lines that could not be read', async () => {
    const known = await firstPaper(api, 'Mar 11');
    const title = 'A Digest That Nobody Imported Before';
    const abstract =
      'We import this digest to see that it arrives. It holds one paper that is new and one that is not.';
    const text = `Daily Papers\n\nMar 12\n\n${title}\n\n${abstract}\n\n${known.title}\n\n${known.abstract}\n`;
    const report = await api.importDigest(text, { name: 'two.txt', year: 2025 });
    assert.deepEqual(report, { days: 1, added: 1, merged: 1, problems: [] });

    const [newest] = await api.days();
    assert.equal(newest?.label, 'Mar 12');
    assert.equal(newest.year, 2025);
    assert.equal((await api.paper(newest.paperIds[0] ?? ''))?.title, title);
    assert.equal(newest.paperIds[1], known.id);

    const again = await api.importDigest(text, { name: 'two.txt', year: 2025 });
    assert.deepEqual(again, { days: 1, added: 0, merged: 2, problems: [] });
    assert.equal((await api.days()).length, 4);
  });

  test('a text without papers is not kept, and says why', async () => {
    const report = await api.importDigest('', { name: 'empty.txt' });
    assert.equal(report.days, 0);
    assert.equal(report.problems.length, 1);
    assert.equal(
      (await api.days()).some(({ label }) => label === 'empty.txt'),
      false,
    );
  });

  test('a title finds its paper first', async () => {
    const paper = await firstPaper(api, 'Jul 29', 1);
    const [first] = await api.search(paper.title);
    assert.equal(first?.paperId, paper.id);
  });

  test('search forgives a typo and finds unfinished words', async () => {
    const paper = await firstPaper(api, 'Mar 14', 1);
    assert.equal(paper.title, 'Scaling Laws for Autoregressive Generative Modeling');
    const ids = (await api.search('scalling laws autoregr')).map(({ paperId }) => paperId);
    assert.equal(ids[0], paper.id);
  });

  test('the manifest has its texts in place of their keys', () => {
    const manifest: unknown = vscode.extensions.getExtension('daily-papers.daily-papers')?.packageJSON;
    assert.deepEqual(JSON.stringify(manifest).match(/"%[\w.]+%"/g), null);
  });

  test('every command that the manifest describes is there', async () => {
    const extension = vscode.extensions.getExtension('daily-papers.daily-papers');
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
