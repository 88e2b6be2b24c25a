import * as vscode from 'vscode';
import type { Paper } from '../../core/library/paper';
import {
  registerCommands,
  type CommandHandler,
  type CommandMap,
  UserFacingError,
  mapCommands,
} from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { DetailsRefresher } from '../../services/sources/detailsRefresher';
import { RefreshDetailsCommand } from './refreshDetails';
import { arxivAddress } from '../../core/library/arxivAddress';
import { HUGGING_FACE } from '../../core/remote/huggingFaceApi';

type DetailsServices = Pick<
  Services,
  'sources' | 'details' | 'versions' | 'libraryService' | 'reporter' | 'ready' | 'views' | 'reader'
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
  { views, libraryService, ready }: DetailsServices,
  args: readonly unknown[],
): Promise<readonly Paper[]> {
  await ready();
  const { nodes, papers } = await views.resolve(args);
  const ofDays = nodes.flatMap((node) =>
    node.kind === 'day' ? (libraryService.library.day(node.dayId)?.paperIds ?? []) : [],
  );
  return [...new Set([...papers, ...ofDays])].flatMap((id) => libraryService.library.paper(id) ?? []);
}

/** The address of a page about a paper with an arXiv identifier, by the name of the command that opens it. */
const pageAddresses = {
  openOnArxiv: arxivAddress,
  openOnHuggingFace: (id) => `${HUGGING_FACE}/papers/${id}`,
  openPdf: (id) => `https://arxiv.org/pdf/${id}`,
  openHtml: (id) => `https://arxiv.org/html/${id}`,
} as const satisfies CommandMap<(arxivId: string) => string>;

/**
 * The commands that open a page about each target paper in the browser. They throw a UserFacingError if no target has
 * an arXiv identifier.
 */
function openPageCommands(
  targetPapers: (args: readonly unknown[]) => Promise<readonly Paper[]>,
): CommandMap<CommandHandler> {
  const open =
    (address: (arxivId: string) => string): CommandHandler =>
    async (...args) => {
      const ids = (await targetPapers(args)).flatMap(({ arxivId }) => arxivId ?? []);
      if (ids.length === 0)
        throw new UserFacingError(
          l10n.t('The arXiv number of this paper is not known. Choose Refresh Details to look for it.'),
        );
      for (const id of ids) await vscode.env.openExternal(vscode.Uri.parse(address(id), true));
    };
  return mapCommands(pageAddresses, open);
}
