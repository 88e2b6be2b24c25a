import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import { newAndKnown } from '../../core/text/counts';
import { baseName } from '../../platform/common/uriPath';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { HistoryStep, RecordChange } from '../../core/history/historyStep';
import { type FailureReporter, runCommand, UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { shortTitle } from '../search/plainText';
import type { DigestPlace } from './digestFiles';
import type { UndoHistory } from '../history/undoHistory';
import { digestChange } from './digestChange';
import { importEach } from './importEach';
import type { LibraryService } from './libraryService';
import { type ProblemSource, showProblems } from './problemPick';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Of titles in messages, in UTF-16 units. */
const longestTitle = 80;

/** A text to import, wherever it comes from. */
export interface ImportSource {
  readonly name: string;
  /** Absent for the clipboard. */
  readonly uri?: vscode.Uri;
  read(): Promise<Uint8Array>;
}

/** The result of importing one text. */
interface Imported extends ProblemSource {
  readonly added: number;
  readonly merged: number;
  /** Papers to which an entry with other authors was added, as it has their title and no identifier. */
  readonly doubtful: readonly Paper[];
  /** Papers of which an arXiv identifier and a publisher's DOI were found to be one by title and authors. */
  readonly joined: readonly Paper[];
  /** Absent if no paper was found. */
  readonly digestId?: string;
}

interface ImportOptions {
  readonly place: DigestPlace;
  readonly record: RecordChange;
  readonly signal: AbortSignal;
}

/** Imports digests for a person: with progress, and a message that says what they brought. */
export class DigestImporter {
  constructor(
    private readonly libraryService: LibraryService,
    private readonly history: UndoHistory,
    private readonly reporter: FailureReporter,
    /** Opens the view that lists a day, with the day selected. */
    private readonly showDay: (dayId: string) => Promise<void>,
  ) {}

  /** Imports with progress, then says what came of it. */
  async import(sources: readonly ImportSource[]): Promise<void> {
    const place = placeOfDigests();
    const label =
      sources.length === 1
        ? l10n.t('Import “{0}”', sources[0]?.name ?? '')
        : l10n.t('Import {0} Texts', sources.length);
    const { result: imported, step } = await this.history.record(label, (record) =>
      withCancellableProgress(l10n.t('Importing'), (progress, signal) =>
        this.#importAll(sources, { place, record, signal }, progress),
      ),
    );
    if (imported.length > 0) this.#tell(imported, step);
  }

  #importAll(
    sources: readonly ImportSource[],
    options: ImportOptions,
    progress: Progress,
  ): Promise<readonly Imported[]> {
    const importOne = async (source: ImportSource): Promise<Imported> => {
      progress.report({ message: source.name });
      const imported = await this.#importOne(source, options);
      progress.report({ increment: 100 / sources.length });
      return imported;
    };
    const report = (error: unknown): void => this.reporter.report(error);
    return importEach(sources, importOne, { signal: options.signal, report });
  }

  async #importOne(source: ImportSource, { place, record, signal }: ImportOptions): Promise<Imported> {
    const bytes = await readSource(source);
    const outcome = await this.libraryService.import(
      bytes,
      { name: source.name, added: Date.now() },
      place,
      signal,
    );
    if (outcome.digest && outcome.isNew) record(digestChange(this.libraryService, outcome.digest));
    const report = outcome.digest ? outcome : { added: 0, merged: 0, doubtful: [], joined: [] };
    const uri = source.uri ?? (outcome.digest && vscode.Uri.parse(outcome.digest.uri));
    // A clipboard without papers is not stored; its text is shown as a new, unsaved document.
    const document = uri ?? { content: new TextDecoder().decode(bytes) };
    const open = (): Thenable<vscode.TextDocument> => openDocument(document);
    const papers = (ids: readonly PaperId[]): readonly Paper[] =>
      ids.flatMap((id) => this.libraryService.library.paper(id) ?? []);
    const { added, merged } = report;
    const { digest } = outcome;
    const merges = { doubtful: papers(report.doubtful), joined: papers(report.joined) };
    return {
      name: source.name,
      open,
      added,
      merged,
      problems: outcome.problems,
      ...merges,
      ...(digest && { digestId: digest.id }),
    };
  }

  /** The newest day of a digest; undefined if it has been removed. */
  #dayOf(digestId: string): string | undefined {
    const { library } = this.libraryService;
    return library.days.find(({ id }) => library.batchesOf(id).includes(digestId))?.id;
  }

  #tell(imported: readonly Imported[], step: HistoryStep | undefined): void {
    const problems = imported.reduce((sum, one) => sum + one.problems.length, 0);
    const unsure = imported.flatMap(({ doubtful, joined }) => [...doubtful, ...joined]).map(({ id }) => id);
    const shown = imported.flatMap(({ digestId }) => digestId ?? [])[0];
    const actions = {
      ...(shown !== undefined && {
        [l10n.t('Show')]: async () => {
          const day = this.#dayOf(shown);
          if (day !== undefined) await this.showDay(day);
        },
      }),
      ...(problems > 0 && { [l10n.t('Show Problems')]: () => showProblems(imported) }),
      ...(unsure.length > 0 && {
        [l10n.t('Split…')]: () => runCommand('splitPaper', [...new Set(unsure)]),
      }),
    };
    const show = problems > 0 ? showWarning : showInformation;
    this.history.offerUndo(importSummary(imported, problems), step, actions, show);
  }
}

