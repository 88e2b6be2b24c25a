import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filledTemplate, noteTemplate, templateNames } from '../../../../src/core/notes/noteTemplate';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { notesContributions } from '../../../../src/features/notes/contributions';
import { hostileText } from './noteArbitraries';

const subject = { id: 'a-paper-0123abcd', title: 'On *Stars*', abstract: 'We study.' };
const values = {
  title: subject.title,
  authors: 'Anna Lee, Bo_Kim',
  year: '2024',
  url: 'https://arxiv.org/abs/2401.00011',
  date: '2024-03-11',
};

suite('The template of notes', () => {
  const rows: readonly (readonly [template: string, body: string])[] = [
    ['# ${title}\n\n', '# On \\*Stars\\*\n\n'],
    ['${authors} (${year}), ${url}', 'Anna Lee, Bo\\_Kim (2024), https://arxiv.org/abs/2401.00011'],
    ['Read ${date}. ${doi}${venue}!', 'Read 2024-03-11. !'],
    ['${mine} ${Title} $title ${} ${title', '${mine} ${Title} $title ${} ${title'],
    ['', ''],
    ['---\nx: 1\n---\n', '---\nx: 1\n---\n'],
    ['<<<<<<< HEAD\n', '# On \\*Stars\\*\n\n'],
  ];
  for (const [template, body] of rows)
    test(`${JSON.stringify(template)} gives ${JSON.stringify(body)}`, () => {
      assert.equal(filledTemplate(template, values), body);
      const { note, error } = parseNote(noteTemplate(subject, body), subject.id);
      assert.deepEqual([note.body, error], [body, undefined]);
    });

  test('the values of a paper are text: they are not filled in again and make no markup', () => {
    assert.equal(
      filledTemplate('${title}', { title: '${url} [x](y) `z`\n# w', url: 'u' }),
      '${url} \\[x\\](y) \\`z\\` \\# w',
    );
  });

  test('of any text is a body that is read back, in a note that can be edited', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (template, title) => {
        const body = filledTemplate(template, { title });
        const { note, error } = parseNote(noteTemplate(subject, body), subject.id);
        assert.deepEqual([note.body, error], [body, undefined]);
      }),
    );
  });

  test('its setting names all that it can be filled with, and begins with the title', () => {
    const { default: template, markdownDescription } = notesContributions.settings?.['notes.template'] ?? {};
    assert.equal(template, '# ${title}\n\n');
    for (const name of templateNames)
      assert.ok(JSON.stringify(markdownDescription).includes(`\`\${${name}}\``), name);
  });
});
