import assert from 'node:assert/strict';
import { parseTriageRules } from '../../../../src/core/rules/parseTriageRules';
import type { TriageRule } from '../../../../src/core/rules/triageRule';
import { RuleEvaluator } from '../../../../src/core/rules/ruleEvaluator';
import type { QueryablePaper } from '../../../../src/core/search/query/queryablePaper';
import { factsOf } from '../search/query/factsOf';

const hide = (...words: string[]): readonly TriageRule[] =>
  parseTriageRules(words.map((match) => ({ match, action: 'hide' }))).rules;

/** Papers `0` to `count`, every tenth of them a survey, judged a few at a time. */
function setup(count: number) {
  const papers = new Map<string, QueryablePaper>();
  for (let at = 0; at < count; at++) {
    papers.set(String(at), factsOf({ title: at % 10 === 0 ? 'A survey' : 'A method' }));
  }
  const asked: string[] = [];
  const reported: unknown[] = [];
  const verdicts = new RuleEvaluator({
    ids: () => papers.keys(),
    facts: (id) => {
      asked.push(id);
      return papers.get(id);
    },
    run: async (steps) => {
      for (let taken = 1; steps.next().done !== true; taken++) {
        if (taken % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    report: (cause) => reported.push(cause),
  });
  const fired: (readonly string[])[] = [];
  verdicts.onDidChange((ids) => fired.push(ids));
  return { papers, asked, reported, verdicts, fired };
}

suite('RuleEvaluator', () => {
  test('reads no paper if there are no rules', async () => {
    const { verdicts, asked, fired } = setup(100);
    await verdicts.setRules([]);
    verdicts.recheck(['1', '2']);
    await verdicts.settled();
    assert.deepEqual([asked, fired, verdicts.of('1')], [[], [], {}]);
  });

  test('publishes the first results early, and the others in growing batches', async () => {
    const { verdicts, fired } = setup(1000);
    await verdicts.setRules(hide('survey'));
    assert.deepEqual(fired, [['0', '10', '20', '30', '40', '50', '60']]);
    await verdicts.settled();
    assert.equal(fired.flat().length, 100);
    assert.ok(fired.length < 8, `${fired.length} times`);
    assert.deepEqual(verdicts.of('990'), { hiddenBy: 'survey' });
  });

  test('evaluates a changed paper again, and fires only if its result changed', async () => {
    const { verdicts, papers, asked, fired } = setup(20);
    await verdicts.setRules(hide('survey'));
    await verdicts.settled();
    asked.length = fired.length = 0;
    papers.set('1', factsOf({ title: 'Another survey' }));
    papers.set('2', factsOf({ title: 'Another method' }));
    papers.delete('10');
    verdicts.recheck(['1', '2', '10']);
    await verdicts.settled();
    assert.deepEqual(asked, ['1', '2', '10']);
    assert.deepEqual(fired, [['1', '10']]);
    assert.deepEqual(verdicts.of('10'), {});
  });

  test('if the rules change during evaluation, only results of the new rules remain', async () => {
    const { verdicts } = setup(500);
    const first = verdicts.setRules(hide('survey'));
    const second = verdicts.setRules(hide('method'));
    await Promise.all([first, second]);
    await verdicts.settled();
    assert.deepEqual([verdicts.of('0'), verdicts.of('1')], [{}, { hiddenBy: 'method' }]);
    await verdicts.setRules(hide('title:survey'));
    await verdicts.settled();
    assert.deepEqual([verdicts.of('490'), verdicts.of('1')], [{ hiddenBy: 'title:survey' }, {}]);
  });

  test('removing all rules clears the results at once', async () => {
    const { verdicts, fired } = setup(500);
    await verdicts.setRules(hide('survey'));
    await verdicts.setRules([]);
    assert.deepEqual(verdicts.of('0'), {});
    await verdicts.settled();
    assert.deepEqual(fired.flat().length % 2, 0);
    assert.deepEqual(verdicts.of('490'), {});
  });

  test('a failure is reported and settles all promises', async () => {
    const { verdicts, papers, reported } = setup(5);
    papers.get = () => {
      throw new Error('no facts');
    };
    await verdicts.setRules(hide('survey'));
    await verdicts.settled();
    assert.equal(reported.length, 1);
  });
});
