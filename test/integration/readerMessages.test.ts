import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, paperTitled, until } from './extension';
import { takeExchanged } from './recordedViews';

suite('Messages between the reader and its page', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('a new page is sent its paper before it asks for it, and once more when it has', async () => {
    const { id } = await paperTitled(await activated(), 'Residual Denoising Diffusion Models');
    takeExchanged();
    await vscode.commands.executeCommand('dailyPapers.openPaper', id);
    const messages: string[] = [];
    await until('both pages', () => {
      messages.push(...takeExchanged());
      return messages.filter((type) => type === 'page: shown').length >= 2 || undefined;
    });
    const [first = Infinity, second = -1] = messages.flatMap((type, at) => (type === 'show' ? [at] : []));
    const ready = messages.indexOf('page: ready');
    assert.ok(first < ready && ready < second, messages.join());
  });
});
