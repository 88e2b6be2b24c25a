import assert from 'node:assert/strict';
import { ownText } from '../../../../src/core/notes/noteText';
import { noteTemplate } from '../../../../src/core/notes/noteTemplate';

suite('What a person wrote into a note', () => {
  const title = 'On $L_1$ [Loss] #1';
  const body =
    noteTemplate({ id: 'on-l-1-loss-1-00000000', title, abstract: '' }).split('---\n').at(-1) ?? '';
  const table = [
    ['a new note', body, ''],
    ['text below the heading', `${body}Mine.\n`, 'Mine.'],
    ['a heading that the person wrote', `# ${title}\nMine.`, 'Mine.'],
    ['another heading', '# Summary\n\nMine.', '# Summary\n\nMine.'],
    ['text above the heading', `Mine.\n\n${body}`, `Mine.\n\n${body}`.trim()],
    ['text alone', 'Mine.', 'Mine.'],
    ['nothing', ' \n', ''],
  ] as const;
  for (const [name, given, expected] of table)
    test(name, () => assert.equal(ownText(given, title), expected));
});
