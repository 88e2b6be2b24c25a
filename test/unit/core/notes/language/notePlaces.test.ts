import assert from 'node:assert/strict';
import { completionPlace } from '../../../../../src/core/notes/language/completionPlace';
import { noteReferences, referenceAt } from '../../../../../src/core/notes/language/noteReferences';
import { paperCompletions } from '../../../../../src/core/notes/language/paperCompletions';

const id = 'a-paper-0123abcd';

/** The cursor stands at `|`. */
function placeAt(marked: string): unknown {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = completionPlace(text, offset);
  return place && [place.kind, place.typed, text.slice(place.start, place.end)];
}

suite('completionPlace', () => {
  const front = (lines: string): string => `---\n${lines}\n---\n\nText.\n`;
  const rows: readonly (readonly [string, string, unknown])[] = [
    ['a list of tags', front('tags:\n  - met|hod'), ['tag', 'met', 'method']],
    ['a list that is not indented', front('tags:\n- a\n- |'), ['tag', '', '']],
    ['a list in brackets', front('tags: [one, tw|]'), ['tag', 'tw', 'tw']],
    ['words', front('tags: on|'), ['tag', 'on', 'on']],
    ['a nested tag', front('tags:\n  - method/di|'), ['tag', 'method/di', 'method/di']],
    ['tags of a highlight', front('highlights:\n  - id: a\n    tags:\n      - x|'), ['tag', 'x', 'x']],
    ['the colour of a highlight', front('highlights:\n  - color: gr|'), ['color', 'gr', 'gr']],
    ['another list', front('authors:\n  - Me|'), undefined],
    ['a highlight’s first key', front('tags:\n  - a\nhighlights:\n  - i|'), undefined],
    ['the title', front('title: tags|'), undefined],
    ['a paper', `${front('tags:')}See [[scaling la|`, ['paper', 'scaling la', 'scaling la']],
    ['a paper within closed brackets', 'See [[a-pa|per-1]] there', ['paper', 'a-pa', 'a-paper-1']],
    ['after a closed link', 'See [[a]] |', undefined],
    ['an alias', `[[${id}|`.replace('|', '\u0000|').replace('\u0000', '#x'), undefined],
    ['plain text', 'See |', undefined],
  ];
  for (const [name, marked, expected] of rows) test(name, () => assert.deepEqual(placeAt(marked), expected));
});

suite('noteReferences', () => {
  const found = (text: string): unknown =>
    noteReferences(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  const rows: readonly (readonly [string, string, unknown])[] = [
    ['a wiki link', `See [[${id}]].`, [['wiki', id]]],
    ['one with an alias', `[[${id}|as they say]]`, [['wiki', id]]],
    ['one with an alias in a table', `| [[${id}\\|as they say]] | b |`, [['wiki', id]]],
    ['one to the file', `[[${id}.md]]`, [['wiki', id]]],
    ['an address', `(paper:/A%20Paper?${id})`, [['address', `paper:/A%20Paper?${id}`]]],
    ['a short address', `paper:${id}`, [['address', `paper:${id}`]]],
    ['the key of the front matter', `---\npaper: "${id}"\n---\n`, [['key', `"${id}"`]]],
    ['a link to another note', '[[my ideas]] [[ideas]]', []],
    ['code', `\`[[${id}]]\`\n\n\`\`\`\n[[${id}]]\n\`\`\`\n`, []],
    ['a link after code', `\`a\` [[${id}]] \`\`b\`\``, [['wiki', id]]],
    ['a path', `[[../${id}]] [[${id}/x]]`, []],
  ];
  for (const [name, text, expected] of rows) test(name, () => assert.deepEqual(found(text), expected));

  test('referenceAt returns the reference under the cursor', () => {
    const text = `See [[${id}]].`;
    assert.equal(referenceAt(noteReferences(text), 10)?.paperId, id);
    assert.equal(referenceAt(noteReferences(text), 2), undefined);
  });

  test('a long text of opening brackets takes linear time', () => {
    for (const part of ['[[a-', '`', '```\n', 'paper:/x', '[[a|']) noteReferences(part.repeat(50_000));
  });
});

suite('paperCompletions', () => {
  const papers = [
    { id: 'unscaled-11111111', title: 'Unscaled Laws' },
    { id: 'scaling-22222222', title: 'Scaling Laws for Élan' },
    { id: 'other-33333333', title: 'Another' },
  ];
  const offered = (typed: string): unknown =>
    paperCompletions(typed, papers, 2).map(({ id: offer }) => offer);

  test('sorts matches at the start of a word first', () =>
    assert.deepEqual(offered('scal law'), ['scaling-22222222', 'unscaled-11111111']));
  test('ignores accents and case, and matches ids', () => {
    assert.deepEqual(offered('ELAN'), ['scaling-22222222']);
    assert.deepEqual(offered('other-33'), ['other-33333333']);
  });
  test('returns the first papers for an empty input', () =>
    assert.deepEqual(offered(''), ['unscaled-11111111', 'scaling-22222222']));
});
