import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import { plain } from '../../core/tex/plain';
import { truncate } from '../../core/text/truncate';
import { UserFacingError } from '../../core/base/userFacingError';
import type { Services } from '../../services/services';
import { shortTitle } from '../../services/search/plainText';
import { noPaperMessage } from '../../services/views/viewRegistry';
import { l10n } from '../../platform/vscode/ui/l10n';

const longestQuote = 2000;
const mostPapers = 20;

/**
 * Opens the chat with papers, or with a highlight, named in its input, where the user continues to type; nothing is sent.
 * The stable API of VS Code can only attach files.
 */
export async function addToChat(services: Services, args: readonly unknown[]): Promise<void> {
  await services.ready();
  const { state, views } = services;
  const { papers, nodes } = await views.resolve(args);
  const known = papers.slice(0, mostPapers).flatMap((id) => state.paper(id) ?? []);
  if (known.length === 0) throw new UserFacingError(noPaperMessage);
  const quotes = nodes.flatMap((node) => {
    if (node.kind !== 'highlight') return [];
    const highlight = state.highlights(node.parent.paperId).find((one) => one.id === node.highlightId);
    return highlight ? [quoteOf(plain(highlight.quote), highlight.comment)] : [];
  });
  const names = known.map(nameOf).join(', ');
  const subject =
    known.length === 1 ? l10n.t('About {0}', names) : l10n.t('About {0} papers: {1}', known.length, names);
  await openChat([subject, ...quotes].join('\n'));
}

/** Opens the chat with words that the user selected in the reader, as people read them. */
export async function quoteInChat({ state }: Services, id: PaperId, quote: string): Promise<void> {
  const paper = state.paper(id);
  if (!paper) throw new UserFacingError(noPaperMessage);
  await openChat(`${l10n.t('About {0}', nameOf(paper))}\n${quoteOf(quote, '')}`);
}

function nameOf(paper: Paper): string {
  return `“${shortTitle(paper, 200)}” (paper:/${paper.id})`;
}

/** A quote as a block quote, so that it is recognised as data. */
function quoteOf(quote: string, comment: string): string {
  const lines = truncate(quote, longestQuote)
    .split('\n')
    .map((line) => `> ${line}`);
  return [...lines, ...(comment === '' ? [] : [l10n.t('My comment: {0}', truncate(comment, 500))])].join(
    '\n',
  );
}

async function openChat(text: string): Promise<void> {
  try {
    await vscode.commands.executeCommand('workbench.action.chat.open', {
      query: `${text}\n\n`,
      isPartialQuery: true,
    });
  } catch (cause) {
    await vscode.env.clipboard.writeText(text);
    throw new UserFacingError(
      l10n.t(
        'There is no chat in this window. The text was copied: paste it where you talk to an assistant.',
      ),
      { cause },
    );
  }
}
