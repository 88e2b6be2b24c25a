import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import { runCommand } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { CitedPaperAction } from '../../protocol/messages';
import { citedPaper } from '../../services/fullTexts/citedPaper';
import type { Services } from '../../services/services';

type CitedServices = Pick<Services, 'reader' | 'libraryService' | 'marks' | 'citations'>;

/** Sends to the page which actions there are for the paper of a reference. */
export function lookUpReference({ reader, libraryService }: CitedServices, id: PaperId, block: number): void {
  const reference = reader.fullTextOf(id)?.document.blocks[block];
  if (!reference || reader.activePaper !== id) return;
  const { paper, identifier } = citedPaper(libraryService.library, reference);
  reader.activePanel?.showCitedPaper(block, {
    isKnown: paper !== undefined,
    canFetch: identifier !== undefined,
  });
}

/** Runs an action on the paper of a reference. A paper that the library does not have is fetched first. */
export async function actOnCitedPaper(
  services: CitedServices,
  id: PaperId,
  block: number,
  action: CitedPaperAction,
): Promise<void> {
  const { reader, libraryService, marks, citations } = services;
  const reference = reader.fullTextOf(id)?.document.blocks[block];
  if (!reference) return;
  const { paper, identifier } = citedPaper(libraryService.library, reference);
  if (!paper && identifier !== undefined) await runCommand('addPaper', identifier);
  const found = paper ?? citedPaper(libraryService.library, reference).paper;
  if (!found) return;
  if (action === 'open') await reader.open(found.id);
  else if (action === 'addToLater') await marks.mark([found.id], 'later');
  else {
    await vscode.env.clipboard.writeText(await citations.cite([found], 'bibtex'));
    vscode.window.setStatusBarMessage(l10n.t('BibTeX copied'), 2000);
  }
}
