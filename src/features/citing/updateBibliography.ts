import * as vscode from 'vscode';
import { applyChanges, type BibliographyChange } from '../../core/citations/bibliography';
import type { Paper } from '../../core/library/paper';
import { showInformation } from '../../platform/vscode/ui/messages';
import { l10n } from '../../platform/vscode/ui/l10n';
import { editBibliography, openBibliography } from '../../services/citations/bibliographyEditor';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { citedPlaces } from './citedKeys';

const scheme = 'papers-bibliography';

/**
 * Shows what the bibliography of a document would become with what the library knows: entries of papers that are cited
 * and missing, and fields that its entries lack. It is changed only once the person agrees.
 */
export async function updateBibliography(
  services: Services,
  document: vscode.TextDocument,
  uri: vscode.Uri,
): Promise<void> {
  const bibliography = await openBibliography(uri, services.host.files);
  const papers = await citedPapers(services, document, bibliography.text);
  const all = await services.citations.changes(bibliography.text, papers, uri.toString());
  const changes = all.filter(({ edits }) => edits.length > 0);
  const name = vscode.workspace.asRelativePath(uri);
  if (changes.length === 0) {
    void showInformation(l10n.t('“{0}” has all that the library knows of its papers.', name));
    return;
  }
  const after = applyChanges(bibliography.text, changes);
  const shown = await showDifference(uri, bibliography.text, after);
  const update = l10n.t('Update');
  const choice = await showInformation(summary(name, changes), update, l10n.t('Cancel'));
  await shown.close();
  if (choice === update) await editBibliography(bibliography, changes, services);
}

/** Papers of the library that the document cites or the bibliography lists. */
async function citedPapers(
  { citations, libraryService }: Services,
  document: vscode.TextDocument,
  bibliography: string,
): Promise<readonly Paper[]> {
  const keys = new Set(citedPlaces(document).map(({ key }) => key));
  const papers = new Map<string, Paper>();
  const take = (paper: Paper | undefined): void => {
    if (paper) papers.set(paper.id, paper);
  };
  for (const key of keys) {
    const id = await citations.paperWithKey(key);
    take(id === undefined ? undefined : libraryService.library.paper(id));
  }
  for (const { paper } of await citations.entriesOf(bibliography))
    take(
      libraryService.library.paperWithDoi(paper.doi ?? '') ??
        libraryService.library.paperOnArxiv(paper.arxivId ?? ''),
    );
  return [...papers.values()];
}

function summary(name: string, changes: readonly BibliographyChange[]): string {
  const added = changes.filter(({ change }) => change === 'added').length;
  const completed = changes.length - added;
  const titles = changes.slice(0, 3).map(({ paper }) => `“${plainTitle(paper)}”`);
  const listed = titles.join(', ');
  const papers = changes.length > 3 ? l10n.t('{0} and {1} more', listed, changes.length - 3) : listed;
  if (completed === 0)
    return l10n.t(
      'The update of “{0}” adds {1}: {2}. Nothing else is changed.',
      name,
      entryCount(added),
      papers,
    );
  if (added === 0)
    return l10n.t(
      'The update of “{0}” updates {1}: {2}. Nothing else is changed.',
      name,
      entryCount(completed),
      papers,
    );
  return l10n.t(
    'The update of “{0}” adds {1} and updates {2}: {3}. Nothing else is changed.',
    name,
    entryCount(added),
    entryCount(completed),
    papers,
  );
}

/** How many entries of a bibliography, as a whole text. */
export function entryCount(count: number): string {
  return count === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', count);
}

/** Opens a difference of two texts; `close` takes its tab away. */
async function showDifference(
  uri: vscode.Uri,
  before: string,
  after: string,
): Promise<{ readonly close: () => Promise<void> }> {
  const texts = new Map([
    ['before', before],
    ['after', after],
  ]);
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => texts.get(query) ?? '',
  });
  const side = (query: string): vscode.Uri => vscode.Uri.from({ scheme, path: uri.path, query });
  await vscode.commands.executeCommand(
    'vscode.diff',
    side('before'),
    side('after'),
    l10n.t('{0} (update)', vscode.workspace.asRelativePath(uri)),
    { preview: true },
  );
  return {
    close: async () => {
      const tabs = vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme);
      await vscode.window.tabGroups.close(tabs, true);
      provider.dispose();
    },
  };
}
