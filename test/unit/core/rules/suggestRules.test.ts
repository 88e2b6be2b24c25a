import assert from 'node:assert/strict';
import { applyRules } from '../../../../src/core/rules/ruleResult';
import { suggestRules } from '../../../../src/core/rules/suggestRules';
import { parseTriageRules } from '../../../../src/core/rules/parseTriageRules';
import { factsOf } from '../search/query/factsOf';
import { seedFacts } from './seedFacts';

suite('suggestRules', () => {
  test('suggests categories, title words and authors, each once and with its query', () => {
    const paper = factsOf({
      title: 'A Survey on the Use of “Small” Models: Small Is Naïve',
      categories: ['cs.CL', 'cs.CL'],
      authors: ['Ada Lovelace', 'Jo "Max" Müller'],
    });
    assert.deepEqual(
      suggestRules(paper).map(({ kind, match }) => `${kind} ${match}`),
      [
        'category cat:cs.CL',
        'title word title:survey',
        'title word title:use',
        'title word title:small',
        'title word title:models',
        'title word title:naive',
        'author author:"Ada Lovelace"',
        'author author:"Jo  Max  Müller"',
      ],
    );
  });

  test('every suggestion matches the paper itself, for every paper of the seeds', () => {
    const wrong: string[] = [];
    for (const facts of seedFacts.values()) {
      for (const { match } of suggestRules({
        ...facts,
        authors: ["Conan O'Brien-Łukasz"],
        categories: ['stat.ML'],
      })) {
        const { rules } = parseTriageRules([{ match, action: 'hide' }]);
        const known = { ...facts, authors: ["Conan O'Brien-Łukasz"], categories: ['stat.ML'] };
        if (applyRules(rules, known).hiddenBy === undefined) wrong.push(`${match} in ${facts.title}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
