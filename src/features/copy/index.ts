import * as vscode from 'vscode';
import { bibtexEntry } from '../../core/citations/bibtexEntry';
import type { Paper } from '../../core/library/paper';
import {
  type CommandMap,
  mapCommands,
  registerCommands,
  runCommand,
  UserFacingError,
} from '../../platform/vscode/ui/commands';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';
import { citation, paperAddress, paperMarkdown, plainText } from '../../services/reader/copyText';
import type { ReaderView } from '../../services/reader/readerView';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';

type Missing = 'title' | 'abstract' | 'address' | 'citation';

/** The text that a command copies of a paper. */
interface Copy {
  /** Undefined if a property that it needs is unknown. */
  readonly textOf: (view: ReaderView) => string | undefined;
  /** Names the missing property in the message. */
  readonly missing: Missing;
  /** Between the texts of several papers. */
  readonly separator: string;
}

const copies = {
  'reader.copyTitle': { textOf: (view) => plainText(view.titleTokens), missing: 'title', separator: '\n' },
  'reader.copyAbstract': {
    textOf: (view) => plainText(view.abstractTokens),
    missing: 'abstract',
    separator: '\n\n',
  },
  'reader.copyMarkdown': { textOf: paperMarkdown, missing: 'abstract', separator: '\n' },
  'reader.copyLink': { textOf: ({ paper }) => paperAddress(paper), missing: 'address', separator: '\n' },
  'reader.copyBibtex': {
    textOf: ({ paper }) => (isCitable(paper) ? bibtexEntry(paper) : undefined),
    missing: 'citation',
    separator: '\n',
  },
  'reader.copyCitation': {
    textOf: (view) => (isCitable(view.paper) ? citation(view) : undefined),
    missing: 'citation',
    separator: '\n',
  },
} as const satisfies CommandMap<Copy>;

/** Registers the commands that copy titles, links, citations and the like of papers. */
export function registerCopy(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  return registerCommands(
    mapCommands<Copy, keyof typeof copies>(
      copies,
      (what) =>
        (...args) =>
          copy(services, args, what),
    ),
    services.reporter,
  );
}

/** A title alone is no citation. */
function isCitable({ authors = [], arxivId, doi, year, published }: Paper): boolean {
  return authors.length > 0 || [arxivId, doi, year, published].some((known) => known !== undefined);
}

async function copy(services: Services, args: readonly unknown[], what: Copy): Promise<void> {
  const { views, readerModel } = services;
  await services.ready();
  const { papers } = await views.resolve(args);
  if (papers.length === 0) throw new UserFacingError(noPaperMessage);
  const texts: string[] = [];
  const lacking: string[] = [];
  for (const id of papers) {
    const view = await readerModel.view(id);
    const text = view && what.textOf(view);
    if (text) texts.push(text);
    else lacking.push(id);
  }
  if (texts.length > 0) {
    await vscode.env.clipboard.writeText(texts.join(what.separator));
    vscode.window.setStatusBarMessage(
      papers.length === 1 ? l10n.t('Copied') : copiedFrom(texts.length),
      2000,
    );
  }
  if (lacking.length > 0) tellMissing(services, lacking, what.missing);
}

function copiedFrom(papers: number): string {
  return papers === 1 ? l10n.t('Copied from 1 paper') : l10n.t('Copied from {0} papers', papers);
}

function tellMissing({ reporter }: Services, papers: readonly string[], missing: Missing): void {
  const message = papers.length === 1 ? missingOfOne(missing) : missingOfSeveral(missing, papers.length);
  showWithActions(reporter, message, {
    [l10n.t('Refresh Details')]: async () => {
      for (const id of papers) await runCommand('refreshDetails', id);
    },
  });
}

function missingOfOne(missing: Missing): string {
  switch (missing) {
    case 'title':
      return l10n.t(
        'No title is known of this paper, so it was not copied. Refresh Details looks for it on arXiv.',
      );
    case 'abstract':
      return l10n.t(
        'No abstract is known of this paper, so it was not copied. Refresh Details looks for it on arXiv.',
      );
    case 'address':
      return l10n.t(
        'No address is known of this paper, so it was not copied. Refresh Details looks for it on arXiv.',
      );
    case 'citation':
      return l10n.t(
        'No author, identifier or year is known of this paper, so it was not copied. Refresh Details looks for it on arXiv.',
      );
  }
}

function missingOfSeveral(missing: Missing, papers: number): string {
  switch (missing) {
    case 'title':
      return l10n.t(
        'No title is known of {0} papers, so it was not copied. Refresh Details looks for it on arXiv.',
        papers,
      );
    case 'abstract':
      return l10n.t(
        'No abstract is known of {0} papers, so it was not copied. Refresh Details looks for it on arXiv.',
        papers,
      );
    case 'address':
      return l10n.t(
        'No address is known of {0} papers, so it was not copied. Refresh Details looks for it on arXiv.',
        papers,
      );
    case 'citation':
      return l10n.t(
        'No author, identifier or year is known of {0} papers, so it was not copied. Refresh Details looks for it on arXiv.',
        papers,
      );
  }
}
