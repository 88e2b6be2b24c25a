import assert from 'node:assert/strict';
import type { Paper, PaperId } from '../../../../src/core/library/paper';
import { paperId } from '../../../../src/core/library/paperId';
import type { RuleResult } from '../../../../src/core/rules/ruleResult';
import { freshNews } from '../../../../src/core/state/newPapersMessage';
import { localized } from '../../../../src/core/base/localization';

const titles = ['A State-Space Model', 'Models of Diffusion', 'Space'];
const papers = new Map<PaperId, Paper>(
  titles.map((title) => [paperId(title), { id: paperId(title), title, abstract: '', links: [] }]),
);

function news(tags: readonly string[], ruled: (title: string) => RuleResult): string | undefined {
  const said = freshNews([...papers.keys()], {
    paper: (id) => papers.get(id),
    ruleResult: (id) => ruled(papers.get(id)?.title ?? ''),
    tagCounts: () => new Map(tags.map((tag) => [tag, 1])),
  });
  return said && localized(said);
}

suite('The message about new papers', () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[], '3 new papers'],
    [['method/state-space'], '3 new papers · 1 matches your tags'],
    [['diffusion', 'method/diffusion'], '3 new papers · 1 matches your tags'],
    [['space', 'diffusion'], '3 new papers · 3 match your tags'],
    [['to/…'], '3 new papers'],
  ];
  for (const [tags, said] of cases)
    test(`with ${tags.join(', ') || 'no tag'}: ${said}`, () =>
      assert.equal(
        news(tags, () => ({})),
        said,
      ));

  test('counts papers that rules keep for later, but not those that rules hide', () => {
    const rules = (title: string): RuleResult =>
      title === 'Space' ? { hiddenBy: 'space' } : { laterBy: 'models' };
    assert.equal(news(['space'], rules), '2 new papers · 1 matches your tags');
    assert.equal(
      news(['space'], () => ({ hiddenBy: 'all' })),
      undefined,
    );
  });
});
