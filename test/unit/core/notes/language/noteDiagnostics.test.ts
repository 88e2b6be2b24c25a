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

  test('a paper id that disagrees with the file name is a warning', () => {
    const text = note().replace(id, 'other-00000000');
    assert.deepEqual(first(text), {
      kind: 'other-paper',
      on: 'other-00000000',
      severity: 'warning',
      fixed: note(),
    });
  });

  test('a duplicate key with the same value can be removed', () => {
    const found = first(note('tags:', '  - a', 'tags:', '  - a'));
    assert.equal(found.kind, 'duplicate-key');
    assert.equal(found.fixed, note('tags:', '  - a'));
  });

  test('a duplicate key with different values has no fix', () => {
    const found = first(note('tags: [a]', 'tags: [b]'));
    assert.deepEqual([found.kind, found.on, found.fixed], ['duplicate-key', 'tags: [b]', undefined]);
  });

  test('of two highlights with one id the second gets another id', () => {
    const text = note('highlights:', '  - id: a', '    quote: x', '  - id: a', '    quote: y');
    const { fixed = '' } = first(text);
    assert.deepEqual(
      parseNote(fixed, id).note.highlights.map((one) => one.id),
      ['a', 'a-2'],
    );
  });

  test('unclosed front matter can be closed', () => {
    const { fixed } = first(note('tags: [a]').replace('\n---\n', '\n'));
    assert.deepEqual(noteDiagnostics(fixed ?? '', id), []);
  });

  const unclosed: readonly (readonly [front: string, body: string])[] = [
    ['tags: [a]\n', 'no end'],
    ['tags: [a]\n', 'no end\n\nmore: of it\n'],
    ['tags: [a]\n', '# A heading\ntext\n'],
    ['tags: [a]\n', '- a list\n'],
    ['tags: [a]\n', '\nText: with a colon\n'],
    ['tags:\n- a\n- b\n', 'text\n'],
    ['tags:\n  - a\n# mine\nmy rating: 5\n', 'text\n'],
    ['abstract: |\n  one\n\n  two\ntags: [a]\n', '\ntext\n'],
    ['highlights:\n  - id: h1\n    quote: |-\n      x\n\n      y\n', '\n# Heading\n'],
    ['', 'A rule above, and no key.\n'],
    ['tags: [a]\r\n', 'no end\r\n'],
  ];
  for (const [front, body] of unclosed)
    test(`unclosed front matter is closed behind its keys: ${JSON.stringify(front + body)}`, () => {
      const eol = front.includes('\r') ? '\r\n' : '\n';
      const { fixed } = first(`---${eol}${front}${body}`);
      assert.equal(fixed, `---${eol}${front}---${eol}${body}`);
      assert.deepEqual(
        noteDiagnostics(fixed, id).filter(({ severity }) => severity === 'error'),
        [],
      );
    });

  test('an invalid version can be fixed; a newer one is only reported', () => {
    assert.equal(first(note('version: one')).fixed, note('version: 1'));
    assert.deepEqual(first(note('version: 2')), {
      kind: 'newer-version',
      on: '2',
      severity: 'error',
      fixed: undefined,
    });
  });

  test('a valid note has no diagnostics, also with CRLF and a byte order mark', () => {
    const text = note('version: 1', 'tags: [method/diffusion, 你好]', 'mood: good');
    assert.deepEqual(noteDiagnostics(text, id), []);
    assert.deepEqual(noteDiagnostics(`\ufeff${text.replaceAll('\n', '\r\n')}`, id), []);
  });

  test('every read-only file has an error at a position in it', () => {
    for (const [text] of malformedNotes) {
      if (typeof text !== 'string') continue;
      const errors = noteDiagnostics(text, id).filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors[0]?.message, parseNote(text, id).error?.message);
      for (const { start, end } of errors) assert.ok(start <= end && end <= text.length);
    }
  });

  test('fixes are valid edits for any text', () => {
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
