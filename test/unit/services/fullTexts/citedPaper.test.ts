import assert from 'node:assert/strict';
import type { Block } from '../../../../src/core/fulltext/document';
import type { Library } from '../../../../src/core/library/library';
import { paperId } from '../../../../src/core/library/paperId';
import { citedPaper } from '../../../../src/services/fullTexts/citedPaper';

const title = 'On the Bounds of Estimators';

suite('Papers that references name', () => {
  const known = { id: paperId(title), title };
  const library = {
    paper: (id: string) => (id === known.id ? known : undefined),
    paperOnArxiv: (id: string) => (id === '2401.00001' ? known : undefined),
    paperWithDoi: (doi: string) => (doi === '10.1000/known' ? known : undefined),
  } as unknown as Library;
  const reference = (text: string, href?: string): Block => ({
    kind: 'reference',
    depth: 1,
    start: 0,
    end: text.length,
    inlines: [{ kind: 'text', text, ...(href !== undefined && { href }) }],
  });
  const cases: readonly [string, Block, boolean, string | undefined][] = [
    ['an arXiv number', reference('Doe (2020) A title. arXiv:2401.00001.'), true, '2401.00001'],
    ['a link to arXiv', reference('Doe (2020)', 'https://arxiv.org/abs/2401.00001v3'), true, '2401.00001'],
    ['another arXiv number', reference('A title. arXiv preprint arXiv:2401.00002'), false, '2401.00002'],
    ['a DOI', reference('Doe (2020) A title.', 'https://doi.org/10.1000/known'), true, '10.1000/known'],
    ['a title', reference(`Jane Doe. ${title}. In Proceedings, 2020.`), true, undefined],
    ['a title in quotes', reference(`J. Doe, “${title},” 2020.`), true, undefined],
    ['no known title', reference('Jane Doe. Another title of a paper. 2020.'), false, undefined],
    ['nothing', reference(''), false, undefined],
  ];
  for (const [what, block, isKnown, identifier] of cases)
    test(`${what} ${isKnown ? 'finds the paper' : 'finds no paper'}`, () => {
      const found = citedPaper(library, block);
      assert.equal(found.paper?.id, isKnown ? known.id : undefined);
      assert.equal(found.identifier, identifier);
    });
});
