import * as vscode from 'vscode';
import { findArxivIds } from '../../core/library/arxivId';
import type { Paper } from '../../core/library/paper';
import { paperId } from '../../core/library/paperId';
import type { FindPaper } from '../../core/exchange/importAnnotations';
import { registerExport } from './exportCommand';
import { registerImport } from './importCommand';
import type { PaperViews } from '../../services/views/paperViews';
import type { Stores } from '../../services/services';

/** Registers what carries annotations out and in. */
export function registerExchange(stores: Stores, views: PaperViews): vscode.Disposable {
  const { notes, reporter, state, ready } = stores;
  const noteUri = (id: string): vscode.Uri =>
    vscode.Uri.joinPath(stores.notesFolder, notes.fileName(id) ?? '');
  return vscode.Disposable.from(
    registerExport({
      notes,
      reporter,
      target: async (args) => {
        const { nodes, papers } = await views.resolve(args);
        return { papers, tags: nodes.flatMap((node) => (node.kind === 'tag' ? [node.tag] : [])) };
      },
      paper: (id) => state.paper(id),
      noteId: (id) => state.noteId(id),
      tagCounts: () => state.tagCounts(),
    }),
    registerImport({
      notes,
      reporter,
      ready,
      find: finder(stores),
      known: (id) => ({ paper: state.paper(id), note: state.note(id), noteId: state.noteId(id) }),
      noteUri,
    }),
  );
}

/** By arXiv identifier, by one of its links, else by title. */
function finder({ service, state }: Stores): FindPaper {
  const { library } = service;
  let byLink: ReadonlyMap<string, Paper> | undefined;
  library.onDidChange(() => (byLink = undefined));
  const linked = (): ReadonlyMap<string, Paper> =>
    new Map([...library.papers()].flatMap((paper) => paper.links.map(({ href }) => [href, paper] as const)));
  return (addresses, title) => {
    for (const address of addresses) {
      const [arxiv] = findArxivIds(address);
      const found = arxiv && library.paperOnArxiv(arxiv.id);
      if (found) return found;
    }
    byLink ??= linked();
    for (const address of addresses) {
      const found = byLink.get(address);
      if (found) return found;
    }
    return title === undefined ? undefined : state.paper(paperId(title));
  };
}
