import assert from 'node:assert/strict';
import { webAddress } from '../../../src/protocol/webAddress';

suite('Addresses that may be opened', () => {
  const table: readonly [string, string | undefined][] = [
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    [' https://example.org/ä b', 'https://example.org/%C3%A4%20b'],
    ['javascript:alert(1)', undefined],
    [' javascript:alert(1)', undefined],
    ['command:workbench.action.quit', undefined],
    ['vscode://daily-papers.daily-papers/x', undefined],
    ['file:///etc/passwd', undefined],
    ['data:text/html,x', undefined],
    ['//example.org', undefined],
    ['example.org', undefined],
    ['https://', undefined],
    ['http://[::1', undefined],
    ['', undefined],
  ];
  for (const [href, expected] of table) {
    test(`of ${JSON.stringify(href)}: ${expected ?? 'none'}`, () => assert.equal(webAddress(href), expected));
  }
});
