import * as vscode from 'vscode';
import { forEachLimited } from '../../core/base/forEachLimited';
import type { HistoryStep } from '../../core/history/historyStep';
import { recordPatches } from '../../core/history/storeChanges';
import { emptyNote } from '../../core/notes/note';
import type { PaperState } from '../../core/state/paperState';
import type { Disposable } from '../../core/base/disposable';
import { type FindPaper, importAnnotations } from '../../core/exchange/importAnnotations';
import {
  type ImportStep,
  type LocalPaper,
  hasChanges,
  countImport,
  importDetails,
  importReport,
  nothingNewReport,
  planImport,
} from '../../core/exchange/importPlan';
import type { PaperId } from '../../core/library/paper';
import { withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { afterNextTurn } from '../../platform/common/nextTurn';
import { decoding } from '../../platform/common/bytes';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { askInDialog, showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { withWholePaperOffsets } from '../../services/fullTexts/exchangedHighlights';
import type { Services } from '../../services/services';
import { baseName } from '../../platform/common/uriPath';
import { dialogStart } from '../../services/views/fileDialogs';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Notes that are saved at the same time. */
const savedAtOnce = 8;

/** The planned effect of an import. */
interface Plan {
  readonly name: string;
  readonly steps: readonly ImportStep[];
  /** Annotations that cannot be imported, one plain sentence for each. */
  readonly problems: readonly string[];
}

/** Reads annotations from a file of W3C Web Annotations into the notes. */
export function registerAnnotationImport(services: Services, find: FindPaper): Disposable {
  return registerCommands({ importAnnotations: (given) => run(services, find, given) }, services.reporter);
}

/** @param given a file that a keybinding or another extension passes, instead of the dialog */
async function run(services: Services, find: FindPaper, given: unknown): Promise<void> {
  const file = given instanceof vscode.Uri ? given : await askFile(services);
  if (!file) return;
  const text = await read(file);
  await services.ready();
  const plan = await makePlan(services, find, baseName(file.path), text);
  if (plan.steps.some(hasChanges)) {
    if (file !== given && !(await agreed(plan))) return;
    await apply(services, plan);
  } else tellNothingNew(services, plan);
}

async function askFile({ host }: Pick<Services, 'host'>): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    ...dialogStart(host),
    filters: { [l10n.t('Annotations')]: ['jsonld', 'json', 'md', 'csv'] },
    openLabel: l10n.t('Import'),
    title: l10n.t('Import Annotations'),
  });
  return chosen?.[0];
}

async function read(file: vscode.Uri): Promise<string> {
  try {
    return await runInTimeSlices(decoding(await vscode.workspace.fs.readFile(file)));
  } catch (cause) {
    throw new UserFacingError(
      l10n.t('“{0}” could not be read. Check that it is there and try again.', baseName(file.path)),
      {
        cause,
      },
    );
  }
}

async function makePlan(
  { state, fullTexts }: Services,
  find: FindPaper,
  name: string,
  text: string,
): Promise<Plan> {
  const { papers, problems } = await runInTimeSlices(importAnnotations(text, find));
  const said = problems.map(({ at, message }) =>
    at === 0 ? shownMessage(message) : l10n.t('Annotation {0}: {1}', at, shownMessage(message)),
  );
  const steps: ImportStep[] = [];
  for (const imported of papers) {
    const paper = state.paper(imported.paperId);
    const placed = paper ? await withWholePaperOffsets(fullTexts, imported, paper) : imported;
    const step = planImport(placed, knownPaper(state, imported.paperId));
    if (step) steps.push(step);
    else
      said.push(
        l10n.t('The paper {0} is not in the library and has no title in the file.', imported.paperId),
      );
    // Placing quotes takes time, so the event loop gets a turn after each paper.
    await afterNextTurn();
  }
  return { name, steps, problems: said };
}

function knownPaper(state: PaperState, id: PaperId): LocalPaper {
  return { paper: state.paper(id), note: state.note(id), noteId: state.noteId(id) };
}

async function agreed({ name, steps, problems }: Plan): Promise<boolean> {
  const counts = countImport(steps);
  const details = importDetails(counts, problems.length).map(shownMessage).join('\n');
  return askInDialog(l10n.t('Import annotations from {0}?', name), details, l10n.t('Import'));
}

async function apply(services: Services, { name, steps, problems }: Plan): Promise<void> {
  const { history, notes } = services;
  const done: ImportStep[] = [];
  const failed: string[] = [];
  const changing = steps.filter(hasChanges);
  const label = l10n.t('Import Annotations of {0}', name);
  const { step: recorded } = await history.record(label, (record) =>
    withCancellableProgress(l10n.t('Importing {0}', name), async (progress, signal) => {
      const onPatch = recordPatches(notes, record);
      // A save waits for the disk most of its time.
      await forEachLimited(changing, savedAtOnce, async (step) => {
        if (signal.aborted) return;
        progress.report({ message: step.subject.title, increment: 100 / changing.length });
        const base = step.before ?? emptyNote(step.subject.id);
        const saved = await notes.update(step.subject, step.merge.change, { base, onPatch });
        if (saved.ok) done.push(step);
        else failed.push(`${step.subject.title}: ${shownMessage(saved.error.message)}`);
      });
    }),
  );
  tell(services, { name, done, recorded, problems: [...failed, ...problems] });
}

interface ImportResult {
  readonly name: string;
  readonly done: readonly ImportStep[];
  readonly recorded: HistoryStep | undefined;
  readonly problems: readonly string[];
}

function tell({ history }: Services, { name, done, recorded, problems }: ImportResult): void {
  const counts = countImport(done);
  const message = importReport(name, counts, problems.length).map(shownMessage).join(' ');
  const show = {
    [l10n.t('Show')]: () => vscode.commands.executeCommand('dailyPapers.highlights.focus'),
  };
  const others = {
    ...(counts.added > 0 && show),
    ...(problems.length > 0 && { [l10n.t('Show Problems')]: () => showProblems(name, problems) }),
  };
  history.offerUndo(message, recorded, others, problems.length > 0 ? showWarning : showInformation);
}

function tellNothingNew({ reporter }: Services, { name, steps, problems }: Plan): void {
  const said = nothingNewReport(name, countImport(steps)).map(shownMessage).join(' ');
  if (problems.length === 0) {
    void showInformation(said);
    return;
  }
  const [first = ''] = problems;
  const show = { [l10n.t('Show Problems')]: () => showProblems(name, problems) };
  showWithActions(reporter, problems.length === 1 ? `${said} ${first}` : said, show, showWarning);
}

async function showProblems(name: string, problems: readonly string[]): Promise<void> {
  const heading = l10n.t('What could not be imported from {0}', name);
  const content = [heading, '', ...problems, ''].join('\n');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
}
