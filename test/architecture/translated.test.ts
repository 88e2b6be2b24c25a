import assert from 'node:assert/strict';
import { type SyntaxNode, isNode, placeOf, sourceFiles, textOf } from '../support/sourceSyntax';

/** Texts that look as if they were for people and are not translated, by a start of the path, with the reason. */
const exceptions: readonly (readonly [path: string, text: RegExp, reason: string])[] = [
  ['contributions/', /./u, 'writes the manifest and the tables of the README, outside of the product'],
  ['core/assistants/', /^/u, 'what models read'],
  ['core/base/event.ts', /^An event listener failed$/u, 'errors for the log'],
  ['core/base/intl.ts', /^\p{Lu}\p{Ll}+$/u, 'names of days and months, which are written in English only'],
  ['core/citations/formattedReference.ts', /^/u, 'reference styles, which are in English'],
  ['core/citations/keyWords.ts', /^[^.]+$/u, 'lists of words'],
  ['core/exchange/export', /^/u, 'file formats'],
  ['core/exchange/parseAnnotations.ts', /^[\w ]+$/u, 'fields of file formats'],
  ['core/fulltext/pageElements.ts', /^[\w ]+$/u, 'names of elements and classes'],
  ['core/highlights/texNames.ts', /^[\w ]+$/u, 'commands of TeX'],
  ['core/importers/', /^[^.“”]*$|^get trending/u, 'words of file formats and pages'],
  ['core/library/', /^[\w -]+$/u, 'lists of words, the name of a file, names that are stored'],
  ['core/notes/mergeLines.ts', /^<!--/u, 'markers in the file of a note'],
  ['core/notes/yamlSplice.ts', /^an? |is no scalar/u, 'errors for the log'],
  ['core/references/', /^[^.“”]*$/u, 'lists of words'],
  ['core/remote/addedPaper.ts', /^Added$/u, 'the label of a day, which is stored'],
  ['core/remote/arxivCategories.ts', /^[^“”]*$/u, 'names of categories as arXiv has them'],
  ['core/remote/service.ts', /^Hugging Face$/u, 'a name'],
  ['core/rules/suggestRules.ts', /^title word$/u, 'a kind in code'],
  ['core/search/', /^[^.“”]*$|^On Müller|^We are/u, 'lists of words, and texts that the index is tried with'],
  ['core/tex/', /^[^.“”]*$|^et al\.$/u, 'commands of TeX and lists of words'],
  ['core/text/', /^[^“”]*$/u, 'commands of TeX and lists of words'],
  ['features/devices/moveLibrary.ts', /^Papers Library$/u, 'the name of a folder'],
  ['features/rules/index.ts', /^title word$/u, 'a kind in code'],
  ['features/table/tablePanel.ts', /^Markdown$/u, 'the name of a format'],
  ['features/citing/renameCitationKey.ts', /^Rmd$/u, 'the extension of a file'],
  ['packaging/', /./u, 'writes the notices and releases, outside of the product'],
  ['platform/common/fileErrors.ts', /^ (?:is not read|leads to)/u, 'errors for the log'],
  ['platform/common/isolation/', /gave no result/u, 'errors for the log'],
  ['platform/node/files/', /^ (?:was|is held)/u, 'errors for the log'],
  ['platform/node/isolation/', /process\.kill/u, 'code'],
  ['platform/web/workerProgram.ts', /^The worker failed$/u, 'errors for the log'],
  ['publicApiObject.ts', /^Imported digest$/u, 'the name of a file that another extension gives'],
  ['server/', /./u, 'what other programs and models read, and the log'],
  ['services/reader/pageHtml.ts', /<html|<head>|<style|<script|<title>|content=/u, 'markup'],
  ['services/replication/libraryReplica.ts', /holds no line/u, 'errors for the log'],
  ['services/services.ts', /^Daily Papers$/u, 'the name of the log'],
  ['services/web/webHost.ts', /require|exports/u, 'code'],
  ['webview/', /^(?:Escape|Enter)$/u, 'names of keys'],
  ['webview/', /^Markdown$/u, 'the name of a format'],
  ['webview/keptDrafts.ts', /^daily-papers draft/u, 'keys of the page’s storage'],
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

/** Errors of programs, whose messages go to the log, and errors whose messages are for models. */
const notShown = /^(?:Error|TypeError|RangeError|ToolError)$/u;

/**
 * Calls `visit` with every node whose text may be shown: not in imports, types, the log, classes of elements and errors
 * that are not shown, nor with the messages themselves. Values of messages are visited.
 */
function walkShown(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  if (/^(?:Import|TS|ExportAll)/u.test(node.type) && node.type !== 'TSAsExpression') return;
  if (node.type === 'Property' && isNode(node['key']) && node['key']['name'] === 'class') return;
  if (node.type === 'NewExpression' && notShown.test(calleeOf(node))) return;
  const callee = node.type === 'CallExpression' ? calleeOf(node) : '';
  if (/\b(?:log|console)\.(?:info|warn|error)$/u.test(callee)) return;
  visit(node);
  const isMessage = /\bl10n\.t$|^localizable$/u.test(callee);
  const children = isMessage
    ? (node['arguments'] as readonly unknown[]).slice(1)
    : Object.values(node).flat();
  for (const child of children) if (isNode(child)) walkShown(child, visit);
}

function calleeOf(node: SyntaxNode): string {
  const names: string[] = [];
  for (let at: unknown = node['callee']; isNode(at); at = at['object']) {
    const name = isNode(at['property']) ? at['property']['name'] : at['name'];
    names.unshift(String(name));
  }
  return names.join('.');
}

/** Modules with buttons that are compared by identity, so that each is made once: at load, with a text that nothing reads then. */
const withButtons: readonly string[] = [
  'features/citing/paperPick.ts',
  'features/search/searchPick.ts',
  'features/search/searchRows.ts',
  'services/search/queryFilters.ts',
];

/** The calls of l10n.t outside of functions. */
function callsAtLoad(node: SyntaxNode): readonly SyntaxNode[] {
  if (/Function|^MethodDefinition$/u.test(node.type)) return [];
  if (node.type === 'PropertyDefinition' && node['static'] !== true) return [];
  if (node.type === 'CallExpression' && /\bl10n\.t$/u.test(calleeOf(node))) return [node];
  return Object.values(node)
    .flat()
    .flatMap((child) => (isNode(child) ? callsAtLoad(child) : []));
}

suite('Texts for people', () => {
  test('Go through l10n.t or localizable in all of src but for exceptions', () => {
    const files = sourceFiles().filter(({ path }) => !/(?:contributions|\.generated)\.ts$/u.test(path));
    const outside = files.flatMap((file) => {
      const found: string[] = [];
      walkShown(file.tree, (node) => {
        const text = literalText(node) ?? '';
        if ((isForPeople(text) || calleeOf(node) === 'pluralize') && !isException(file.path, text))
          found.push(`${placeOf(file, node)} ${textOf(file, node)}`);
      });
      return found;
    });
    assert.deepEqual(outside, []);
  });

  test('Are translated by one module, which writes numbers as the language does', () => {
    const callers = sourceFiles()
      .filter(({ text }) => /\bvscode\.l10n\b(?!\.bundle\b)|\bl10n\b[^;]*= vscode;/u.test(text))
      .map(({ path }) => path);
    assert.deepEqual(callers, ['platform/vscode/ui/l10n.ts']);
  });

  test('Are made when they are shown, not when a module is loaded, which processes without VS Code do too', () => {
    const early = sourceFiles()
      .filter(({ path }) => !path.startsWith('webview/') && !withButtons.includes(path))
      .flatMap((file) =>
        callsAtLoad(file.tree).map((call) => `${placeOf(file, call)} ${textOf(file, call)}`),
      );
    assert.deepEqual(early, []);
  });
});
