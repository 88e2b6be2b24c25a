import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTriageRules, ruleName } from '../../../../src/core/rules/parseTriageRules';
import { isRuleAction } from '../../../../src/core/rules/triageRule';
import { localized, localizable } from '../../../../src/core/base/localization';
import { anyCodePoint } from '../../../support/codePoints';

suite('parseTriageRules', () => {
  const good: [setting: object, name: string][] = [
    [{ name: 'survey', match: 'title:survey', action: 'hide' }, 'survey'],
    [{ match: ' title:survey ', action: 'hide' }, 'title:survey'],
    [{ name: ' ', match: 'cat:cs.CL', action: 'later' }, 'cat:cs.CL'],
    [{ name: 'two\nlines', match: 'diffusion', action: 'show' }, 'two lines'],
    [{ match: '-diffusion', action: 'hide', since: 'an unknown key' }, '-diffusion'],
  ];
  for (const [setting, name] of good) {
    test(`${JSON.stringify(setting)} is the rule “${name}”`, () => {
      const { rules, problems } = parseTriageRules([setting]);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        rules.map((rule) => rule.name),
        [name],
      );
    });
  }

  const bad: [entry: unknown, problem: RegExp][] = [
    [null, /^Rule 1: It is not an object/],
    ['survey', /^Rule 1: It is not an object/],
    [[], /^Rule 1: It is not an object/],
    [{ name: 'x', action: 'hide' }, /^Rule 1 \(“x”\): It has no “match”/],
    [{ match: '  ', action: 'hide' }, /has no “match”/],
    [{ match: 3, action: 'hide' }, /has no “match”/],
    [{ name: 3, match: 'a', action: 'hide' }, /^Rule 1 \(“a”\): Its “name” is not a text/],
    [{ match: 'a' }, /“action” has to be one of hide, later and show/],
    [{ match: 'a', action: 'delete' }, /“action” has to be one of/],
    [{ match: 'tagg:x', action: 'hide' }, /There is no “tagg:”. Did you mean “tag:”\?/],
    [{ match: 'a "b', action: 'hide' }, /closing quotation mark is missing/],
    [{ match: '***', action: 'hide' }, /matches every paper/],
    [{ match: '-***', action: 'hide' }, /matches every paper/],
    [{ match: 'diffusion OR !', action: 'hide' }, /matches every paper/],
    [{ match: 'title:"?"', action: 'hide' }, /matches every paper/],
  ];
  for (const [entry, problem] of bad) {
    test(`${JSON.stringify(entry)} is reported, and the next rule is valid`, () => {
      const { rules, problems } = parseTriageRules([entry, { match: 'diffusion', action: 'hide' }]);
      assert.equal(rules.length, 1);
      assert.equal(problems.length, 1);
      assert.match(localized(problems[0] ?? ''), problem);
    });
  }

  test('a missing setting gives no rules, and a value that is not a list is reported', () => {
    assert.deepEqual(parseTriageRules(undefined), { rules: [], problems: [] });
    assert.deepEqual(parseTriageRules({ match: 'a', action: 'hide' }).problems, [
      localizable('The setting is not a list of rules.'),
    ]);
  });

  test('a long name is truncated, and never within a character', () => {
    assert.equal(ruleName('😀'.repeat(100), 'x'), `${'😀'.repeat(39)}…`);
  });

  test('accepts any value: each entry is a rule or a problem', () => {
    const entry = fc.oneof(
      fc.anything(),
      fc.record(
        {
          name: fc.oneof(fc.string(), fc.anything()),
          match: fc.oneof(fc.string({ unit: anyCodePoint }), fc.constantFrom('a', 'title:x', '-(a OR b)')),
          action: fc.constantFrom('hide', 'show', 'later', 'other', 1),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(entry)), (value) => {
        const { rules, problems } = parseTriageRules(value);
        const entries = Array.isArray(value) ? value.length : undefined;
        if (entries !== undefined) assert.equal(rules.length + problems.length, entries);
        for (const { name, action } of rules)
          assert.ok(name !== '' && name.length <= 80 && isRuleAction(action));
      }),
    );
  });
});
