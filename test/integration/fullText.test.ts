import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { fullTextPage } from '../support/fullTextPage';
import { activated, firstPaper } from './extension';

suite('Whole papers', () => {
  let api: DailyPapersApi;

  suiteSetup(async () => {
    api = await activated();
  });

  test('a page that was imported is the whole paper, and is read again from the disk', async () => {
    const { id, title, abstract } = await firstPaper(api, 'Mar 14');
    assert.equal(await api.fullText(id), undefined);
    const page = fullTextPage({ id: '2403.00001', title, abstract }, 2, 2).replace('2403.00001v2', '');
    assert.deepEqual(await api.importFullText(id, page, { version: 2 }), { problems: [] });
    const whole = await api.fullText(id);
    assert.equal(whole?.version, 2);
    assert.match(
      whole.text,
      /^1 Part 1\nParagraph 1 of the paper says that \$x_\{i\}\$ is bounded, as Table 1/,
    );
    for (const { kind, start, end, plain } of whole.blocks)
      assert.ok(start <= end && end <= whole.text.length && (start === end) === (plain === ''), kind);
  });

  test('a page without a paper is a problem that says so', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 1);
    const { problems } = await api.importFullText(id, '<p>Not found</p>');
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /holds no paper/);
    assert.equal(await api.fullText(id), undefined);
  });

  test('a paper that is unknown has none, and nothing is imported for it', async () => {
    assert.equal(await api.fullText('no-such-paper'), undefined);
    await assert.rejects(api.importFullText('no-such-paper', ''), /holds no paper/);
  });

  test('the command shows it in the reader', async () => {
    const { id } = await firstPaper(api, 'Mar 14');
    await vscode.commands.executeCommand('dailyPapers.openPaper', id);
    await vscode.commands.executeCommand('dailyPapers.readWholePaper', id);
  });
});
