import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument, visit } from 'yaml';
import { nestedDeeperThan } from '../../../../src/core/text/yamlNesting';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { runs } from '../../../support/testLength';
import { localized } from '../../../../src/core/base/localization';

/** Texts of one kind that are nested `levels` deep. */
const nested: Readonly<Record<string, (levels: number) => string>> = {
  'flow sequences': (levels) => '['.repeat(levels),
  'closed flow sequences': (levels) => '['.repeat(levels) + ']'.repeat(levels),
  'flow maps': (levels) => '{a: '.repeat(levels),
  'block sequences on one line': (levels) => `${'- '.repeat(levels)}a`,
  'explicit keys on one line': (levels) => `${'? '.repeat(levels)}a`,
  'explicit values on one line': (levels) => `${': '.repeat(levels)}a`,
  'block maps': (levels) => Array.from({ length: levels }, (_, at) => `${' '.repeat(at)}k:`).join('\n'),
  'block sequences': (levels) => Array.from({ length: levels }, (_, at) => `${' '.repeat(at)}-`).join('\n'),
  'a flow map in each item': (levels) => '- {? '.repeat(levels),
};

suite('Nesting of YAML', () => {
  for (const [name, text] of Object.entries(nested)) {
    test(`${name}: accepts nesting up to the limit and finds deeper nesting`, () => {
      assert.equal(nestedDeeperThan(64, text(32)), undefined);
      assert.notEqual(nestedDeeperThan(64, text(70)), undefined);
    });

    test(`${name}: a note with 100,000 levels has an error, and is not parsed`, () => {
      const yaml = name.startsWith('block ') && !name.endsWith('line') ? text(1_000) : text(100_000);
      const { error } = parseNote(`---\n${yaml}\n---\n`, 'a-paper-0123abcd');
      assert.match(localized(error?.message ?? ''), /nested more than 64 deep/);
    });
  }

  for (const text of [
    `a: "${'['.repeat(200)}"`,
    `a: '${'{'.repeat(200)}'`,
    `a: b ${'[ '.repeat(200)}`,
    `a: |\n  ${'- '.repeat(200)}\n${Array.from({ length: 100 }, (_, at) => ' '.repeat(at + 2) + 'x').join('\n')}`,
    `# ${'['.repeat(200)}\na: b`,
    `x:\n${'- a: 1\n  b: [c]\n'.repeat(500)}`,
  ])
    test(`does not count other syntax: ${JSON.stringify(text.slice(0, 24))}…`, () => {
      assert.equal(nestedDeeperThan(5, text), undefined);
    });

  test('is never less than the depth of the parsed document', () => {
    const token = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '- ',
      '? ',
      ': ',
      'a',
      '"',
      "'",
      '\n',
      '  ',
      ',',
      '|\n',
      '# ',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const yaml = tokens.join('');
        const depth = depthOf(yaml);
        // The parser opens the map of an implicit key without an indicator before it.
        if (depth > 1) assert.notEqual(nestedDeeperThan(Math.floor(depth / 2) - 1, yaml), undefined);
      }),
      { numRuns: runs(2_000) },
    );
  });
});

function depthOf(yaml: string): number {
  let deepest = 0;
  const document = parseDocument(yaml, { logLevel: 'silent', uniqueKeys: false });
  visit(document, {
    Collection: (_key, _node, path) => {
      deepest = Math.max(deepest, path.filter((one) => 'items' in one).length + 1);
    },
  });
  return deepest;
}
