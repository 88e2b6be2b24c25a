import { escapeMarkdown } from '../../core/text/markdownText';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { isolateDirection } from '../../core/text/isolateDirection';
import { truncate } from '../../core/text/truncate';
import { type Localization, english } from '../../core/base/localization';

/** The contents of the tooltip of a paper's row. Texts are rendered for display. */
export interface TooltipTexts {
  readonly title: string;
  readonly abstract: string;
  /** The reason for the paper's place in the view, and what is new about it: one sentence each. */
  readonly reasons: readonly string[];
  /** State and days: `unread`, `Mar 14`. */
  readonly facts: readonly string[];
  readonly tags: readonly string[];
  /** The person's text in the note; may be empty. */
  readonly note: string;
}

const abstractLength = 420;
const noteLength = 200;
/** More are counted. */
const mostFacts = 6;

/** The tooltip as Markdown; all texts are escaped, so that nothing in them is read as markup. */
export function paperTooltip(
  { title, abstract, reasons, facts, tags, note }: TooltipTexts,
  l10n: Localization = english,
): string {
  const text = (value: string): string => escapeMarkdown(isolateDirection(collapseWhitespace(value)));
  const more = facts.length - mostFacts;
  const shown = more > 0 ? [...facts.slice(0, mostFacts), l10n.t('{0} more', more)] : facts;
  return [
    `**${text(title)}**`,
    ...reasons.map(text),
    shown.map(text).join(' · '),
    tags.length > 0 ? l10n.t('Tags: {0}', tags.map(text).join(', ')) : '',
    note === '' ? '' : `> ${text(truncate(note, noteLength))}`,
    abstract === '' ? l10n.t('No abstract.') : text(truncate(collapseWhitespace(abstract), abstractLength)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
