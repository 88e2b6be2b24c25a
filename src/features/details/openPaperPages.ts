import { arxivAddress } from '../../core/library/arxivAddress';
import * as vscode from 'vscode';
import type { Paper } from '../../core/library/paper';
import { HUGGING_FACE } from '../../core/remote/huggingFaceApi';
import {
  type CommandHandler,
  type CommandMap,
  UserFacingError,
  mapCommands,
} from '../../platform/vscode/ui/commands';

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
export function openPageCommands(
  targetPapers: (args: readonly unknown[]) => Promise<readonly Paper[]>,
): CommandMap<CommandHandler> {
  const open =
    (address: (arxivId: string) => string): CommandHandler =>
    async (...args) => {
      const ids = (await targetPapers(args)).flatMap(({ arxivId }) => arxivId ?? []);
      if (ids.length === 0)
        throw new UserFacingError(
          vscode.l10n.t(
            'The arXiv number of this paper is not known. Choose Refresh Details to look for it.',
          ),
        );
      for (const id of ids) await vscode.env.openExternal(vscode.Uri.parse(address(id), true));
    };
  return mapCommands(pageAddresses, open);
}
