import assert from 'node:assert/strict';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';
import { newNoteBody } from '../../../../src/services/notes/newNoteBody';

const title = 'On *Noise*';
const id = paperId(title);
const full: Partial<PaperRecord> = {
  authors: ['Ada Lovelace', 'Emmy Noether'],
  venue: 'NeurIPS',
  arxivId: '2401.01234',
  doi: '10.1000/xyz',
  published: '2024-01-02T00:00:00Z',
};

/** The body of a new note of a paper, on the evening of the third of February. */
function body(template: unknown, known: Partial<PaperRecord> = full, subject = { id, title }): string {
  const library = new Library();
  const papers = [{ title, abstract: '', ...known }];
  library.add(toPaperBatch('one', [{ label: 'Mar 11', source: 'digest', papers }]));
  const now = (): Date => new Date(2024, 1, 3, 23, 59);
  return newNoteBody(library, now, () => template)({ ...subject, abstract: '' });
}

suite('The body of a new note', () => {
  const everything = '${title}|${authors}|${venue}|${year}|${arxiv}|${doi}|${url}|${date}|${other}';
  const heading = '# On \\*Noise\\*\n\n';

  test('is the template with all that is known of the paper, and the date of today', () => {
    assert.equal(
      body(everything),
      'On \\*Noise\\*|Ada Lovelace, Emmy Noether|NeurIPS|2024|2401.01234|10.1000/xyz|https://arxiv.org/abs/2401.01234|2024-02-03|${other}',
    );
  });

  test('has nothing in the place of what is not known', () => {
    assert.equal(body(everything, {}), 'On \\*Noise\\*|||||||2024-02-03|${other}');
    const unknown = { id: 'on-signals-0123abcd', title: 'On Signals' };
    assert.equal(body(everything, full, unknown), 'On Signals|||||||2024-02-03|${other}');
  });

  test('has the year of publication where that is known, and the nearest address', () => {
    assert.equal(body('${year}', { ...full, year: 2025 }), '2025');
    assert.equal(body('${url}', { projectPage: 'https://noise.example' }), 'https://noise.example');
  });

  for (const setting of [undefined, null, 7, ['${title}']])
    test(`is the title where the setting is ${JSON.stringify(setting)}`, () =>
      assert.equal(body(setting), heading));
});
