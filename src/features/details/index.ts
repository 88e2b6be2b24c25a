import * as vscode from 'vscode';
import type { Paper } from '../../core/library/paper';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { DetailsRefresher } from '../../services/sources/detailsRefresher';
import { openPageCommands } from './openPaperPages';
import { RefreshDetailsCommand } from './refreshDetails';

type DetailsServices = Pick<
  Services,
  'sources' | 'details' | 'versions' | 'service' | 'reporter' | 'ready' | 'views' | 'reader'
>;

/** Registers the commands that request details of papers and open their pages on the web. */
export function registerDetails(
  _context: vscode.ExtensionContext,
  services: DetailsServices,
): vscode.Disposable {
  const { sources, details, versions, reporter } = services;
  const refresh = new RefreshDetailsCommand(new DetailsRefresher(sources, details), versions, reporter);
  const papers = (args: readonly unknown[]): Promise<readonly Paper[]> => targetPapers(services, args);
  const requests = services.reader.onDidRequest((request) => {
    if (request.type !== 'refreshDetails') return;
    reporter.watch(papers([request.paperId]).then((found) => refresh.run(found)));
  });
  const commands = registerCommands(
    {
      refreshDetails: async (...args) => refresh.run(await papers(args)),
      findOnArxiv: async (...args) =>
        refresh.run((await papers(args)).filter(({ arxivId }) => arxivId === undefined)),
      ...openPageCommands(papers),
    },
    reporter,
  );
  return vscode.Disposable.from(requests, commands);
}

/** The papers that a command was called for, and all papers of the days that it was called for, each once. */
async function targetPapers(
  { views, service, ready }: DetailsServices,
  args: readonly unknown[],
): Promise<readonly Paper[]> {
  await ready();
  const { nodes, papers } = await views.resolve(args);
  const ofDays = nodes.flatMap((node) =>
    node.kind === 'day' ? (service.library.day(node.dayId)?.paperIds ?? []) : [],
  );
  return [...new Set([...papers, ...ofDays])].flatMap((id) => service.library.paper(id) ?? []);
}
