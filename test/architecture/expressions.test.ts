import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { constantText } from '../support/constantText';
import { placeOf, sourceFiles, type SyntaxNode, walk } from '../support/sourceSyntax';
import { superLinear } from '../support/superLinear';

/** Expressions that take longer than in proportion, by their source, with the reason why no text is long enough. */
const reviewed: Readonly<Record<string, string>> = {
  [String.raw`(?:(?<=[\s(])-)?\d+(?:[.,]\d+)*$`]: 'core/tex/textRepairs: the forty characters before a place',
  [String.raw`:"?[^\s"]*$`]: 'features/search/searchPick: what a person types into a box',
  [String.raw`(?:^|[\s(-])([A-Za-z]+):("[^"]*|[^\s()"]*)$`]: 'core/search/query/completeQuery: the same',
};

/**
 * Hashes of the expressions that were checked already: a check takes up to five seconds, and there are hundreds.
 * `UPDATE_EXPRESSIONS=1 npx mocha test/architecture/expressions.test.ts` checks the new ones and adds their hashes.
 */
const checkedFile = new URL('checkedExpressions.json', import.meta.url);
const checked = new Set(JSON.parse(readFileSync(checkedFile, 'utf8')) as readonly string[]);

interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

let collected: readonly Expression[] | undefined;

/** All expressions of src. Collected once. */
function expressions(): readonly Expression[] {
  return (collected ??= sourceFiles().flatMap((file) => {
    const found: Expression[] = [];
    walk(file.tree, (node) => {
      const read = readExpression(node, (each) => constantText(file, each));
      if (read) found.push({ place: placeOf(file, node), ...read });
    });
    return found;
  }));
}

function readExpression(
  node: SyntaxNode,
  text: (node: unknown) => string,
): Pick<Expression, 'source' | 'flags'> | undefined {
  const regex = node['regex'] as { readonly pattern: string; readonly flags: string } | undefined;
  if (node.type === 'Literal' && regex) return { source: regex.pattern, flags: regex.flags };
  const { callee } = node as { readonly callee?: SyntaxNode };
  if (node.type !== 'NewExpression' || callee?.['name'] !== 'RegExp') return undefined;
  const [source, flags] = node['arguments'] as readonly SyntaxNode[];
  return { source: text(source), flags: flags ? text(flags) : '' };
}

const hashOf = ({ source, flags }: Expression): string =>
  createHash('sha256').update(`${flags}/${source}`).digest('hex').slice(0, 16);

suite('Regular expressions', () => {
  test('take time in proportion to the text', () => {
    const all = expressions();
    assert.ok(all.length > 500, `${all.length} expressions`);
    const slow = all
      .filter((each) => !checked.has(hashOf(each)) && reviewed[each.source] === undefined)
      .flatMap((each) => {
        const attack = superLinear(each.source, each.flags);
        return attack
          ? [`${each.place} /${each.source}/${each.flags} ${attack.complexity}: ${attack.pattern}`]
          : [];
      });
    assert.deepEqual(slow, []);
    if (process.env['UPDATE_EXPRESSIONS'] === '1') {
      const hashes = [...new Set(all.filter(({ source }) => reviewed[source] === undefined).map(hashOf))];
      writeFileSync(checkedFile, `${JSON.stringify(hashes.toSorted(), undefined, 2)}\n`);
    }
  }).timeout(600_000);

  test('are reviewed only where they are', () => {
    const known = new Set(expressions().map(({ source }) => source));
    assert.deepEqual(
      Object.keys(reviewed).filter((source) => !known.has(source)),
      [],
    );
  }).timeout(120_000);

  test('that are slow are distinguished from others', () => {
    assert.ok(superLinear(String.raw`\s+$`, 'u'));
    assert.ok(superLinear(String.raw`^(?:a|a)*$`, 'u'));
    // From a text too short to tell anything to the next, which takes seconds.
    assert.ok(superLinear(String.raw`^(?:a|a|a|a)*$`, 'u'));
    assert.equal(superLinear(String.raw`^\s+x$`, 'u'), undefined);
    assert.equal(superLinear(String.raw`(?<!\s)\s+$`, 'u'), undefined);
  });
});
