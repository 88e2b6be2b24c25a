import assert from 'node:assert/strict';
import { plainRow } from '../../../../../src/platform/vscode/ui/plainRow';

suite('Rows of a quick pick', () => {
  const cases: readonly (readonly [text: string, shown: string])[] = [
    ['A Survey', 'A Survey'],
    ['$(trash) Delete', '\\$(trash) Delete'],
    ['costs $(sync~spin)', 'costs \\$(sync~spin)'],
    ['$(n)$ and $(m)$', '\\$(n)$ and \\$(m)$'],
    ['$(a b) and $() and $5', '$(a b) and $() and $5'],
    ['\\$(add)', '\\\\$(add)'],
  ];
  for (const [text, shown] of cases)
    test(`“${text}” stays as it is`, () => {
      const row = plainRow({ label: text, description: text, detail: text });
      assert.deepEqual(row, { label: shown, description: shown, detail: shown });
    });

  test('an icon of our own precedes the label, and the other fields of a row are kept', () => {
    assert.deepEqual(plainRow({ label: '$(x)', tag: '$(x)' }, 'tag'), {
      label: '$(tag) \\$(x)',
      tag: '$(x)',
    });
  });
});
