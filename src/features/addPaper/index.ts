import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { ADDED } from '../../core/remote/addedPaper';
import { type PaperReference, parsePaperReference } from '../../core/remote/paperReference';
import { askText } from '../../platform/vscode/ui/askText';
import { withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { askInDialog, showInformation } from '../../platform/vscode/ui/messages';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { type FetchedPaper, fetchReference } from './fetchReference';

/** Registers the command that adds one paper by hand. */
export function registerAddPaper(_context: vscode.ExtensionContext, services: Services): Disposable {
  return registerCommands({ addPaper: (given) => addPaper(services, given) }, services.reporter);
}

/** @param given the reference, if a keybinding or another extension passes it; otherwise the person is asked for it */
async function addPaper(services: Services, given: unknown): Promise<void> {
  const typed = typeof given === 'string' ? given : await askReference();
  if (typed === undefined) return;
  const reference = readable(typed);
  await services.ready();
  const known = knownPaper(services, reference);
  if (known !== undefined) {
    await services.reader.open(known, { preview: false });
    void showInformation(l10n.t('This paper is in the library already.'));
    return;
  }
  const found = await withCancellableProgress(l10n.t('Adding a paper'), (_progress, signal) =>
    fetchReference(services.sources, reference, signal),
  );
  if (found.isDoubtful && !(await isMeant(found))) return;
  await services.importer.import([{ name: ADDED, read: () => Promise.resolve(found.bytes) }]);
  const added = knownPaper(services, found.reference);
  if (added !== undefined) await services.reader.open(added, { preview: false });
}

/** The clipboard is offered if it names a paper by more than words. */
async function askReference(): Promise<string | undefined> {
  const copied = (await vscode.env.clipboard.readText()).trim();
  const kind = copied.length < 500 ? parsePaperReference(copied)?.kind : undefined;
  return askText({
    title: l10n.t('Add Paper'),
    prompt: l10n.t(
      'An arXiv identifier, an address of arXiv, alphaXiv, Hugging Face or Semantic Scholar, a DOI, or a title',
    ),
    placeHolder: l10n.t('2401.01234, 10.1000/xyz or a title'),
    value: kind === 'arxiv' || kind === 'doi' ? copied : '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : problemOf(text)),
  });
}

function problemOf(text: string): string | undefined {
  const reference = parsePaperReference(text);
  if (!reference) return l10n.t('This is no identifier, no address and no title.');
  return reference.kind === 'address'
    ? l10n.t('This address carries no arXiv identifier and no DOI. Give one of these, or the title.')
    : undefined;
}

/** @throws UserFacingError if the text names no paper that could be fetched */
function readable(text: string): Exclude<PaperReference, { kind: 'address' }> {
  const reference = parsePaperReference(text);
  const problem = problemOf(text);
  if (!reference || reference.kind === 'address' || problem !== undefined)
    throw new UserFacingError(problem ?? l10n.t('This names no paper.'));
  return reference;
}

function knownPaper({ libraryService }: Services, reference: PaperReference): string | undefined {
  const { library } = libraryService;
  if (reference.kind === 'arxiv') return library.paperOnArxiv(reference.arxiv.id)?.id;
  return reference.kind === 'doi' ? library.paperWithDoi(reference.doi)?.id : undefined;
}

function isMeant({ title }: FetchedPaper): Promise<boolean> {
  return askInDialog(
    l10n.t('No paper has exactly this title.'),
    l10n.t('Do you mean “{0}”?', title),
    l10n.t('Add'),
  );
}
