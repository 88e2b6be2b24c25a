import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { activated, firstPaper } from './extension';

suite('Triage', () => {
  let api: DailyPapersApi;

  suiteSetup(async () => {
    api = await activated();
  });

  test('a paper is unread until it is marked, and is what it was marked last', async () => {
    const { id } = await firstPaper(api, 'Mar 11', 3);
    assert.equal(await api.triage(id), 'unread');
    await api.setTriage(id, 'later');
    assert.equal(await api.triage(id), 'later');
    await api.setTriage(id, 'read');
    assert.equal(await api.triage(id), 'read');
  });

  test('a mark can be undone', async () => {
    const { id } = await firstPaper(api, 'Mar 11', 4);
    await vscode.commands.executeCommand('dailyPapers.markSkipped', id);
    assert.equal(await api.triage(id), 'skipped');
    await vscode.commands.executeCommand('dailyPapers.undo');
    assert.equal(await api.triage(id), 'unread');
  });

  test('an invalid state and an unknown paper are refused', async () => {
    const { id } = await firstPaper(api, 'Mar 11', 4);
    await assert.rejects(api.setTriage(id, 'gone' as 'read'), TypeError);
    await assert.rejects(api.setTriage('no-such-paper-00000000', 'read'), /holds no paper/);
  });
});
