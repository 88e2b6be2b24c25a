import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editNote } from '../../../../src/core/notes/editNote';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { InMemoryNoteFiles } from './inMemoryNoteFiles';
import { malformedNotes } from './malformedNotes';
import { hostileText } from './noteArbitraries';
import { runs } from '../../../support/testLength';
import { localized } from '../../../../src/core/base/localization';

const id = 'a-paper-0123abcd';
const subject = { id, title: 'T', abstract: 'A' };

suite('Reading a note file', () => {
  for (const [index, [content, kind, line]] of malformedNotes.entries()) {
    const shown = typeof content === 'string' ? JSON.stringify(content).slice(0, 60) : content.toString();
    test(`${index + 1}: ${shown} is ${kind}, shown and never written`, async () => {
      const files = new InMemoryNoteFiles();
      files.put(`${id}.md`, content);
      const store = new NoteStore(files);
      await store.ready();
      const error = store.error(id);
      assert.deepEqual([error?.kind, error?.line], [kind, line]);
      assert.match(localized(error?.message ?? ''), /^[A-Z“][^]*\.$/);
      const saved = await store.update(subject, { addTags: ['x'], body: 'y' });
      assert.equal(saved.ok, false);
      assert.equal(files.writes, 0);
    });
  }

  test('returns the valid part of a broken file', () => {
    const { note, error } = parseNote('---\ntags: [a, b]\nversion: 9\nx: [\n---\n\nMine', id);
    assert.equal(error?.kind, 'yaml');
    assert.deepEqual([note.tags, note.body], [['a', 'b'], 'Mine']);
  });

  const readable: readonly (readonly [string, readonly string[], string])[] = [
    ['', [], ''],
    ['Only text', [], 'Only text'],
    ['\ufeffText', [], 'Text'],
    ['---\n---\n\nText', [], 'Text'],
    ['---\n# nothing\n---\nText', [], 'Text'],
    ['---  \ntags: [a, "#b", a, 2024]\n---\t\n\n\nText', ['a', 'b', '2024'], '\nText'],
    ['---\r\ntags:\r\n  - a\r\n---\r\n\r\nText\r\n', ['a'], 'Text\r\n'],
    ['---\ntags: "#a #b"\n---', ['a', 'b'], ''],
    ['---\ntags:\n  - machine learning\n---\n', ['machine learning'], ''],
    ['---\nx: "---"\ny: |\n  ---\ntags: a\n---\n=======\nText', ['a'], '=======\nText'],
    ['---\n<<: { a: 1 }\ntags: [yes]\n---\n', ['yes'], ''],
    ['----\nA rule\n---\n', [], '----\nA rule\n---\n'],
  ];
  for (const [text, tags, body] of readable) {
    test(`reads ${JSON.stringify(text).slice(0, 60)}`, () => {
      const { note, error } = parseNote(text, id);
      assert.deepEqual([error, note.tags, note.body], [undefined, tags, body]);
    });
  }

  const versions: readonly (readonly [string, number | undefined])[] = [
    ['arxivVersion: 2', 2],
    ['arxivVersion: "12"', 12],
    ['title: T', undefined],
    ['arxivVersion:', undefined],
    ['arxivVersion: 0', undefined],
    ['arxivVersion: v2', undefined],
    ['arxivVersion: [2]', undefined],
  ];
  for (const [line, version] of versions) {
    test(`reads the arXiv version ${String(version)} from “${line}” without an error`, () => {
      const { note, error } = parseNote(`---\n${line}\n---\n`, id);
      assert.deepEqual([note.arxivVersion, error], [version, undefined]);
    });
  }

  test('sets the state of a highlight by whether its quote is at its offsets', () => {
    const item = (start: number): string =>
      `  - { id: h${start}, quote: study, start: ${start}, end: ${start + 5} }\n`;
    const { note } = parseNote(`---\nabstract: We study\nhighlights:\n${item(3)}${item(2)}---\n`, id);
    assert.deepEqual(
      note.highlights.map(({ state }) => state),
      ['anchored', 'orphaned'],
    );
  });

  test('never expands aliases', () => {
    const bomb = Array.from(
      { length: 30 },
      (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]`,
    );
    const text = `---\n${bomb.join('\n')}\ntags: [t]\n---\n`;
    assert.deepEqual(parseNote(text, id).note.tags, ['t']);
    assert.equal(editNote(text, id, { addTags: ['u'] }).ok, true);
  });

  test('parses many keys in linear time', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    assert.equal(parseNote(`---\n${keys}\nk1: 2\n---\n`, id).error?.kind, 'duplicate-key');
  });

  test('never throws, and never loses the body of a valid file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostileText, fc.constantFrom('---\n', '\n', 'tags: ', '- ', '\r\n', ': '))),
        (pieces) => {
          const text = pieces.join('');
          const { note, error } = parseNote(text, id);
          if (!error) assert.ok(text.endsWith(note.body));
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
