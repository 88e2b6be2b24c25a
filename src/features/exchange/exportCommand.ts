import * as vscode from 'vscode';
import { hasFields } from '../../core/base/guards';
import {
  type AnnotatedPaper,
  type ExportScope,
  annotatedPaper,
  inScope,
} from '../../core/exchange/annotatedPaper';
import {
  type ExportFormat,
  type ExportFormatName,
  exportFormats,
  exportSummary,
  isExportFormat,
} from '../../core/exchange/exportFormat';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { isOfCopiedText } from '../../core/notes/note';
import { slug } from '../../core/library/paperId';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { paperCount } from '../../platform/vscode/ui/counts';
import { withWholePaperPoints } from '../../services/fullTexts/exchangedHighlights';
import type { Services } from '../../services/services';
import { baseName } from '../../platform/common/uriPath';
import { dialogStart, writeText } from '../../services/views/fileDialogs';
import { papersInScope, selectedPapers } from '../../services/views/paperScope';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

interface ExportTarget {
  readonly papers: readonly PaperId[];
  readonly tags: readonly string[];
}

interface ScopeItem extends vscode.QuickPickItem {
  readonly scope?: ExportScope;
}

/** Writes annotations of papers, of a tag, or of all into a file of the person's choice. */
export function registerExport(services: Services): Disposable {
  return registerCommands({ exportAnnotations: (...args) => run(services, args) }, services.reporter);
}

/** Options that keybindings and other extensions can pass; without papers and tag, all papers are exported. */
interface Given {
  readonly papers?: readonly PaperId[];
  readonly tag?: string;
  readonly format?: ExportFormatName;
  readonly file?: vscode.Uri;
}

async function run(services: Services, args: readonly unknown[]): Promise<void> {
  await services.notes.ready();
  const given = givenIn(args[0]);
  const all = await runInTimeSlices(annotated(services));
  const scope: ExportScope | undefined =
    all.length === 0 ? { kind: 'all' } : await chooseScope(services, given, args, all);
  if (!scope) return;
  const papers = inScope(all, scope);
  if (papers.length === 0) {
    throw new UserFacingError(
      l10n.t('There is nothing to export yet. Highlight, tag or note something first.'),
    );
  }
  const format = given?.format ? exportFormats[given.format] : await pickFormat();
  const file = format && (given?.file ?? (await askFile(scope, services, format)));
  if (!format || !file) return;
  const placed = format === exportFormats.jsonld ? await withPoints(services, papers) : papers;
  await writeText(file, format.write(placed, new Date().toISOString()));
  tell(services, papers, file);
}

async function withPoints(
  { state, fullTexts }: Services,
  papers: readonly AnnotatedPaper[],
): Promise<readonly AnnotatedPaper[]> {
  const placed: AnnotatedPaper[] = [];
  for (const annotated of papers) {
    const { paperId, highlights } = annotated.note;
    // Most papers have no highlights in the whole paper. Awaiting each of them would not give other work a turn.
    const paper = highlights.every(isOfCopiedText) ? undefined : state.paper(paperId);
    placed.push(paper ? await withWholePaperPoints(fullTexts, annotated, paper) : annotated);
  }
  return placed;
}

function givenIn(argument: unknown): Given | undefined {
  if (!hasFields<Given>(argument) || !('format' in argument)) return undefined;
  const { format, file, papers, tag } = argument;
  return {
    ...(isExportFormat(format) && { format }),
    ...(file instanceof vscode.Uri && { file }),
    ...(Array.isArray(papers) && { papers: papers.filter((id) => typeof id === 'string') }),
    ...(typeof tag === 'string' && { tag }),
  };
}

async function chooseScope(
  services: Services,
  given: Given | undefined,
  args: readonly unknown[],
  all: readonly AnnotatedPaper[],
): Promise<ExportScope | undefined> {
  if (given) {
    return scopeOf(services, {
      papers: given.papers ?? [],
      tags: given.tag === undefined ? [] : [given.tag],
    });
  }
  const { nodes, papers } = await services.views.resolve(args);
  const tags = nodes.flatMap((node) => (node.kind === 'tag' ? [node.tag] : []));
  const searches = services.views.queryOf(nodes.filter(({ kind }) => kind === 'search'));
  const found = searches ? await papersInScope(services, { kind: 'query', ...searches }) : [];
  const target = { papers: [...new Set([...papers, ...found])], tags };
  const isNamed = target.papers.length + tags.length > 0 && args.some((argument) => argument !== undefined);
  const named = isNamed ? scopeOf(services, target) : undefined;
  // The menu of a view calls a command with the focused row, of any kind.
  return named && inScope(all, named).length > 0 ? named : pickScope(services, target, all);
}

