import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import { pluralize } from '../../core/text/pluralize';
import { truncate } from '../../core/text/truncate';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { HistoryStep, RecordChange } from '../../core/history/historyStep';
import { type FailureReporter, UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { plainTitle } from '../search/plainText';
import type { DigestPlace } from './digestFiles';
import type { UndoHistory } from '../history/undoHistory';
import { digestChange } from './digestChange';
import type { LibraryService } from './libraryService';
import { type ProblemSource, showProblems } from './problemPick';

/** A text to import, wherever it comes from. */
export interface ImportSource {
  readonly name: string;
  /** Absent for the clipboard. */
  readonly uri?: vscode.Uri;
  read(): Promise<Uint8Array>;
}

/** What one text brought. */
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
    private readonly service: LibraryService,
    private readonly history: UndoHistory,
    private readonly reporter: FailureReporter,
    /** Opens the view that lists a day, with the day selected. */
    private readonly showDay: (dayId: string) => Promise<void>,
  ) {}

  /** Imports with progress, then says what came of it. */
  async import(sources: readonly ImportSource[]): Promise<void> {
    const place = placeOfDigests();
    const names = sources.length === 1 ? `“${sources[0]?.name ?? ''}”` : `${sources.length} Texts`;
    const { result: imported, step } = await this.history.record(`Import ${names}`, (record) =>
      withCancellableProgress('Importing', (progress, signal) =>
        this.#importAll(sources, { place, record, signal }, progress),
      ),
    );
    if (imported.length > 0) this.#tell(imported, step);
  }

  async #importAll(
    sources: readonly ImportSource[],
    options: ImportOptions,
    progress: Progress,
  ): Promise<readonly Imported[]> {
    const done: Imported[] = [];
    try {
      for (const source of sources) {
        progress.report({ message: source.name });
        done.push(await this.#importOne(source, options));
        progress.report({ increment: 100 / sources.length });
      }
    } catch (error) {
      // What came in before a cancel or a failure stays, and is told.
      this.reporter.report(error);
    }
    return done;
  }

  async #importOne(source: ImportSource, { place, record, signal }: ImportOptions): Promise<Imported> {
    const bytes = await readSource(source);
    const outcome = await this.service.import(bytes, { name: source.name, added: Date.now() }, place, signal);
    if (outcome.digest && outcome.isNew) record(digestChange(this.service, outcome.digest));
    const report = outcome.digest ? outcome : { added: 0, merged: 0, doubtful: [], joined: [] };
    const uri = source.uri ?? (outcome.digest && vscode.Uri.parse(outcome.digest.uri));
    // Nothing is kept of a clipboard without papers: its text is shown as a new, unsaved document.
    const document = uri ?? { content: new TextDecoder().decode(bytes) };
    const open = (): Thenable<vscode.TextDocument> => openDocument(document);
    const papers = (ids: readonly PaperId[]): readonly Paper[] =>
      ids.flatMap((id) => this.service.library.paper(id) ?? []);
    const { added, merged } = report;
    const { digest } = outcome;
    const merges = { doubtful: papers(report.doubtful), joined: papers(report.joined) };
    return {
      ...{ name: source.name, open, added, merged, problems: outcome.problems },
      ...merges,
      ...(digest && { digestId: digest.id }),
    };
  }

  /** The newest day of a digest; undefined if it has been removed. */
  #dayOf(digestId: string): string | undefined {
    const { library } = this.service;
    return library.days.find(({ id }) => library.batchesOf(id).includes(digestId))?.id;
  }

  #tell(imported: readonly Imported[], step: HistoryStep | undefined): void {
    const problems = imported.reduce((sum, one) => sum + one.problems.length, 0);
    const unsure = imported.flatMap(({ doubtful, joined }) => [...doubtful, ...joined]).map(({ id }) => id);
    const shown = imported.flatMap(({ digestId }) => digestId ?? [])[0];
    const actions = {
      ...(shown !== undefined && {
        Show: async () => {
          const day = this.#dayOf(shown);
          if (day !== undefined) await this.showDay(day);
        },
      }),
      ...(problems > 0 && { 'Show Problems': () => showProblems(imported) }),
      ...(unsure.length > 0 && {
        'Split…': () => vscode.commands.executeCommand('dailyPapers.splitPaper', [...new Set(unsure)]),
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
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
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
    throw new UserFacingError(`“${source.name}” could not be read. Check that it is there and try again.`, {
      cause,
    });
  }
}

function importSummary(imported: readonly Imported[], problems: number): string {
  const sum = (of: (one: Imported) => number): number => imported.reduce((total, one) => total + of(one), 0);
  const added = sum((one) => one.added);
  const merged = sum((one) => one.merged);
  const from = imported.length === 1 ? (imported[0]?.name ?? '') : `${imported.length} texts`;
  const parts = [
    pluralize(added, 'new paper'),
    ...(merged > 0 ? [`${merged} known already`] : []),
    ...(problems > 0 ? [`${pluralize(problems, 'place')} could not be read`] : []),
  ];
  const doubtful = imported.flatMap((one) => one.doubtful);
  const joined = imported.flatMap((one) => one.joined);
  return [
    `${from}: ${parts.join(', ')}.`,
    about(doubtful, 'may be two works: an entry with the same title has other authors.'),
    about(joined, 'was found both on arXiv and with a publisher, by title and authors.'),
  ]
    .filter(Boolean)
    .join(' ');
}

/** A sentence about the first of some papers and the number of the others; empty if there are none. */
function about([first, ...more]: readonly Paper[], predicate: string): string {
  if (!first) return '';
  const others = more.length > 0 ? ` (and so ${pluralize(more.length, 'other paper')})` : '';
  return `“${truncate(plainTitle(first), 80)}”${others} ${predicate}`;
}
