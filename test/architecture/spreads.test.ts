import assert from 'node:assert/strict';
import { isConstant } from '../support/constantText';
import { isNode, placeOf, sourceFiles, type SyntaxNode, textOf, walk } from '../support/sourceSyntax';

/**
 * Lists that are spread into a call though no constant gives their length, by the file and the call, with what bounds
 * them. Everything else goes through a loop or a reduction: from about 125,000 arguments on a call throws.
 */
const bounded: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'core/tex/damaged/argumentCommands.ts': {
    "readItems(parser, ...over, 'group')": 'a pair',
    "readItems(parser, ...under, 'group')": 'a pair',
  },
  'core/notes/conflictMarkers.ts': { 'Math.min(...found)': 'one for each of two markers' },
  'core/notes/noteChange.ts': {
    'Object.assign({}, ...edits.map(({ set }) => set))': 'edits of one highlight in one change',
  },
  'core/library/paperIndex.ts': {},
  'core/library/library.ts': {
    'this.addInSteps(...batches)': 'imports and fetched days',
    'this.#batches.push(...batches)': 'imports and fetched days',
  },
  'core/importers/textDigest/classifyParagraphs.ts': { 'Math.min(...cost)': 'one for each of four roles' },
  'core/search/query/parseQuery.ts': {
    'nodes.push(...[this.#single()].filter((node) => node !== undefined))': 'one',
  },
  'core/search/snippet.ts': {
    'Math.max(marks[index]?.end ?? start, ...fitting.map((mark) => mark.end))': 'forty',
  },
  'core/remote/retry.ts': { 'Math.max(0, ...waits)': 'two headers' },
  'services/library/libraryService.ts': {
    'this.library.add(...batches)': 'packaged digests',
    'this.library.removeInSteps(...[...gone, ...fresh].map(({ id }) => id))': 'imported files',
    'this.library.addInSteps(...batch)': 'imported files',
  },
  'services/sources/dayFetcher.ts': {
    'problems.push(...content.problems)': 'problems of one answer of a service',
  },
  'services/sources/fetchedDayLibrary.ts': {
    'library.addInSteps(...inOrder.map(({ batch }) => batch))': 'fetched days',
    'library.removeInSteps(...gone)': 'fetched days',
    'library.addInSteps(...batches)': 'fetched days',
  },
  'platform/node/files/localWatcher.ts': { 'join(base, ...segments.slice(0, at + 1))': 'folders of a path' },
  'platform/common/isolation/isolatedProcess.ts': {
    'this.#waiting.unshift(...again)': 'calls that are sent at once',
  },
  'platform/node/files/confinedFolder.ts': {
    'join(this.base, ...this.segments)': 'folders of a path',
    'join(this.base, ...this.segments.slice(0, index + 1))': 'folders of a path',
  },
  'services/views/paperItem.ts': {
    'spokenLabel( title, byRule ?? triageLabel(state), ...describeMarks(marks).map(shownMessage), tagged, )':
      'marks of one paper',
  },
  'platform/vscode/ui/commands.ts': { 'vscode.Disposable.from(...registered)': 'commands of this extension' },
  'webview/highlightCards.ts': {
    'card.append(...this.#field(highlight, field, readOnly))': 'a label and its control',
    'tools.append(...highlightColors.map((each) => this.#color(id, each, supportedColor(color) === each)))':
      'colours',
  },
  'webview/readerView.ts': {
    'this.#main.replaceChildren(...this.#parts.map((each) => each.element))': 'parts of the page',
  },
  'webview/toolbar.ts': { 'group.append(...this.#triage.values())': 'states of triage' },
};

/** Rest parameters, values of a message and short lists of buttons that are handed on as they were written down. */
const forwarded: readonly string[] = [
  'names',
  'actions',
  'choices',
  'show',
  'args',
  'entry',
  'children',
  'values',
];

interface Spread {
  readonly file: string;
  readonly call: string;
  readonly place: string;
}

let collected: readonly Spread[] | undefined;

/** All such spreads of src. Collected once. */
function unboundedSpreads(): readonly Spread[] {
  return (collected ??= sourceFiles().flatMap((file) => {
    const found: Spread[] = [];
    walk(file.tree, (node) => {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
      const spread = (node['arguments'] as readonly SyntaxNode[])
        .filter(({ type }) => type === 'SpreadElement')
        .map((each) => each['argument']);
      const isOpen = spread.some((list) => !isConstant(file, list) && !isForwarded(list));
      if (isOpen) found.push({ file: file.path, call: textOf(file, node), place: placeOf(file, node) });
    });
    return found;
  }));
}

function isForwarded(list: unknown): boolean {
  return isNode(list) && list.type === 'Identifier' && forwarded.includes(list['name'] as string);
}

suite('Lists that are spread into calls', () => {
  test('have a length that is known', () => {
    const wrong = unboundedSpreads().filter(({ file, call }) => bounded[file]?.[call] === undefined);
    assert.deepEqual(
      wrong.map(({ place, call }) => `${place} ${call}`),
      [],
    );
  }).timeout(120_000);

  test('are excepted only where they are', () => {
    const known = new Set(unboundedSpreads().map(({ file, call }) => `${file} ${call}`));
    const listed = Object.entries(bounded).flatMap(([file, calls]) =>
      Object.keys(calls).map((call) => `${file} ${call}`),
    );
    assert.deepEqual(
      listed.filter((each) => !known.has(each)),
      [],
    );
  }).timeout(120_000);
});
