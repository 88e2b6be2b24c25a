import type * as vscode from 'vscode';
import { escapeMarkdown } from '../../core/text/markdownText';
import type { PaperId } from '../../core/library/paper';
import { ownText } from '../../core/notes/noteText';
import type { Reference } from '../../core/references/reference';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { isolateDirection } from '../../core/text/isolateDirection';
import { truncate } from '../../core/text/truncate';
import { plainQuote, plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { dayNames } from '../../services/views/dayNames';
import { triageLabel } from '../../services/views/paperItem';
import { commandLink, commandMarkdown } from '../../platform/vscode/ui/commandMarkdown';
import { l10n } from '../../platform/vscode/ui/l10n';

const noteLength = 300;
const quoteLength = 160;
const mostQuotes = 3;
const mostDays = 3;

const commands = ['openPaper', 'openNote', 'markLater', 'addPaper', 'showReferences'] as const;

/** The hover of the paper that a reference names; undefined for an unknown paper. */
export function referenceHover(services: Services, reference: Reference): vscode.MarkdownString | undefined {
  const parts =
    reference.paperId === undefined
      ? unknownParts(services, reference)
      : paperParts(services, reference.paperId);
  if (parts.length === 0) return undefined;
  // Titles and notes are anybody's text: all of it is escaped, and only these commands can be run.
  return commandMarkdown(parts.join('\n\n'), commands);
}

function paperParts(services: Services, id: PaperId): readonly string[] {
  const { state, libraryService } = services;
  const paper = state.paper(id);
  if (!paper) return [];
  const days = libraryService.library.daysOf(paper.id).map((day) => dayNames.name(day));
  const more = days.length > mostDays ? [l10n.t('{0} more', days.length - mostDays)] : [];
  const facts = [triageLabel(state.triage(paper.id)), ...days.slice(0, mostDays), ...more];
  const tags = state.tags(paper.id);
  const note = ownText(state.note(paper.id)?.body ?? '', paper.title);
  const places = services.references.of(paper.id).length;
  return [
    `**${shown(plainTitle(paper))}**`,
    facts.map(shown).join(' · '),
    tags.length > 0 ? l10n.t('Tags: {0}', tags.map(shown).join(', ')) : '',
    note === '' ? '' : `> ${shown(truncate(note, noteLength))}`,
    ...quotes(services, paper.id),
    [
      commandLink(l10n.t('Open'), 'openPaper', paper.id),
      commandLink(note === '' ? l10n.t('Write Note') : l10n.t('Open Note'), 'openNote', paper.id),
      commandLink(l10n.t('Read Later'), 'markLater', paper.id),
      commandLink(
        places > 0 ? l10n.t('References ({0})', places) : l10n.t('References'),
        'showReferences',
        paper.id,
      ),
    ].join(' · '),
  ].filter((part) => part !== '');
}

function quotes({ state }: Services, id: PaperId): readonly string[] {
  const highlights = state.highlights(id);
  const some = highlights.slice(0, mostQuotes).map(({ quote, comment }) => {
    const said = comment === '' ? '' : ` — ${shown(truncate(comment, quoteLength))}`;
    return `- “${shown(truncate(plainQuote(quote), quoteLength))}”${said}`;
  });
  const left = highlights.length - mostQuotes;
  if (some.length === 0) return [];
  const more = left === 1 ? l10n.t('1 more highlight') : l10n.t('{0} more highlights', left);
  return [[...some, ...(left > 0 ? [`- ${more}`] : [])].join('\n')];
}

/** An identifier can be added to the library; a key names an entry of a bibliography. */
function unknownParts({ references }: Services, { kind, value }: Reference): readonly string[] {
  if (kind === 'arxiv' || kind === 'doi') {
    const name = kind === 'arxiv' ? `arXiv:${value}` : `doi:${value}`;
    return [
      l10n.t('{0} is not in the library.', `**${shown(name)}**`),
      commandLink(l10n.t('Add to Library'), 'addPaper', name),
    ];
  }
  const entry = kind === 'citation' ? references.entry(value) : undefined;
  if (!entry) return [];
  const id = entry.arxivId === undefined ? entry.doi : `arXiv:${entry.arxivId}`;
  const add = id === undefined ? [] : [commandLink(l10n.t('Add to Library'), 'addPaper', id)];
  return [l10n.t('{0} is not in the library.', `**${shown(entry.title)}**`), ...add];
}

const shown = (text: string): string => escapeMarkdown(isolateDirection(collapseWhitespace(text)));
