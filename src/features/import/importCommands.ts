import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { DigestPlace, StoredDigest } from '../../services/library/digestFiles';
import type { LibraryService } from '../../services/library/libraryService';
import { type ProblemSource, showProblems } from '../../services/library/problemPick';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';

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
}

/** The commands that bring digests in and take them out again. */
export class ImportCommands implements Disposable {
  readonly #own = new DisposableStore();

  constructor(
    private readonly service: LibraryService,
    private readonly reporter: FailureReporter,
  ) {
    this.#own.add(
      registerCommands(
        {
          importDigest: () => this.#choose(),
          removeDigest: (node) => this.#remove(node),
        },
        reporter,
      ),
    );
    this.#own.add(
      service.onDidChangeDigests(() => {
        void contextKeys.hasImports.set(service.imported().length > 0);
      }),
    );
  }

  /** Imports with progress, then says what came of it. */
  async import(sources: readonly ImportSource[]): Promise<void> {
    const place = placeOfDigests();
    const imported = await withCancellableProgress('Importing', (progress, signal) =>
      this.#importAll(sources, place, progress, signal),
    );
    if (imported.length > 0) this.#tell(imported);
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #importAll(
    sources: readonly ImportSource[],
    place: DigestPlace,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<readonly Imported[]> {
    const done: Imported[] = [];
    try {
      for (const source of sources) {
        progress.report({ message: source.name });
        done.push(await this.#importOne(source, place, signal));
        progress.report({ increment: 100 / sources.length });
      }
    } catch (error) {
      // What came in before a cancel or a failure stays, and is told.
      this.reporter.report(error);
    }
    return done;
  }

  async #importOne(source: ImportSource, place: DigestPlace, signal: AbortSignal): Promise<Imported> {
    const bytes = await readSource(source);
    const outcome = await this.service.import(bytes, { name: source.name, added: Date.now() }, place, signal);
    const { added, merged } = outcome.digest ? outcome : { added: 0, merged: 0 };
    const uri = source.uri ?? outcome.digest?.uri;
    // Nothing is kept of a clipboard without papers: its text is shown as a new, unsaved document.
    const document = uri ?? { content: new TextDecoder().decode(bytes) };
    const open = (): Thenable<vscode.TextDocument> => openDocument(document);
    return { name: source.name, open, added, merged, problems: outcome.problems };
  }

  #tell(imported: readonly Imported[]): void {
    const problems = imported.reduce((sum, one) => sum + one.problems.length, 0);
    const message = summary(imported, problems);
    const show = problems > 0 ? ['Show Problems'] : [];
    const told = problems > 0 ? showWarning(message, ...show) : showInformation(message);
    this.reporter.watch(
      told.then(async (choice) => {
        if (choice !== undefined) await showProblems(imported);
      }),
    );
  }

  async #choose(): Promise<void> {
    const files = {
      label: '$(file) From Files…',
      description: 'Saved pages, text, JSON, feeds, mails, Markdown, BibTeX',
    };
    const clipboard = {
      label: '$(clippy) From the Clipboard',
      description: 'Any of these, or a list of arXiv ids and links',
    };
    const choice = await vscode.window.showQuickPick([files, clipboard], { placeHolder: 'Import a digest' });
    if (choice === files) await this.#importFiles();
    if (choice === clipboard) await this.#importClipboard();
  }

  async #importFiles(): Promise<void> {
    const uris = await vscode.window.showOpenDialog({
      canSelectMany: true,
      openLabel: 'Import',
      title: 'Import digests',
    });
    if (uris) await this.import(uris.map(fileSource));
  }

  async #importClipboard(): Promise<void> {
    const text = await vscode.env.clipboard.readText();
    if (text.trim() === '')
      throw new UserFacingError('The clipboard holds no text. Copy the page’s text and try again.');
    await this.import([{ name: 'Clipboard', read: () => Promise.resolve(new TextEncoder().encode(text)) }]);
  }

  async #remove(node: unknown): Promise<void> {
    await this.service.ready();
    const digest = await this.#digestToRemove(node);
    if (!digest) return;
    const restore = await this.service.remove(digest);
    const choice = await showInformation(
      `Removed the digest “${digest.name}”. Your notes and marks on its papers stay.`,
      'Undo',
    );
    if (choice === 'Undo') await restore();
  }

  async #digestToRemove(node: unknown): Promise<StoredDigest | undefined> {
    const candidates = this.#importedFor(node);
    if (candidates.length === 1 && node !== undefined) return candidates[0];
    const rows = candidates.map((digest) =>
      plainRow({
        label: digest.name,
        description: digest.place === 'workspace' ? 'in this workspace' : '',
        digest,
      }),
    );
    const chosen = await vscode.window.showQuickPick(rows, {
      placeHolder: 'Which digest do you want to remove?',
    });
    return chosen?.digest;
  }

  /** Those that the day of a row comes from; all without one. */
  #importedFor(node: unknown): readonly StoredDigest[] {
    const all = this.service.imported();
    const dayId = typeof node === 'object' && node !== null && 'dayId' in node ? node.dayId : undefined;
    if (typeof dayId !== 'string') return all;
    const from = this.service.library.batchesOf(dayId);
    return all.filter(({ id }) => from.includes(id));
  }
}

export function placeOfDigests(): DigestPlace {
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

function summary(imported: readonly Imported[], problems: number): string {
  const sum = (of: (one: Imported) => number): number => imported.reduce((total, one) => total + of(one), 0);
  const added = sum((one) => one.added);
  const merged = sum((one) => one.merged);
  const from = imported.length === 1 ? (imported[0]?.name ?? '') : `${imported.length} texts`;
  const parts = [
    pluralize(added, 'new paper'),
    ...(merged > 0 ? [`${merged} known already`] : []),
    ...(problems > 0 ? [`${pluralize(problems, 'place')} could not be read`] : []),
  ];
  return `${from}: ${parts.join(', ')}.`;
}
