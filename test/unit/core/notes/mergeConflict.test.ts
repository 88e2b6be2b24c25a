import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { editNote } from '../../../../src/core/notes/editNote';
import {
  mergeConflict,
  mergeNotes,
  mergePaperNotes,
  mergeVersions,
} from '../../../../src/core/notes/mergeConflict';
import type { NoteChange } from '../../../../src/core/notes/noteChange';
import { noteTemplate } from '../../../../src/core/notes/noteTemplate';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { tagKey } from '../../../../src/core/notes/tag';
import { abstract, highlightArb, tagText } from './noteArbitraries';
import { localized } from '../../../../src/core/base/localization';

const id = 'a-paper-0123abcd';

function edited(text: string, change: NoteChange): string {
  const result = editNote(text, id, change);
  assert.ok(result.ok);
  return result.value;
}

const [first, second] = fc.sample(highlightArb(), { numRuns: 2, seed: 7 });
const template = noteTemplate({ id, title: 'T', abstract });

suite('Merging the content of notes', () => {
  let folder = '';
  suiteSetup(() => (folder = mkdtempSync(join(tmpdir(), 'papers-'))));
  suiteTeardown(() => rmSync(folder, { recursive: true }));

  /** Merges two edits of one text as git does. */
  function gitMerge(base: string, ours: string, theirs: string, ...style: readonly '--diff3'[]): string {
    for (const [name, text] of Object.entries({ base, ours, theirs }))
      writeFileSync(join(folder, name), text);
    const args = ['merge-file', '-p', ...style, 'ours', 'base', 'theirs'];
    const result = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    assert.ok(result.status !== null && result.status < 128, result.stderr);
    return result.stdout;
  }

  function merged(text: string): ReturnType<typeof parseNote>['note'] {
    const result = mergeConflict(text, id);
    assert.ok(result.ok, result.ok ? '' : localized(result.error.message));
    const { note, error } = parseNote(result.value.text, id);
    assert.equal(error, undefined);
    return note;
  }

  test('keeps the first highlights of the whole paper of both sides, and keys of others in it', () => {
    const [ours, theirs] = [first, second].map((one) => ({ ...one!, field: 'fullText' as const }));
    const conflict = gitMerge(
      template,
      edited(template, { addHighlights: [ours!] }),
      edited(template, { addHighlights: [theirs!] }),
    );
    assert.ok(conflict.includes('<<<<<<<'));
    assert.deepEqual(
      new Set(merged(conflict).highlights.map(({ id: one, field }) => `${one} ${field}`)),
      new Set([`${ours!.id} fullText`, `${theirs!.id} fullText`]),
    );
    const withOther = edited(template, { addHighlights: [theirs!] }).replace(
      '  source: arxiv-html\n',
      '  source: arxiv-html\n  mine: 1\n',
    );
    const other = gitMerge(template, edited(template, { addHighlights: [ours!] }), withOther);
    assert.equal(mergeConflict(other, id).ok, false);
  });

  test('keeps the first highlights of both sides', () => {
    const conflict = gitMerge(
      template,
      edited(template, { addHighlights: [first!] }),
      edited(template, { addHighlights: [second!] }),
    );
    assert.equal(parseNote(conflict, id).error?.kind, 'conflict-markers');
    assert.deepEqual(
      merged(conflict)
        .highlights.map((one) => one.id)
        .toSorted(),
      [first!.id, second!.id].toSorted(),
    );
  });

  test('keeps both comments on one highlight', () => {
    const base = edited(template, { addHighlights: [{ ...first!, comment: 'old' }] });
    const say = (comment: string): string =>
      edited(base, { editHighlights: [{ id: first!.id, set: { comment } }] });
    const note = merged(gitMerge(base, say('ours'), say('theirs')));
    assert.deepEqual(
      note.highlights.map(({ comment }) => comment),
      ['ours\n\ntheirs'],
    );
  });

  test('keeps both highlights if the sides have different quotes under one id', () => {
    const say = (quote: string): string =>
      edited(template, { addHighlights: [{ ...first!, quote, end: first!.start + quote.length }] });
    const note = merged(gitMerge(template, say('W'), say('We')));
    assert.deepEqual(note.highlights.map(({ quote }) => quote).toSorted(), ['W', 'We']);
    assert.equal(new Set(note.highlights.map((one) => one.id)).size, 2);
  });

  test('removes what one side removed if the conflict has a base', () => {
    const base = edited(template, { addTags: ['a', 'b', 'c'] });
    const [ours, theirs] = [edited(base, { removeTags: ['b'] }), edited(base, { removeTags: ['c'] })];
    assert.deepEqual(merged(gitMerge(base, ours, theirs, '--diff3')).tags, ['a']);
    assert.deepEqual(new Set(merged(gitMerge(base, ours, theirs)).tags), new Set(['a', 'b', 'c']));
  });

  test('keeps both versions of a line of the body', () => {
    const base = edited(template, { body: 'one\ntwo\nthree\n' });
    const say = (line: string): string => edited(base, { body: `one\n${line}\nthree\n` });
    const { body } = merged(gitMerge(base, say('ours'), say('theirs')));
    assert.match(body, /^one\n[^]*ours\n[^]*theirs\n[^]*three\n$/);
  });

  test('does not choose between different values of foreign keys', () => {
    const say = (mood: string): string => template.replace('---\n', `---\nmood: ${mood}\n`);
    const result = mergeConflict(gitMerge(template, say('good'), say('bad')), id);
    assert.equal(!result.ok && result.error.kind, 'conflict-markers');
  });

  test('loses no annotation of either side for any additions', () => {
    const changes = fc.record({
      addTags: fc.uniqueArray(tagText, { maxLength: 3, selector: tagKey }),
      addHighlights: fc.uniqueArray(highlightArb(fc.uuid()), { maxLength: 3, selector: (one) => one.id }),
    });
    fc.assert(
      fc.property(changes, changes, changes, (was, our, their) => {
        const base = edited(template, was);
        const [ours, theirs] = [edited(base, our), edited(base, their)];
        const text = gitMerge(base, ours, theirs);
        const note = parseNote(text, id).error ? merged(text) : parseNote(text, id).note;
        const quotes = new Set(note.highlights.map(({ quote }) => quote));
        const tags = new Set(note.tags.map(tagKey));
        for (const side of [ours, theirs].map((one) => parseNote(one, id).note)) {
          for (const { quote } of side.highlights) assert.ok(quotes.has(quote), quote);
          for (const tag of side.tags) assert.ok(tags.has(tagKey(tag)), tag);
        }
      }),
      { numRuns: 25 },
    );
  });
});

