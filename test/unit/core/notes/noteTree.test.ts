import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NoteNode } from '../../../../src/core/notes/noteNode';
import { noteTree } from '../../../../src/core/notes/noteTree';

/** A tree on one line: `paragraph(text“a” strong(text“b”))`. */
function shape(nodes: readonly NoteNode[]): string {
  return nodes
    .map(({ kind, text, href, level, children }) => {
      const facts = [level, href, text === undefined ? undefined : `“${text}”`].filter(
        (fact) => fact !== undefined,
      );
      return `${kind}${facts.join(' ')}${children ? `(${shape(children)})` : ''}`;
    })
    .join(' ');
}

function depthOf(nodes: readonly NoteNode[]): number {
  return nodes.reduce((most, { children = [] }) => Math.max(most, 1 + depthOf(children)), 0);
}

suite('Markdown of a note', () => {
  const table = [
    [
      'a **b** *c* ~~d~~ `e`',
      'paragraph(text“a ” strong(text“b”) text“ ” emphasis(text“c”) text“ ” strike(text“d”) text“ ” code“e”)',
    ],
    ['# A\n\nb', 'heading1(text“A”) paragraph(text“b”)'],
    ['- a\n- [x] b', 'list(item(text“a”) item(text“☑ ” text“b”))'],
    ['1. a', 'orderedList(item(text“a”))'],
    ['> a', 'quote(paragraph(text“a”))'],
    ['```py\nx = 1\n```', 'codeBlock“x = 1”'],
    ['of $x_1 + y_1$ and $$z$$', 'paragraph(text“of ” math“x_1 + y_1” text“ and ” math“z”)'],
    ['costs $5 and $6', 'paragraph(text“costs $5 and $6”)'],
    ['see [[a-title-of-it-01234567]]', 'paragraph(text“see ” papera-title-of-it-01234567)'],
    ['[model](../src/model.py)', 'paragraph(link../src/model.py(text“model”))'],
    ['<img src=x onerror=y> b', 'paragraph(text“<img src=x onerror=y>” text“ b”)'],
    ['a <b>b</b>', 'paragraph(text“a ” text“<b>” text“b” text“</b>”)'],
    ['', ''],
  ] as const;
  for (const [given, expected] of table)
    test(JSON.stringify(given), () => assert.equal(shape(noteTree(given)), expected));

  test('A long note is cut after a line', () => {
    const tree = noteTree('word word word\n\n'.repeat(500));
    assert.ok(tree.length < 200);
    assert.equal(shape(tree.slice(-1)), 'paragraph(text“…”)');
  });

  test('Never throws, and is not deep, for any text', () => {
    for (const sign of ['>', '- ', '*', '[', '![', '`', '<', '_a', '$', '|', '~~'])
      assert.ok(depthOf(noteTree(sign.repeat(5000))) < 30, sign);
    fc.assert(
      fc.property(fc.stringMatching(/^[ \n*_[\]()`>$#a1.|~\\!<-]{0,300}$/), (text) => {
        assert.ok(depthOf(noteTree(text)) < 30);
      }),
    );
  });
});
