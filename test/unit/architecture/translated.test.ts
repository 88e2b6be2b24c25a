import assert from 'node:assert/strict';
import { type SyntaxNode, isNode, placeOf, sourceFiles, textOf } from '../../support/sourceSyntax';

/** Where every text for people goes through `vscode.l10n.t`. The others follow folder by folder. */
const translated: readonly string[] = [
  'features/addPaper/',
  'features/assistants/',
  'features/backup/',
  'features/citing/',
  'features/copy/',
  'features/details/',
  'features/digests/',
  'features/exchange/',
  'features/fetch/',
  'features/highlights/',
  'features/history/',
  'features/identity/',
  'features/import/',
  'features/later/',
  'features/leftOut/',
  'features/notes/',
  'features/recommended/',
  'features/references/',
  'features/rules/',
  'features/search/',
  'features/searches/',
  'features/subscription/',
  'features/tags/',
  'features/triage/',
  'features/versions/',
  'platform/vscode/ui/',
  'webview/',
  'services/assistants/',
];

/** Texts that look as if they were for people and are not translated, by a start of the path, with the reason. */
const exceptions: readonly (readonly [path: string, text: RegExp, reason: string])[] = [
  ['webview/', /^(?:Escape|Enter)$/u, 'names of keys'],
  ['webview/', /^Markdown$/u, 'the name of a format'],
  ['webview/icons.ts', /^icon icon-/u, 'classes'],
  ['webview/literatureTable.ts', /^tbody tr$/u, 'a selector'],
  ['webview/readableText.ts', /^ARTICLE ASIDE/u, 'names of elements'],
];
const isException = (path: string, text: string): boolean =>
  exceptions.some(([start, pattern]) => path.startsWith(start) && pattern.test(text));

/** Text of several words, or one with a capital letter, is meant to be read; ids and names in code are not. */
const isForPeople = (text: string): boolean => /\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}+$/u.test(text);

/** The text of a literal or of the constant parts of a template. */
function literalText(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type !== 'TemplateElement') return undefined;
  return (node['value'] as { readonly cooked: string }).cooked;
}

/** Calls `visit` with every node whose text may be shown: not in imports, types, messages, the log, classes, and sentences for models. */
function walkShown(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  if (/^(?:Import|TS|ExportAll)/u.test(node.type) && node.type !== 'TSAsExpression') return;
  if (
    node.type === 'CallExpression' &&
    /\bl10n\.t$|^localizable$|\blog\.(?:info|warn|error)$/u.test(calleeOf(node))
  )
    return;
  if (node.type === 'Property' && isNode(node['key']) && node['key']['name'] === 'class') return;
  if (node.type === 'NewExpression' && calleeOf(node) === 'ToolError') return;
  visit(node);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) walkShown(child, visit);
}

function calleeOf(node: SyntaxNode): string {
  const names: string[] = [];
  for (let at: unknown = node['callee']; isNode(at); at = at['object']) {
    const name = isNode(at['property']) ? at['property']['name'] : at['name'];
    names.unshift(String(name));
  }
  return names.join('.');
}

suite('Texts for people', () => {
  test('Go through vscode.l10n.t in the folders that are translated', () => {
    const files = sourceFiles().filter(
      ({ path }) =>
        translated.some((folder) => path.startsWith(folder)) &&
        !/(?:contributions|\.generated)\.ts$/u.test(path),
    );
    assert.ok(files.length > 10);
    const outside = files.flatMap((file) => {
      const found: string[] = [];
      walkShown(file.tree, (node) => {
        const text = literalText(node) ?? '';
        if ((isForPeople(text) && !isException(file.path, text)) || calleeOf(node) === 'pluralize')
          found.push(`${placeOf(file, node)} ${textOf(file, node)}`);
      });
      return found;
    });
    assert.deepEqual(outside, []);
  });
});
