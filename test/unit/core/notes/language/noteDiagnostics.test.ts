import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noteDiagnostics } from '../../../../../src/core/notes/language/noteDiagnostics';
import { parseNote } from '../../../../../src/core/notes/parseNote';
import { applyEdits } from '../../../../../src/core/notes/textEdit';
import { malformedNotes } from '../malformedNotes';

const id = 'a-paper-0123abcd';
const note = (...lines: readonly string[]): string =>
  ['---', `paper: ${id}`, ...lines, '---', '', 'Mine.', ''].join('\n');

/** The text that a diagnostic is on, and its first fix. */
function first(text: string): { kind: string; on: string; severity: string; fixed: string | undefined } {
  const [one] = noteDiagnostics(text, id);
  assert.ok(one, 'nothing is said');
  const fixed = one.fixes[0] && applyEdits(text, one.fixes[0].edits);
  return { kind: one.kind, on: text.slice(one.start, one.end), severity: one.severity, fixed };
}

suite('noteDiagnostics', () => {
  const rows = [
    {
      name: 'a colour in capitals',
      line: 'color: Green',
      kind: 'unknown-color',
      on: 'Green',
      fixed: 'color: green',
    },
    {
      name: 'a colour that is none',
      line: 'color: red',
      kind: 'unknown-color',
      on: 'red',
      fixed: 'color: yellow',
    },
    {
      name: 'a start that is a word',
      line: 'start: four',
      kind: 'wrong-type',
      on: 'four',
      fixed: 'start: 4',
    },
    { name: 'an end that is negative', line: 'end: -1', kind: 'wrong-type', on: '-1', fixed: 'end: 8' },
    {
      name: 'a tag of a highlight with a space',
      line: 'tags: ["to do"]',
      kind: 'odd-tag',
      on: '"to do"',
      fixed: 'tags: [to-do]',
    },
  ];
  for (const { name, line, kind, on, fixed } of rows) {
    test(name, () => {
      const text = note('abstract: The text.', 'highlights:', '  - id: a', '    quote: text', `    ${line}`);
      const found = first(text);
      assert.deepEqual([found.kind, found.on], [kind, on]);
      assert.ok(found.fixed?.includes(`    ${fixed}\n`), found.fixed);
      assert.deepEqual(noteDiagnostics(found.fixed ?? '', id), []);
    });
  }

  test('another paper than the file’s name says is a warning', () => {
    const text = note().replace(id, 'other-00000000');
    assert.deepEqual(first(text), {
      kind: 'other-paper',
      on: 'other-00000000',
      severity: 'warning',
      fixed: note(),
    });
  });

  test('a key that stands twice and says the same goes once', () => {
    const found = first(note('tags:', '  - a', 'tags:', '  - a'));
    assert.equal(found.kind, 'duplicate-key');
    assert.equal(found.fixed, note('tags:', '  - a'));
  });

  test('a key that stands twice and says two things is left to the person', () => {
    const found = first(note('tags: [a]', 'tags: [b]'));
    assert.deepEqual([found.kind, found.on, found.fixed], ['duplicate-key', 'tags: [b]', undefined]);
  });

  test('two highlights of one id: the second gets another', () => {
    const text = note('highlights:', '  - id: a', '    quote: x', '  - id: a', '    quote: y');
    const { fixed = '' } = first(text);
    assert.deepEqual(
      parseNote(fixed, id).note.highlights.map((one) => one.id),
      ['a', 'a-2'],
    );
  });

  test('front matter that does not close is closed', () => {
    const { fixed } = first(note('tags: [a]').replace('\n---\n', '\n'));
    assert.deepEqual(noteDiagnostics(fixed ?? '', id), []);
  });

  test('a version that is no number is set; a newer one is only told', () => {
    assert.equal(first(note('version: one')).fixed, note('version: 1'));
    assert.deepEqual(first(note('version: 2')), {
      kind: 'newer-version',
      on: '2',
      severity: 'error',
      fixed: undefined,
    });
  });

  test('a note as it should be has none, in CRLF with a byte order mark neither', () => {
    const text = note('version: 1', 'tags: [method/diffusion, 你好]', 'mood: good');
    assert.deepEqual(noteDiagnostics(text, id), []);
    assert.deepEqual(noteDiagnostics(`\ufeff${text.replaceAll('\n', '\r\n')}`, id), []);
  });

  test('every file that is read-only says why, at a place in it', () => {
    for (const [text] of malformedNotes) {
      if (typeof text !== 'string') continue;
      const errors = noteDiagnostics(text, id).filter(({ severity }) => severity === 'error');
      assert.equal(errors[0]?.message, parseNote(text, id).error?.message);
      for (const { start, end } of errors) assert.ok(start <= end && end <= text.length);
    }
  });

  test('whatever the text, fixes are edits of it', () => {
    const part = fc.constantFrom(
      '---\n',
      'tags:',
      ' - a\n',
      'highlights:\n',
      '  - id: a\n',
      '    quote: x\n',
      '\n',
      'version: ',
      '"',
      'tags: [a]\n',
      '    start: z\n',
      'é',
      '\r\n',
      '<<<<<<< a\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const text = `---\n${parts.join('')}`;
        for (const { start, end, fixes } of noteDiagnostics(text, id)) {
          assert.ok(0 <= start && start <= end && end <= text.length);
          for (const { edits } of fixes) assert.notEqual(applyEdits(text, edits), text);
        }
      }),
    );
  });
});
