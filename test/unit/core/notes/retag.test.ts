import assert from 'node:assert/strict';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { retag } from '../../../../src/core/notes/retag';
import { applyEdits } from '../../../../src/core/notes/textEdit';

const id = 'a-paper-01234567';

function note(tags: string, ofHighlight = '[]'): string {
  return `---
paper: ${id}
version: 1
title: A
abstract: Words of it
${tags}
highlights:
  - id: h1
    field: abstract
    quote: Words
    start: 0
    end: 5
    tags: ${ofHighlight}
---

# A

Body with #method.
`;
}

function renamed(text: string, from: string, to: string | undefined): string {
  const edits = retag(text, id, from, to);
  assert.ok(edits.ok, JSON.stringify(edits));
  return applyEdits(text, edits.value);
}

const tagsOf = (text: string) => {
  const { tags, highlights } = parseNote(text, id).note;
  return [tags, highlights[0]?.tags ?? []];
};

suite('Renaming a tag in a note', () => {
  const cases: readonly (readonly [string, string, string, string, string | undefined, unknown])[] = [
    ['where only case changes', 'tags: [method]', '[]', 'method', 'Method', [['Method'], []]],
    [
      'where only case changes, in a block',
      'tags:\n  - a\n  - method\n  - z',
      '[]',
      'Method',
      'METHOD',
      [['a', 'METHOD', 'z'], []],
    ],
    [
      'where only case changes, in a string',
      'tags: method, other',
      '[]',
      'method',
      'Method',
      [['other', 'Method'], []],
    ],
    [
      'where only case changes, on a highlight',
      'tags: [x]',
      '[method, y]',
      'method',
      'Method',
      [['x'], ['y', 'Method']],
    ],
    [
      'in every spelling, with its children',
      'tags:\n  - METHOD/loss\n  - Method',
      '[mEthod/x]',
      'method',
      'way',
      [['way', 'way/loss'], ['way/x']],
    ],
    [
      'whose children only change in case',
      'tags: [method/Loss]',
      '[]',
      'method',
      'Method',
      [['Method/Loss'], []],
    ],
    [
      'and no tag that only begins alike',
      'tags: [methods, my/method, method]',
      '[methodical]',
      'METHOD',
      'way',
      [['methods', 'my/method', 'way'], ['methodical']],
    ],
    ['into a tag that the note has', 'tags: [loss, method]', '[]', 'method', 'Loss', [['loss'], []]],
    [
      'and removes it in every spelling',
      'tags: [Method, method/x, other]',
      '[METHOD]',
      'method',
      undefined,
      [['other'], []],
    ],
  ];
  for (const [what, tags, ofHighlight, from, to, expected] of cases) {
    test(`works ${what}`, () => {
      const text = renamed(note(tags, ofHighlight), from, to);
      const [own, onHighlight] = tagsOf(text);
      assert.deepEqual(
        [own?.toSorted(), onHighlight?.toSorted()],
        (expected as string[][]).map((list) => list.toSorted()),
      );
      assert.ok(text.endsWith('Body with #method.\n'));
    });
  }

  test('leaves a note that has the wanted spelling byte for byte', () => {
    const text = note('tags: [Method, x]');
    assert.equal(renamed(text, 'method', 'Method'), text);
    assert.equal(renamed(text, 'absent', 'Method'), text);
  });
});
