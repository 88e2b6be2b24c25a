import assert from 'node:assert/strict';
import { errorsIn, isNoise } from '../../support/logErrors';

suite('Errors in logs', () => {
  test('an error goes on until the next entry', () => {
    const log = [
      '2026-01-02 03:04:05.678 [info] Extension host started',
      '2026-01-02 03:04:05.679 [error] Error: lost',
      '\tat activate (/repo/dist/extension.js:27:23)',
      '2026-01-02 03:04:05.680 [warning] late',
      '2026-01-02 03:04:05.681 [error] again',
      '',
    ].join('\n');
    assert.deepEqual(errorsIn(log), ['Error: lost\n\tat activate (/repo/dist/extension.js:27:23)', 'again']);
  });

  const workbench = 'http://127.0.0.1:9/stable-1/static/out/vs/code/browser/workbench/workbench.js';
  const cases: readonly (readonly [entry: string, noise: boolean, noiseElsewhere: boolean])[] = [
    [`%c ERR [lifecycle] Long running operations (${workbench}:38)`, true, true],
    [`Activating extension 'daily-papers.daily-papers' failed (${workbench}:724)`, false, false],
    ['Error: lost\n\tat activate (/repo/dist/extension.js:27:23)', false, false],
    ['Error: lost\n\tat activate (/folder/daily-papers/.cache/vscode/out/main.js:1:1)', false, true],
    ['Refused to apply inline style (https://webview/index.html:0)', false, true],
    ['Failed to load resource: net::ERR_NAME_NOT_RESOLVED (https://example.com/icon.png:0)', true, true],
    ['Failed to load resource: net::ERR_FAILED (http://127.0.0.1:9/reader.css:0)', false, true],
    ['Unable to refresh tree view dailyPapers.digests: Canceled', true, true],
    ['Error: read ECONNRESET\n\tat TCP.onStreamRead (node:internal/stream_base_commons:216:20)', true, true],
    ['Error: write ECONNRESET\n\tat a (node:net:1:2)\n\tat b (node:net:3:4)', true, true],
    ['Error: write ECONNRESET\n\tat a (node:net:1:2)\n\tat b (/e/dist/extension.js:1:2)', false, false],
    ["No tree item with id '1/day:digest/07-29' found.", true, true],
    [
      'Error: Element with id notice:a is already registered\n\tat a (/c/extensionHostProcess.js:1:2)',
      true,
      true,
    ],
    ['TypeError: x is undefined', false, true],
    [
      'Error: Found unexpected null\n\tat assertIsDefined (http://localhost:9/out/vs/workbench/contrib/webview/browser/pre/index.html?extensionId=daily-papers.daily-papers:94:11)',
      true,
      true,
    ],
    [
      'Error: Starting server failed\n\tat $start (/c/lib/vscode/extensions/markdown-language-features/dist/extension.js:1:2)',
      true,
      true,
    ],
  ];
  for (const [entry, noise, elsewhere] of cases) {
    test(`${noise ? 'noise' : 'no noise'}: ${entry.split('\n')[0] ?? ''}`, () => {
      assert.equal(isNoise(entry, true), noise);
      assert.equal(isNoise(entry, false), elsewhere);
    });
  }
});
