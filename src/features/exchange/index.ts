import * as vscode from 'vscode';
import { findArxivIds } from '../../core/library/arxivId';
import type { Paper } from '../../core/library/paper';
import { paperId } from '../../core/library/paperId';
import type { FindPaper } from '../../core/exchange/importAnnotations';
import { registerExport } from './exportCommand';
import { registerAnnotationImport } from './importCommand';
import type { Services } from '../../services/services';

/** Registers the commands that export and import annotations. */
export function registerExchange(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerExport(services),
    registerAnnotationImport(services, paperFinder(services)),
  );
}

/** Finds the paper by arXiv identifier, by one of its links, else by title. */
function paperFinder({ libraryService, state }: Services): FindPaper {
  const { library } = libraryService;
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
