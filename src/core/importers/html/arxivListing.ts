import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { findArxivIds } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { categoryCodes } from '../categoryCodes';
import { type PrintedDate, findDate } from '../dates';
import { DayList } from '../dayList';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { unreadPage } from './anyPage';
import { nodeText } from './htmlText';
import { parsePage } from './parseHtml';
import { elementBelow, elementsBelow, hasClass } from './walkHtml';
import { localizable } from '../../base/localization';

/** A saved listing of arXiv: `/list/cs.LG/new`, `/recent` or a month. */
export const arxivListing: SourceFormat = {
  id: 'arxiv-listing',
  label: localizable('listing of arXiv'),
  recognises: ({ text }) =>
    /^[\s\ufeff]*</u.test(text) && /<dd[\s>]/iu.test(text) && /class\s*=\s*["']?list-title/iu.test(text),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const days = new DayList('arxiv', source);
    const problems: Problem[] = [];
    let identifier = '';
    let date: PrintedDate | undefined;
    const page = parsePage(source.text);
    if (!page.ok) return unreadPage(page.error);
    for (const element of elementsBelow(page.value, isPart)) {
      yield;
      const text = nodeText(element);
      if (element.tagName === 'dt') identifier = text;
      else if (element.tagName === 'h3') date = findDate(text) ?? date;
      else {
        const paper = toPaper(element, identifier);
        const line = element.sourceCodeLocation?.startLine ?? 1;
        if (paper.title !== '') days.add(paper, date);
        else
          problems.push({
            line,
            message: localizable('The entry {0} has no title and was left out.', foldLine(identifier)),
          });
        identifier = '';
      }
    }
    return { days: days.days(), problems };
  },
};

function isPart({ tagName }: Tree.Element): boolean {
  return tagName === 'dt' || tagName === 'dd' || tagName === 'h3';
}

function toPaper(entry: Tree.Element, identifier: string): PaperRecord {
  const [arxiv] = findArxivIds(identifier);
  const abstract = elementBelow(entry, ({ tagName }) => tagName === 'p');
  return paperRecord(field(entry, 'list-title'), abstract ? nodeText(abstract) : '', {
    authors: splitNames(field(entry, 'list-authors')),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: categoryCodes(field(entry, 'list-subjects')),
  });
}

/** The text of the part with a class, without the label before it. */
function field(entry: Tree.Element, name: string): string {
  const found = elementBelow(entry, (element) => hasClass(element, name));
  return found ? foldLine(nodeText(found)).replace(/^(?:Title|Authors?|Subjects?)\s*:\s*/u, '') : '';
}
