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
    ['      assert.ok(JSON.stringify(markdownDescription).includes(`\`\${${name}}\``), name);
  });
});
