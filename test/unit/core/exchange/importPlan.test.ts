import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { exportFormats, exportSummary } from '../../../../src/core/exchange/exportFormat';
import { importAnnotations } from '../../../../src/core/exchange/importAnnotations';
import {
  hasChanges,
  countImport,
  type ImportCounts,
  importDetails,
  importReport,
  nothingNewReport,
  planImport,
} from '../../../../src/core/exchange/importPlan';
import { abstract, joined, sampleNote, samplePaper, title } from './samples';
import { type Message, localized } from '../../../../src/core/base/localization';

const exported = joined(exportFormats.jsonld.write([samplePaper], '2025-03-04T05:06:07.000Z'));
const [imported] = finish(importAnnotations(exported, () => undefined)).papers;
assert.ok(imported);
const noteId = sampleNote.paperId;

const sentences = (messages: readonly Message[]): readonly string[] =>
  messages.map((message) => localized(message));

suite('importPlan', () => {
  test('a paper without a note gets everything in the file', () => {
    const step = planImport(imported, { paper: { title, abstract }, note: undefined, noteId });
    assert.ok(step && hasChanges(step));
    const counts = countImport([step]);
    assert.deepEqual(counts, { notes: 1, added: 3, tags: 2, bodies: 1, known: 0, different: 0 });
    assert.deepEqual(sentences(importReport('notes.jsonld', counts, 0)), [
      'Imported from notes.jsonld: 3 highlights, 2 tags and 1 text in 1 note.',
    ]);
  });

  test('importing again changes nothing, and counts known annotations', () => {
    const step = planImport(imported, { paper: { title, abstract }, note: sampleNote, noteId });
    assert.ok(step);
    assert.equal(hasChanges(step), false);
    const counts = countImport([step]);
    assert.deepEqual(sentences(importDetails(counts, 0)), ['New: nothing.', 'Known already: 3 highlights.']);
    assert.deepEqual(sentences(nothingNewReport('notes.jsonld', counts)), [
      'notes.jsonld brings nothing new.',
      '3 highlights are here already.',
    ]);
  });

  test('an import that could not save all says so', () => {
    const none = countImport([]);
    assert.deepEqual(sentences(importReport('notes.jsonld', { ...none, known: 1 }, 2)), [
      'Nothing was imported from notes.jsonld.',
      '1 highlight is here already.',
      'Not imported: 2 annotations.',
    ]);
  });

  test('local differences are reported and kept', () => {
    const [first, ...rest] = sampleNote.highlights;
    assert.ok(first);
    const note = { ...sampleNote, highlights: [{ ...first, comment: 'Mine.' }, ...rest] };
    const step = planImport(imported, { paper: undefined, note, noteId });
    assert.ok(step);
    assert.equal(hasChanges(step), false);
    assert.match(
      importDetails(countImport([step]), 2)
        .map((line) => localized(line))
        .join('\n'),
      /1 says something else here.*\n.*imported: 2 annotations/,
    );
  });

  test('a paper that is not in the library uses the file’s title; one without a title is not imported', () => {
    const unknown = { paper: undefined, note: undefined, noteId };
    assert.deepEqual(planImport(imported, unknown)?.subject, { id: noteId, title, abstract });
    const { paperId, tags, highlights, body } = imported;
    const untitled = { paperId, tags, highlights, body };
    assert.equal(planImport(untitled, unknown), undefined);
  });

  const none = { notes: 0, added: 0, tags: 0, bodies: 0, known: 0, different: 0 };
  const summaries: readonly [Partial<ImportCounts>, summary: string][] = [
    [{}, 'Nothing was imported from x.'],
    [{ known: 4 }, 'Nothing was imported from x. 4 highlights are here already.'],
    [{ notes: 1, added: 1 }, 'Imported from x: 1 highlight in 1 note.'],
    [{ notes: 2, tags: 1 }, 'Imported from x: 1 tag in 2 notes.'],
    [{ notes: 2, bodies: 2 }, 'Imported from x: 2 texts in 2 notes.'],
    [{ notes: 3, added: 2, bodies: 1 }, 'Imported from x: 2 highlights and 1 text in 3 notes.'],
    [{ notes: 3, tags: 2, bodies: 3 }, 'Imported from x: 2 tags and 3 texts in 3 notes.'],
  ];
  for (const [counts, summary] of summaries)
    test(`${JSON.stringify(counts)} is “${summary}”`, () =>
      assert.equal(
        importReport('x', { ...none, ...counts }, 0)
          .map((line) => localized(line))
          .join(' '),
        summary,
      ));

  test('the confirmation has a line for each thing that there is to say', () => {
    const lines = (counts: Partial<ImportCounts>, unmatched: number): readonly string[] =>
      importDetails({ ...none, ...counts }, unmatched).map((line) => localized(line));
    assert.deepEqual(lines({}, 0), ['New: nothing.']);
    assert.deepEqual(lines({ notes: 1, added: 2, known: 3, different: 2 }, 1), [
      'New: 2 highlights in 1 note.',
      'Known already: 3 highlights.',
      'Of these, 2 say something else here, and stay as they are here.',
      'Cannot be imported: 1 annotation.',
    ]);
  });

  test('exportSummary counts highlights and papers', () => {
    assert.equal(localized(exportSummary([samplePaper])), '3 highlights of 1 paper');
    assert.equal(localized(exportSummary([])), '0 highlights of 0 papers');
  });
});