suite('Merging copies of a note that differ in line ends', () => {
  const base =
    '---\ntags:\n  - a\nrating: 5 # good\n# mine\nplan: |\n  one\n  two\n---\n\n# T\n\nOne.\nTwo.\n';
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const rows: readonly (readonly [name: string, ours: string, theirs: string, merged: string])[] = [
    ['the same with CRLF', base, crlf(base), base],
    ['more lines with CRLF', base, crlf(`${base}Three.\n`), `${base}Three.\n`],
    ['more lines of a copy whose other has CRLF', crlf(base), `${base}Three.\n`, crlf(`${base}Three.\n`)],
    ['a few lines with CRLF', base, base.replace('One.\n', 'One.\r\n'), base],
    ['no line end at the end', base, base.trimEnd(), base],
    ['no line end at the end of ours', base.trimEnd(), base, base.trimEnd()],
    ['no line end, and more lines', base.trimEnd(), `${base}Three.\n`, `${base}Three.\n`],
    ['more lines without a line end', base, `${base}Three.`, `${base}Three.\n`],
    ['no line end at the end of both', base.trimEnd(), base.trimEnd(), base.trimEnd()],
    ['CRLF and no line end', base, crlf(base).trimEnd(), base],
  ];
  for (const [name, ours, theirs, merged] of rows) {
    test(`doubles no line: ${name}`, () => {
      const wanted = { ok: true, value: { text: merged, keptBoth: [] } };
      assert.deepEqual(mergeNotes(ours, theirs, id), wanted);
      assert.deepEqual(mergeVersions(base, ours, theirs, id), wanted);
    });
  }

  test('adds no text or front matter to the note of another paper that this holds with other line ends', () => {
    for (const theirs of [base, crlf(base), base.trimEnd()])
      assert.deepEqual(mergePaperNotes(base, theirs, id), { ok: true, value: { text: base, keptBoth: [] } });
    assert.deepEqual(mergePaperNotes(crlf(base), base, id), {
      ok: true,
      value: { text: crlf(base), keptBoth: [] },
    });
    const merged = mergePaperNotes(base, base.replace('# mine', '# theirs'), id);
    assert.equal(merged.ok && merged.value.text, `${base}\n\`\`\`yaml\n# theirs\n\`\`\`\n`);
  });
});