function* annotated({ notes, state }: Services): CooperativeTask<readonly AnnotatedPaper[]> {
  const papers: AnnotatedPaper[] = [];
  for (const note of notes.all()) {
    papers.push(annotatedPaper(note, state.paper(note.paperId)));
    yield;
  }
  return papers.sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Exports everything if no row names papers or tags. */
function scopeOf(services: Services, { papers, tags }: ExportTarget): ExportScope {
  if (papers.length + tags.length === 0) return { kind: 'all' };
  return { kind: 'some', paperIds: papers.map((id) => services.state.noteId(id)), tags };
}

/** If the call names no target, as from the palette, the person chooses. */
async function pickScope(
  services: Services,
  target: ExportTarget,
  all: readonly AnnotatedPaper[],
): Promise<ExportScope | undefined> {
  const [first] = target.papers;
  const own: ExportScope = scopeOf(services, { papers: target.papers, tags: [] });
  const title =
    target.papers.length === 1 && first !== undefined ? services.state.paper(first)?.title : undefined;
  const here = target.papers.length > 0 && inScope(all, own).length > 0;
  const rows: ScopeItem[] = [
    {
      label: l10n.t('All Annotations'),
      description: shownMessage(exportSummary(all)),
      scope: { kind: 'all' },
    },
    ...(here ? [plainRow({ label: title ?? selectedPapers(target.papers.length), scope: own })] : []),
    { label: l10n.t('tags'), kind: vscode.QuickPickItemKind.Separator },
    ...[...services.state.tagCounts()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, count]) =>
        plainRow(
          {
            label: tag,
            description: paperCount(count),
            scope: scopeOf(services, { papers: [], tags: [tag] }),
          },
          'tag',
        ),
      ),
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Export Annotations'),
    placeHolder: l10n.t('Of which papers?'),
    matchOnDescription: true,
  });
  return chosen?.scope;
}

async function pickFormat(): Promise<ExportFormat | undefined> {
  const formats = Object.values(exportFormats);
  const rows = formats.map((format) => ({
    label: format.label,
    description: shownMessage(format.description),
    format,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Export Annotations'),
    placeHolder: l10n.t('As what kind of file?'),
  });
  return chosen?.format;
}

function askFile(
  scope: ExportScope,
  services: Services,
  format: ExportFormat,
): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    ...dialogStart(services.host, `${nameFor(scope, services)}.${format.extension}`),
    filters: { [format.label]: [format.extension] },
    saveLabel: l10n.t('Export'),
    title: l10n.t('Export Annotations'),
  });
}

function nameFor(scope: ExportScope, services: Services): string {
  const { paperIds, tags } = scope.kind === 'some' ? scope : { paperIds: [], tags: [] };
  const names = [...tags, ...paperIds.map((id) => services.state.paper(id)?.title)];
  const [only] = names;
  return only === undefined || names.length > 1 ? 'annotations' : `annotations-${slug(only)}`;
}

function tell(services: Services, papers: readonly AnnotatedPaper[], file: vscode.Uri): void {
  const faulty = papers.filter(({ note }) => services.notes.error(note.paperId)).length;
  const exported = l10n.t('Exported {0} to {1}.', shownMessage(exportSummary(papers)), baseName(file.path));
  const message = faulty === 0 ? exported : `${exported} ${faultyNotes(faulty)}`;
  const show = faulty === 0 ? showInformation : showWarning;
  const open = { [l10n.t('Open')]: () => vscode.commands.executeCommand('vscode.open', file) };
  showWithActions(services.reporter, message, open, show);
}

function faultyNotes(count: number): string {
  return count === 1
    ? l10n.t('1 note could be read only in part: mend it and export again.')
    : l10n.t('{0} notes could be read only in part: mend them and export again.', count);
}
