import { type ArxivId, findArxivIds } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { splitNames } from '../names';
import { paperRecord } from '../paperRecord';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { localizable, type LocalizableMessage } from '../../base/localization';

/** One paper of an arXiv mailing, unparsed. */
interface Announcement {
  readonly paper: PaperRecord;
  /** A revision is announced without its abstract. */
  readonly kind: 'new' | 'cross' | 'replace';
}

export interface Announcements {
  readonly announcements: readonly Announcement[];
  readonly problems: readonly Problem[];
}

/** `\\` alone or before a link: the separator of header and abstract, and the end of both. */
const MARK = /^\\\\(?:\s|$)/u;
const RULE = /^(?:-{20,}|(?:%-){5,}|(?:%%--){5,})/u;
const IDENTIFIER = /^(?:arXiv:|Paper(?:\s*\([^)]*\))?:)\s*\S+/iu;

/**
 * Parses the blocks of arXiv's mailings and `.abs` files: `\\`, a header, `\\`, an abstract, `\\`. A block
 * that is truncated is parsed as far as possible, and reported.
 */
export function* readAnnouncements(text: string): CooperativeTask<Announcements> {
  const lines = text.split(/\r\n?|\n/u);
  const announcements: Announcement[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!beginsEntry(lines, at)) {
      if (/^Title:\s/u.test(lines[at] ?? '')) problems.push({ line: at + 1, message: NO_IDENTIFIER });
      continue;
    }
    yield;
    const block = readBlock(lines, at);
    const read = toAnnouncement(block);
    if ('text' in read) problems.push({ line: at + 1, message: read });
    else {
      announcements.push(read);
      if (!block.closed)
        problems.push({
          line: at + 1,
          message: localizable('The entry of {0} is cut off.', read.paper.title),
        });
    }
    at = block.end - 1;
  }
  return { announcements, problems };
}

const NO_IDENTIFIER = localizable('The entry with this title has no identifier and was left out.');

interface Block {
  readonly header: readonly string[];
  readonly abstract: readonly string[] | undefined;
  readonly closed: boolean;
  /** Index of the first line after the block. */
  readonly end: number;
}

function readBlock(lines: readonly string[], start: number): Block {
  const headerEnd = sectionEnd(lines, start + 1);
  const header = lines.slice(start, headerEnd);
  const mark = lines[headerEnd] ?? '';
  if (!MARK.test(mark)) return { header, abstract: undefined, closed: false, end: headerEnd };
  // A separator with a link ends the block of a revision, which has no abstract.
  if (mark.includes('(')) return { header, abstract: undefined, closed: true, end: headerEnd + 1 };
  const abstractEnd = sectionEnd(lines, headerEnd + 1);
  const closed = MARK.test(lines[abstractEnd] ?? '');
  return {
    header,
    abstract: lines.slice(headerEnd + 1, abstractEnd),
    closed,
    end: abstractEnd + (closed ? 1 : 0),
  };
}

/** The index of the next line that is a separator, a rule or the start of another entry. */
function sectionEnd(lines: readonly string[], start: number): number {
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (MARK.test(line) || RULE.test(line) || beginsEntry(lines, at)) return at;
  }
  return lines.length;
}

/** Whether an entry starts here. An identifier at the start of a line of an abstract does not start one. */
function beginsEntry(lines: readonly string[], at: number): boolean {
  const before = lines[at - 1] ?? '';
  return IDENTIFIER.test(lines[at] ?? '') && (before.trim() === '' || MARK.test(before) || RULE.test(before));
}

function toAnnouncement({ header, abstract }: Block): Announcement | LocalizableMessage {
  const [first = ''] = header;
  const [arxiv] = findArxivIds(first);
  const fields = readHeader(header.slice(1));
  const title = fields.get('title') ?? '';
  if (title === '') return localizable('The entry {0} has no title and was left out.', first.trim());
  const isRevision = header.some((line) => /^replaced with revised version/iu.test(line));
  return {
    paper: paperRecord(title, (abstract ?? []).join('\n'), details(fields, arxiv)),
    kind: isRevision ? 'replace' : /cross-listing/iu.test(first) ? 'cross' : 'new',
  };
}

function details(fields: ReadonlyMap<string, string>, arxiv: ArxivId | undefined) {
  const revisions = [...fields.keys()]
    .flatMap((name) => /^date \(revised v(\d+)\)$/u.exec(name)?.[1] ?? [])
    .map(Number);
  const latest = revisions.length > 0 ? revisions.reduce((a, b) => Math.max(a, b)) : undefined;
  return {
    authors: splitNames(fields.get('authors') ?? fields.get('author') ?? ''),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version ?? latest,
    categories: (fields.get('categories') ?? fields.get('subj-class') ?? '')
      .split(/[\s;,]+/u)
      .filter((name) => name !== ''),
    published: isoTime(fields.get('date')),
    updated: latest === undefined ? undefined : isoTime(fields.get(`date (revised v${latest})`)),
  };
}

/** Fields by lower-case name. An indented line continues the previous field. */
function readHeader(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const line of lines) {
    const field = /^([A-Z][\w-]*(?: \([^)]*\))?):\s*(.*)$/su.exec(line);
    if (field) {
      name = field[1]?.toLowerCase() ?? '';
      fields.set(name, field[2] ?? '');
    } else if (name !== undefined && /^\s+\S/u.test(line))
      fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`);
    else name = undefined;
  }
  return fields;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Tue, 1 Nov 1994 18:57:48 GMT   (199kb)` as ISO 8601. */
function isoTime(printed: string | undefined): string | undefined {
  const parts = /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT/u.exec(printed ?? '');
  if (!parts) return undefined;
  const [, day = '', month = '', year = '', time = ''] = parts;
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return number === 0
    ? undefined
    : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`;
}