function placeOfDigests(): DigestPlace {
  const chosen = vscode.workspace.getConfiguration('dailyPapers').get<string>('import.location');
  const usable = vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined;
  return chosen === 'workspace' && usable ? 'workspace' : 'global';
}

export function fileSource(uri: vscode.Uri): ImportSource {
  const name = baseName(uri.path);
  return { name, uri, read: async () => vscode.workspace.fs.readFile(uri) };
}

function openDocument(from: vscode.Uri | { readonly content: string }): Thenable<vscode.TextDocument> {
  return from instanceof vscode.Uri
    ? vscode.workspace.openTextDocument(from)
    : vscode.workspace.openTextDocument({ ...from });
}

async function readSource(source: ImportSource): Promise<Uint8Array> {
  try {
    return await source.read();
  } catch (cause) {
    throw new UserFacingError(
      l10n.t('“{0}” could not be read. Check that it is there and try again.', source.name),
      { cause },
    );
  }
}

function importSummary(imported: readonly Imported[], problems: number): string {
  const sum = (of: (one: Imported) => number): number => imported.reduce((total, one) => total + of(one), 0);
  const added = sum((one) => one.added);
  const merged = sum((one) => one.merged);
  const from = imported.length === 1 ? (imported[0]?.name ?? '') : l10n.t('{0} texts', imported.length);
  return [
    l10n.t('{0}: {1}.', from, shownMessage(newAndKnown(added, merged))),
    problems > 0 ? unreadPlaces(problems) : '',
    doubtfulMessage(imported.flatMap(({ doubtful }) => doubtful)),
    joinedMessage(imported.flatMap(({ joined }) => joined)),
  ]
    .filter(Boolean)
    .join(' ');
}

function unreadPlaces(count: number): string {
  return count === 1 ? l10n.t('1 place could not be read.') : l10n.t('{0} places could not be read.', count);
}

/** A message about the first paper that may be two, and the number of others; empty without such papers. */
function doubtfulMessage([first, ...more]: readonly Paper[]): string {
  if (!first) return '';
  const title = shortTitle(first, longestTitle);
  if (more.length === 0)
    return l10n.t('“{0}” may be two works: an entry with the same title has other authors.', title);
  return more.length === 1
    ? l10n.t(
        '“{0}” (and so 1 other paper) may be two works: an entry with the same title has other authors.',
        title,
      )
    : l10n.t(
        '“{0}” (and so {1} other papers) may be two works: an entry with the same title has other authors.',
        title,
        more.length,
      );
}

/** A message about the first papers found to be one, and the number of others; empty without such papers. */
function joinedMessage([first, ...more]: readonly Paper[]): string {
  if (!first) return '';
  const title = shortTitle(first, longestTitle);
  if (more.length === 0)
    return l10n.t('“{0}” was found both on arXiv and with a publisher, by title and authors.', title);
  return more.length === 1
    ? l10n.t(
        '“{0}” (and so 1 other paper) was found both on arXiv and with a publisher, by title and authors.',
        title,
      )
    : l10n.t(
        '“{0}” (and so {1} other papers) was found both on arXiv and with a publisher, by title and authors.',
        title,
        more.length,
      );
}
