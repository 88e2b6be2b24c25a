import { findArxivIds } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { type PrintedDate, findDate, isoDate } from '../dates';
import { DayList } from '../dayList';
import { splitNames } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { arxivAbstract, arxivTitle } from './arxivFeedText';
import { findElements } from './elements';
import { type FeedEntry, readFeed } from './feed';
import { attributeOf, childText, children, textOf } from './xmlNode';
import { localizable } from '../../base/localization';

/** How arXiv announces a paper: new, from another category, or as a new version of one that was announced before. */
type AnnounceType = 'new' | 'cross' | 'replace' | 'replace-cross';

interface RssItem {
  readonly paper: PaperRecord;
  /** Absent in feeds other than arXiv's. */
  readonly announced?: AnnounceType;
  readonly date?: PrintedDate;
}

/** RSS 2.0 and 1.0, as arXiv and others publish. */
export const rss: SourceFormat = {
  id: 'rss',
  label: localizable('RSS feed'),
  recognises: ({ text }) =>
    /^[\s\ufeff]*<(?:\?xml|!--|rss|rdf|channel|item)/iu.test(text) &&
    /<(?:rss|rdf:RDF|channel|item)[\s>]/iu.test(text.slice(0, 5000)),
  *read(source: SourceText) {
    const { items, isArxiv, problems } = yield* readRss(source.text);
    const days = new DayList(isArxiv ? 'arxiv' : 'digest', source);
    for (const { paper, date } of items) days.add(paper, source.requestedDate ? undefined : date);
    return { days: days.days(), problems };
  },
};

export interface RssFeed {
  /** In the feed's order. */
  readonly items: readonly RssItem[];
  readonly isArxiv: boolean;
  readonly problems: readonly Problem[];
}

/** The items of a feed, with how each was announced. */
export function* readRss(text: string): CooperativeTask<RssFeed> {
  const { head, entries, problems } = yield* readFeed(
    text,
    'item',
    text.includes('<rdf:RDF') ? 'RDF' : 'rss',
  );
  const isArxiv = /arxiv\.org/iu.test(head);
  const dates = ['pubDate', 'lastBuildDate', 'date'].map((name) => headText(head, name));
  const channelDate = findDate(dates.find((text) => text !== undefined) ?? '');
  const items: RssItem[] = [];
  for (const entry of entries) {
    items.push(toItem(entry, isArxiv, channelDate));
    yield;
  }
  return { items, isArxiv, problems };
}

function toItem(entry: FeedEntry, isArxiv: boolean, channelDate: PrintedDate | undefined): RssItem {
  const announced = announceType(childText(entry.node, 'announce_type'));
  const own = findDate(childText(entry.node, 'pubDate', 'date'));
  const date = own ?? channelDate;
  // The date of an arXiv item is that of the announcement, not of the paper.
  const paper = toPaper(entry, isArxiv ? undefined : own);
  return { paper, ...(announced && { announced }), ...(date && { date }) };
}

function toPaper({ node, title }: FeedEntry, published: PrintedDate | undefined): PaperRecord {
  const about = attributeOf(node, 'about') ?? '';
  const [arxiv] = findArxivIds([childText(node, 'guid'), childText(node, 'link'), about, title].join(' '));
  return paperRecord(
    arxivTitle(title),
    arxivAbstract(childText(node, 'description', 'encoded', 'summary', 'content')),
    {
      authors:
        children(node, 'creator').length > 0
          ? children(node, 'creator').flatMap((creator) => splitNames(textOf(creator)))
          : splitNames(childText(node, 'author')),
      arxivId: arxiv?.id,
      arxivVersion: arxiv?.version,
      categories: children(node, 'category')
        .map((category) => textOf(category).trim())
        .filter((name) => name !== ''),
      published: published && isoDate(published.date),
    },
  );
}

function announceType(text: string): AnnounceType | undefined {
  const types: readonly AnnounceType[] = ['new', 'cross', 'replace', 'replace-cross'];
  return types.find((type) => type === text.toLowerCase());
}

function headText(head: string, name: string): string | undefined {
  return findElements(head, name)[0]?.xml.replace(/<[^<>]*>/gu, ' ');
}
