import * as vscode from 'vscode';
import { copyBlock, type CopyForm } from '../../core/fulltext/copyBlock';
import { type Section, sectionsOf } from '../../core/fulltext/sections';
import type { Paper, PaperId } from '../../core/library/paper';
import { isOfCopiedText } from '../../core/notes/note';
import { withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { registerCommands, runCommand, UserFacingError } from '../../platform/vscode/ui/commands';
import { showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { FullText, FullTextFailure } from '../../services/fullTexts/fullTexts';
import { longestPage, tooLong } from '../../services/parsing/parseFullText';
import { placeOfTerms } from '../../services/fullTexts/placeOfTerms';
import type { ReaderRequest } from '../../services/reader/readerRequest';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';
import { StoredPapers } from '../../services/fullTexts/storedPapers';
import { showStoredPapers } from './storedPapersPick';
import { ReaderFigures } from './figures';
import { actOnCitedPaper, lookUpReference } from './citedPapers';
import { keepOffline, papersForLater, papersToKeep } from './keepOffline';
import { registerOutline } from './outline';
import { type Message, localizable } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

type SharedServices = Pick<
  Services,
  | 'fullTexts'
  | 'fullTextStore'
  | 'reader'
  | 'readingPlaces'
  | 'views'
  | 'state'
  | 'libraryService'
  | 'search'
  | 'marks'
  | 'citations'
  | 'reporter'
  | 'log'
  | 'ready'
>;
type FullTextServices = SharedServices & { readonly figures: ReaderFigures };

/** Registers the commands that bring whole papers into the reader and go to places in them. */
export function registerFullText(
  _context: vscode.ExtensionContext,
  shared: SharedServices,
): vscode.Disposable {
  const { reader, reporter, fullTexts } = shared;
  const figures = new ReaderFigures(shared);
  const services: FullTextServices = { ...shared, figures };
  const stored = storedPapers(shared);
  return vscode.Disposable.from(
    figures,
    stored,
    registerOutline(services),
    fullTexts.onDidStore((key) => reporter.watch(showStored(services, key))),
    reader.onDidRequest((request) => {
      if (request.type === 'readWholePaper') reporter.watch(read(services, request.paperId));
      else if (request.type === 'restoreWholePaper') reporter.watch(restore(services, request.paperId));
      else if (request.type === 'readingPlace') rememberPlace(services, request);
      else if (request.type === 'copyBlock') reporter.watch(copy(services, request));
      else if (request.type === 'lookUpReference') lookUpReference(services, request.paperId, request.block);
      else if (request.type === 'citedPaper')
        reporter.watch(actOnCitedPaper(services, request.paperId, request.block, request.action));
    }),
    registerCommands(
      {
        readWholePaper: async (...args) => {
          await services.ready();
          const { paper: id, tree } = await services.views.resolve(args);
          if (id === undefined) throw new UserFacingError(noPaperMessage);
          if (tree) await reader.open(id);
          await read(services, id);
        },
        goToSection: async (block) => {
          if (typeof block === 'number') goToBlock(services, block);
          else await goToSection(services);
        },
        ...offlineCommands(services, stored),
        goToPassage: async (id, section, terms) => {
          if (typeof id === 'string' && typeof section === 'number' && Array.isArray(terms))
            await goToPassage(
              services,
              id,
              section,
              terms.filter((term) => typeof term === 'string'),
            );
        },
        useSavedPage: async (...args) => {
          await services.ready();
          const { paper: id } = await services.views.resolve(args);
          const paper = services.state.paper(id ?? '');
          if (!paper) throw new UserFacingError(noPaperMessage);
          await useSavedPage(services, paper);
        },
      },
      reporter,
    ),
  );
}

/** The commands that bring and remove stored papers. */
function offlineCommands(
  services: FullTextServices,
  stored: StoredPapers,
): Record<'keepOffline' | 'keepLaterOffline' | 'showStoredPapers', (...args: unknown[]) => Promise<void>> {
  const { figures } = services.figures;
  return {
    keepOffline: async (...args) => {
      await services.ready();
      const papers = await papersToKeep(services, args);
      if (papers) await keepOffline(services, figures, papers);
    },
    keepLaterOffline: async () => {
      await services.ready();
      await keepOffline(services, figures, papersForLater(services));
    },
    showStoredPapers: async () => {
      await services.ready();
      await showStoredPapers(stored, (key) => paperOf(services, key)?.title);
    },
  };
}

/** The stored papers; those that are shown or annotated are not removed to save space. */
function storedPapers(services: SharedServices): StoredPapers {
  const { fullTexts, fullTextStore: store, reader, reporter, state, ready } = services;
  return new StoredPapers({
    fullTexts,
    store,
    limit: () => {
      const megabytes = vscode.workspace
        .getConfiguration('dailyPapers')
        .get<unknown>('fullText.storageLimit');
      return (typeof megabytes === 'number' && megabytes > 0 ? megabytes : 500) * 1024 * 1024;
    },
    isPinned: (key) => {
      const paper = paperOf(services, key);
      if (!paper) return false;
      const isAnnotated = state.note(paper.id)?.highlights.some((highlight) => !isOfCopiedText(highlight));
      return isAnnotated === true || reader.wholePapers.has(paper.id);
    },
    ready,
    report: (error) => reporter.report(error),
  });
}

/** The paper with a key of whole papers. */
function paperOf({ libraryService }: Pick<SharedServices, 'libraryService'>, key: string): Paper | undefined {
  return libraryService.library.paperOnArxiv(key) ?? libraryService.library.paper(key);
}

/**
 * Shows the whole paper in the readers that show its abstract. What is stored is shown if the version that the library
 * knows cannot be fetched.
 *
 * @throws UserFacingError if there is no whole paper
 */
async function read(services: FullTextServices, id: PaperId, version?: number): Promise<void> {
  const { fullTexts, state } = services;
  const paper = state.paper(id);
  if (!paper) return;
  const wanted = version ?? paper.arxivVersion;
  const stored = await fullTexts.stored(paper);
  if (stored && (wanted === undefined || stored.version === wanted)) {
    await showAtPlace(services, paper, stored, { isAsked: true });
    return;
  }
  const fetched = await withCancellableProgress(l10n.t('Fetching the whole paper'), (_progress, signal) =>
    fullTexts.fetch(paper, { version: wanted, signal }),
  );
  const shown = fetched.ok ? fetched.value : stored;
  if (shown) await showAtPlace(services, paper, shown, { isAsked: true });
  if (!fetched.ok) explain(services, paper, wanted, fetched.error, stored);
}

/** Shows a whole paper where the person stopped reading it. */
async function showAtPlace(
  { fullTexts, reader, readingPlaces, figures }: FullTextServices,
  paper: Paper,
  fullText: FullText,
  { isAsked }: { readonly isAsked: boolean },
): Promise<void> {
  const isShown = reader.activePanel?.fullText?.document === fullText.document;
  const place = isShown ? undefined : readingPlaces.placeOf(fullTexts.keyOf(paper));
  reader.showFullText(paper.id, fullText, place);
  await figures.show(paper, fullText, isAsked);
}

/** Shows the stored whole paper in a page that was reloaded. */
async function restore(services: FullTextServices, id: PaperId): Promise<void> {
  await services.ready();
  const paper = services.state.paper(id);
  const stored = paper && (await services.fullTexts.stored(paper));
  if (stored) await showAtPlace(services, paper, stored, { isAsked: false });
}

function rememberPlace(
  { fullTexts, reader, readingPlaces, state }: FullTextServices,
  { paperId, block, offset }: Extract<ReaderRequest, { type: 'readingPlace' }>,
): void {
  const paper = state.paper(paperId);
  const shown = reader.activePanel?.paperId === paperId ? reader.activePanel.fullText : undefined;
  if (paper && shown) readingPlaces.set(fullTexts.keyOf(paper), { block, offset }, shown.document);
}

/** @throws UserFacingError if the block has no such thing */
async function copy(
  { reader }: FullTextServices,
  { paperId, block, form }: Extract<ReaderRequest, { type: 'copyBlock' }>,
): Promise<void> {
  const blocks = reader.fullTextOf(paperId)?.document.blocks ?? [];
  const text = copyBlock(blocks, block, form);
  if (text === undefined) throw new UserFacingError(nothingToCopy[form]);
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(shownMessage(copied[form]), 3000);
}

const copied: Readonly<Record<CopyForm, Message>> = {
  caption: localizable('The caption was copied.'),
  tex: localizable('The equation was copied.'),
  markdown: localizable('The table was copied.'),
  csv: localizable('The table was copied.'),
};

const nothingToCopy: Readonly<Record<CopyForm, Message>> = {
  caption: localizable('There is no caption to copy here.'),
  tex: localizable('There is no equation to copy here.'),
  markdown: localizable('There is no table to copy here.'),
  csv: localizable('There is no table to copy here.'),
};

/** Shows the stored whole paper of a paper that a reader shows, at the words of a section that were searched for. */
async function goToPassage(
  { fullTexts, figures, reader, state }: FullTextServices,
  id: PaperId,
  section: number,
  terms: readonly string[],
): Promise<void> {
  const paper = state.paper(id);
  const stored = paper && (await fullTexts.stored(paper));
  if (!stored) return;
  reader.showFullText(id, stored, { block: placeOfTerms(stored.document, section, terms), offset: 0 });
  await figures.show(paper, stored, false);
}

/** Goes to a block of the whole paper in front. */
function goToBlock({ reader }: Pick<FullTextServices, 'reader'>, block: number): void {
  const { activePanel } = reader;
  if (activePanel?.fullText)
    activePanel.showFullText(activePanel.paperId, activePanel.fullText, { block, offset: 0 });
}

/** Shows a version that was stored in the readers that show another version of it. */
async function showStored(
  { fullTexts, reader, state, figures }: FullTextServices,
  key: string,
): Promise<void> {
  for (const id of reader.wholePapers) {
    const paper = state.paper(id);
    const stored = paper && fullTexts.keyOf(paper) === key ? await fullTexts.stored(paper) : undefined;
    if (!paper || !stored) continue;
    reader.showFullText(id, stored);
    await figures.show(paper, stored, false);
  }
}

/** Says why a version is not shown, and offers the next step. */
function explain(
  services: FullTextServices,
  { id, arxivId }: Paper,
  version: number | undefined,
  { message, isMissing, cause }: FullTextFailure,
  shown: FullText | undefined,
): void {
  const { reporter } = services;
  if (arxivId === undefined) {
    showWithActions(reporter, message, {
      [l10n.t('Refresh Details')]: () => runCommand('refreshDetails', id),
    });
    return;
  }
  const before = version !== undefined && version > 1 ? version - 1 : undefined;
  if (shown) {
    void showWarning(
      shown.version === undefined
        ? l10n.t('{0} The stored text, which is on this machine, is shown instead.', shownMessage(message))
        : l10n.t(
            '{0} Version {1}, which is on this machine, is shown instead.',
            shownMessage(message),
            String(shown.version),
          ),
    );
  } else if (isMissing) {
    const actions = {
      ...(before !== undefined && {
        [l10n.t('Read Version {0}', String(before))]: () => read(services, id, before),
      }),
      [l10n.t('Open PDF')]: () => runCommand('openPdf', id),
    };
    showWithActions(reporter, message, actions, showWarning);
  } else throw new UserFacingError(message, { cause });
}

/**
 * Reads the whole paper from a page of arXiv or ar5iv that a person has saved.
 *
 * @throws UserFacingError if the page holds no paper, or another one
 */
async function useSavedPage({ fullTexts, reader, figures }: FullTextServices, paper: Paper): Promise<void> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      openLabel: l10n.t('Use Page'),
      title: l10n.t('Choose a page of arXiv or ar5iv that was saved as HTML'),
      filters: { [l10n.t('Saved pages')]: ['html', 'htm', 'xhtml'] },
    })) ?? [];
  if (!uri) return;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > longestPage) throw new UserFacingError(tooLong);
  const page = await vscode.workspace.fs.readFile(uri);
  const read = await withCancellableProgress(l10n.t('Reading the saved page'), (_progress, signal) =>
    fullTexts.import(paper, page, { signal }),
  );
  if (!read.ok) throw new UserFacingError(read.error.message, { cause: read.error.cause });
  await reader.open(paper.id);
  reader.showFullText(paper.id, read.value);
  await figures.show(paper, read.value, false);
}

interface SectionItem extends vscode.QuickPickItem {
  readonly section: Section;
}

/** @throws UserFacingError if the whole paper has not been read */
async function goToSection({ fullTexts, reader, state }: FullTextServices): Promise<void> {
  const id = reader.activePaper;
  const paper = id === undefined ? undefined : state.paper(id);
  // A document that the page shows already is not sent again.
  const fullText = reader.activePanel?.fullText ?? (paper && (await fullTexts.stored(paper)));
  if (!paper || !fullText)
    throw new UserFacingError(
      l10n.t('Only the abstract of this paper is here. Choose Read Whole Paper first.'),
    );
  const items = sectionsOf(fullText.document).map((section): SectionItem => ({
    ...plainRow({ label: `${'\u2003'.repeat(section.level - 1)}${section.title}` }),
    section,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: l10n.t('Go to a section of the paper'),
  });
  if (choice) goToBlock({ reader }, choice.section.block);
}
