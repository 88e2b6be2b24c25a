import assert from 'node:assert/strict';
import {
  dayGroupNode,
  dayNode,
  fileNode,
  highlightNode,
  isViewNode,
  paperNode,
  placeNode,
  searchNode,
  tagNode,
  type ViewNode,
} from '../../../../src/services/views/treeNodes';

const notice: ViewNode = {
  kind: 'notice',
  key: 'notice:trust',
  label: 'Trust',
  description: '',
  tooltip: '',
  icon: 'shield',
  command: 'trust',
};

suite('Rows of the views', () => {
  test('have a key of their own for each place of a paper', () => {
    const year = dayGroupNode('2024');
    const month = dayGroupNode('2024-03', year);
    const tag = tagNode('method/diffusion', tagNode('method', undefined));
    const papers = [undefined, dayNode('d'), dayNode('d', month), tag, searchNode('d')].map((parent) =>
      paperNode('on-noise-0123abcd', parent),
    );
    const rows = [year, month, tag, ...papers, ...papers.map((paper) => highlightNode('h', paper))];
    const keys = rows.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length, keys.join('\n'));
  });

  test('of a tag are the same however it is written', () => {
    assert.equal(tagNode('Method', undefined).key, tagNode('method', undefined).key);
  });

  test('are distinguished from other arguments of commands', () => {
    const paper = paperNode('on-noise-0123abcd');
    const rows = [notice, dayGroupNode('2024'), dayNode('d'), tagNode('t', undefined), searchNode('s')];
    const place = {
      ...({ kind: 'title', value: 'On Noise' } as const),
      paperId: paper.paperId,
      uri: 'file:///a.py',
    };
    const places = [paper, fileNode(place.uri)].map((parent) =>
      placeNode({ ...place, line: 1, column: 2, endColumn: 9, text: '# On Noise' }, parent),
    );
    for (const row of [...rows, paper, highlightNode('h', paper), ...places])
      assert.ok(isViewNode(row), row.kind);
    for (const other of [
      undefined,
      null,
      'paper',
      {},
      { kind: 'paper' },
      { key: 'k' },
      { kind: 'folder', key: 'k' },
    ])
      assert.ok(!isViewNode(other), JSON.stringify(other));
  });
});
