import { findArxivIds } from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { findDate } from '../dates';
import { DayList } from '../dayList';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { arxivAbstract, arxivTitle } from './arxivFeedText';
import { findElements } from './elements';
import { type FeedEntry, readFeed } from './feed';
import { type XmlNode, attributeOf, childText, children } from './xmlNode';
import { localizable, type Message } from '../../base/localization';

/** Atom (RFC 4287), as returned by the arXiv API and published by `rss.arxiv.org/atom` and others. */
export const atom: SourceFormat = {
  id: 'atom',
  label: localizable('Atom feed'),
  recognises: ({ text }) =>
    /<(?:\w+:)?(?:feed|entry)[\s>]/u.test(text.slice(0, 5000)) && /^[\s\ufeff]*</u.test(text),
  *read(source: SourceText) {
    const { head, entries, problems } = yield* readFeed(source.text, 'entry', 'feed');
    const feedDate = source.requestedDate ? undefined : findDate(dateOf(head));
    const days = new DayList(isArxiv(head, entries) ? 'arxiv' : 'digest', source);
    const errors: Problem[] = [];
    for (const entry of entries) {
      yield;
      if (isError(entry)) errors.push({ line: entry.line, message: errorMessage(entry) });
      else days.add(toPaper(entry), announcedOn(entry) ?? feedDate);
    }
    return { days: days.days(), problems: [...problems, ...errors] };
  },
};

function toPaper({ node, title }: FeedEntry): PaperRecord {
  const [arxiv] = findArxivIds([childText(node, 'id'), ...links(node)].join(' '));
  const journalRef = foldLine(childText(node, 'journal_ref'));
  const isAnnouncement = childText(node, 'announce_type') !== '';
  return paperRecord(arxivTitle(title), arxivAbstract(childText(node, 'summary', 'content')), {
    authors: authorsOf(node),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    doi: findDoi(childText(node, 'doi')),
    journalRef: journalRef === '' ? undefined : journalRef,
    categories: children(node, 'category').flatMap((category) => attributeOf(category, 'term') ?? []),
    // The dates of an announcement are not those of the paper.
    published: isAnnouncement ? undefined : timeOf(node, 'published'),
    updated: isAnnouncement ? undefined : timeOf(node, 'updated'),
  });
}

function authorsOf(node: XmlNode): readonly string[] {
  const named = children(node, 'author').map((author) => foldLine(childText(author, 'name')));
  const names = named.length > 0 ? named : splitNames(childText(node, 'creator'));
  return names.filter((name) => name !== '');
}

function links(node: XmlNode): string[] {
  return children(node, 'link').flatMap((link) => attributeOf(link, 'href') ?? []);
}

function timeOf(node: XmlNode, name: string): string | undefined {
  const time = childText(node, name);
  return /^\d{4}-\d{2}-\d{2}/u.test(time) ? time : undefined;
}

function announcedOn({ node }: FeedEntry) {
  return childText(node, 'announce_type') === ''
    ? undefined
    : findDate(childText(node, 'published', 'updated'));
}

/** The date of the feed, not that of a truncated entry. */
function dateOf(head: string): string {
  return findElements(head, 'updated')[0]?.xml.replace(/^<[^>]*>/u, '') ?? '';
}

function isArxiv(head: string, entries: readonly FeedEntry[]): boolean {
  return /arxiv\.org/iu.test(head) || entries.some(({ node }) => /arxiv\.org/iu.test(childText(node, 'id')));
}

/** arXiv reports errors as a single entry with the title `Error`. */
function isError({ node, title }: FeedEntry): boolean {
  return title === 'Error' && childText(node, 'id').includes('/api/errors');
}

function errorMessage({ node }: FeedEntry): Message {
  const reason = foldLine(childText(node, 'summary'));
  return reason === ''
    ? localizable('arXiv answers with an error, and gives no reason.')
    : localizable('arXiv answers with an error: {0}.', reason);
}
