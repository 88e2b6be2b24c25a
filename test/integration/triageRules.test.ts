import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { activated, firstPaper, until } from './extension';

suite('Triage rules', () => {
  let api: DailyPapersApi;
  const settings = () => vscode.workspace.getConfiguration('dailyPapers');
  const setRules = async (rules: unknown): Promise<void> => {
    await settings().update('triageRules', rules, vscode.ConfigurationTarget.Global);
  };
  const found = async (query: string): Promise<readonly string[]> =>
    (await api.search(query)).map(({ paperId }) => paperId);

  const becomes = (id: string, state: string): Promise<boolean> =>
    until(`the paper is ${state}`, async () => (await api.triage(id)) === state);

  suiteSetup(async () => {
    api = await activated();
  });
  suiteTeardown(() => setRules(undefined));

  test('a rule keeps a paper for later, search agrees, and the person’s decision overrides it', async () => {
    const { id, title } = await firstPaper(api, 'Mar 11', 9);
    await setRules([
      { match: 'no:operator', action: 'hide' },
      { match: `title:"${title}"`, action: 'later' },
    ]);
    await becomes(id, 'later');
    // The search index receives the papers that a rule has changed in batches.
    await until('search agrees', async () => (await found(`is:later title:"${title}"`)).join() === id);
    await api.setTriage(id, 'unread');
    assert.equal(await api.triage(id), 'unread');
    assert.deepEqual(await found(`is:unread title:"${title}"`), [id]);
  });

  test('without the rule the paper is as it was', async () => {
    const { id, title } = await firstPaper(api, 'Mar 11', 10);
    await setRules([{ match: `title:"${title}"`, action: 'later' }]);
    await becomes(id, 'later');
    await setRules([]);
    await becomes(id, 'unread');
  });
});
