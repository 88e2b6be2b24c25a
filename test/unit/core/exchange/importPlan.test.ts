import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { exportFormats, exportSummary } from '../../../../src/core/exchange/exportFormat';
import { importAnnotations } from '../../../../src/core/exchange/importAnnotations';
import {
  hasChanges,
  countImport,
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

  test('importing again changes nothing, and counts what is known', () => {
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

  test('exportSummary counts highlights and papers', () => {
    assert.equal(localized(exportSummary([samplePaper])), '3 highlights of 1 paper');
    assert.equal(localized(exportSummary([])), '0 highlights of 0 papers');
  });
});
