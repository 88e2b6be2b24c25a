import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTriageRules } from '../../../../src/core/rules/parseTriageRules';
import { applyRules, type RuleResult } from '../../../../src/core/rules/ruleResult';
import { ruleActions, type TriageRule, type TriageRuleSetting } from '../../../../src/core/rules/triageRule';
import type { QueryablePaper } from '../../../../src/core/search/query/queryablePaper';
import { factsOf } from '../search/query/factsOf';
import { seedFacts } from './seedFacts';

function rules(...settings: TriageRuleSetting[]): readonly TriageRule[] {
  const read = parseTriageRules(settings);
  assert.deepEqual(read.problems, []);
  return read.rules;
}

const hide = (match: string, name?: string): TriageRuleSetting => ({
  match,
  action: 'hide',
  ...(name !== undefined && { name }),
});
const show = (match: string): TriageRuleSetting => ({ match, action: 'show' });
const later = (match: string): TriageRuleSetting => ({ match, action: 'later' });

suite('applyRules: the papers of the seeds', () => {
  const table: [settings: TriageRuleSetting[], hidden: number, later: number][] = [
    [[], 0, 0],
    [[hide('title:diffusion')], 15, 0],
    [[hide('title:benchmark'), hide('medical')], 7, 0],
    [[hide('title:diffusion'), show('video')], 15, 0],
    [[hide('title:diffusion'), show('title:residual')], 14, 0],
    [[hide('diffusion'), show('diffusion')], 0, 0],
    [[hide('title:diffusion'), later('title:residual')], 14, 1],
    [[later('title:diffusion'), show('title:diffusion')], 0, 15],
    [[hide('cat:cs.CL'), hide('author:hinton'), hide('tag:survey')], 0, 0],
  ];
  for (const [settings, hidden, kept] of table) {
    const said = settings.map(({ match, action }) => `${action} ${match}`).join(', ');
    test(`${said === '' ? 'no rule' : said}: ${hidden} hidden, ${kept} for later`, () => {
      const read = rules(...settings);
      const verdicts = [...seedFacts.values()].map((facts) => applyRules(read, facts));
      assert.equal(verdicts.filter(({ hiddenBy }) => hiddenBy !== undefined).length, hidden);
      assert.equal(verdicts.filter(({ laterBy }) => laterBy !== undefined).length, kept);
    });
  }
});

suite('applyRules: criteria', () => {
  const paper = factsOf({
    title: 'A Survey of Diffusion Models',
    authors: ['Ada Lovelace'],
    categories: ['cs.CL'],
    tags: ['topic/surveys'],
  });
  const table: [settings: TriageRuleSetting[], facts: QueryablePaper, expected: RuleResult][] = [
    [[hide('title:survey', 'survey')], paper, { hiddenBy: 'survey' }],
    [[hide('author:lovelace')], paper, { hiddenBy: 'author:lovelace' }],
    [[hide('cat:cs')], paper, { hiddenBy: 'cat:cs' }],
    [[later('tag:topic')], paper, { laterBy: 'tag:topic' }],
    [[hide('diffusion', 'first'), hide('survey', 'second')], paper, { hiddenBy: 'first' }],
    [[hide('video', 'first'), hide('survey', 'second')], paper, { hiddenBy: 'second' }],
    [[hide('survey'), show('author:lovelace')], paper, {}],
    [[show('author:lovelace'), hide('survey')], paper, {}],
    [[hide('survey -author:lovelace')], paper, {}],
    [[hide('is:unread')], paper, { hiddenBy: 'is:unread' }],
  ];
  for (const [settings, facts, expected] of table) {
    const said = settings.map(({ match, action }) => `${action} ${match}`).join(', ');
    test(`${said} → ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(applyRules(rules(...settings), facts), expected);
    });
  }

  test('a paper that one rule shows or keeps is hidden by no other, for any rules in any order', () => {
    const words = ['diffusion', 'model', 'learning', 'video', 'title:network', '-image', '(graph OR agent)'];
    const setting = fc.record({ match: fc.constantFrom(...words), action: fc.constantFrom(...ruleActions) });
    const papers = [...seedFacts.values()];
    fc.assert(
      fc.property(fc.array(setting, { maxLength: 6 }), fc.constantFrom(...papers), (settings, facts) => {
        const verdict = applyRules(rules(...settings), facts);
        const says = (action: string): boolean =>
          settings.some(
            (one) =>
              one.action === action && Object.keys(applyRules(rules(hide(one.match)), facts)).length > 0,
          );
        assert.equal(verdict.laterBy !== undefined, says('later'));
        assert.equal(verdict.hiddenBy !== undefined, says('hide') && !says('show') && !says('later'));
      }),
    );
  });
});
