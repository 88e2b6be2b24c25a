import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { findArxivIds } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { categoryCodes } from '../categoryCodes';
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

/** A saved page of arXiv search results. */
export const arxivSearch: SourceFormat = {
  id: 'arxiv-search',
  label: localizable('search of arXiv'),
  recognises: ({ text }) => /^[\s\ufeff]*</u.test(text) && /<li\s+class\s*=\s*["']?arxiv-result/iu.test(text),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const days = new DayList('arxiv', source);
    const problems: Problem[] = [];
    const page = parsePage(source.text);
    if (!page.ok) return unreadPage(page.error);
    for (const entry of elementsBelow(page.value, (element) => hasClass(element, 'arxiv-result'))) {
      yield;
      const paper = toPaper(entry);
      const line = entry.sourceCodeLocation?.startLine ?? 1;
      if (paper.title === '')
        problems.push({ line, message: localizable('This entry has no title and was left out.') });
      else days.add(paper);
    }
    return { days: days.days(), problems };
  },
};

function toPaper(entry: Tree.Element): PaperRecord {
  const field = (name: string): string => {
    const found = elementBelow(entry, (element) => hasClass(element, name));
    return found ? nodeText(found) : '';
  };
  const [arxiv] = findArxivIds(field('list-title'));
  const abstract = field('abstract-full') || field('abstract').replace(/^\s*Abstract\s*:/u, '');
  return paperRecord(field('title'), abstract.replace(/(?<!\s)\s*[△▽]\s*(?:Less|More)\s*$/u, ''), {
    authors: splitNames(foldLine(field('authors')).replace(/^Authors?:\s*/u, '')),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: categoryCodes(field('tags')),
  });
}
