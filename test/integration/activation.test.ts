import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { testInNode } from './files';

suite('Activation', () => {
  test('the extension is found, and activates', async () => {
    const extension = vscode.extensions.getExtension('daily-papers.daily-papers');
    assert.ok(extension, 'daily-papers.daily-papers is not among the extensions');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  testInNode('no file system in memory is searched', 'the workspace is a copy of the sample', async () => {
    const found = await vscode.workspace.findFiles('**/*.md');
    assert.deepEqual(
      found.map((uri) => vscode.workspace.asRelativePath(uri)),
      ['README.md'],
    );
  });
});
