import { findArxivIds } from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { ParsedDigest } from '../../library/parsedDigest';
import { categoryCodes } from '../categoryCodes';
import { publicationDate } from '../dates';
import { DayList } from '../dayList';
import { bibtexNames } from '../bibtex/bibtexText';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { isPage, unreadPage } from './anyPage';
import { nodeText } from './htmlText';
import { markupToText } from './markupText';
import { parsePage } from './parseHtml';
import { attribute, elementBelow, elementsBelow, hasClass } from './walkHtml';
import { localizable } from '../../base/localization';

/**
 * The page of one paper that describes itself to search engines (Highwire Press tags): arXiv's, and most publishers'.
 */
export const citationPage: SourceFormat = {
  id: 'citation-page',
  label: localizable('page of a paper'),
  recognises: ({ text }) => isPage(text) && /<meta\s[^<>]*["']citation_title["']/iu.test(text),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    yield;
    const parsed = parsePage(source.text);
    if (!parsed.ok) return unreadPage(parsed.error);
    const page = parsed.value;
    const metas = elementsBelow(page, ({ tagName }) => tagName === 'meta');
    const contents = (name: string): string[] =>
      metas
        .filter((meta) => attribute(meta, 'name')?.toLowerCase() === name)
        .map((meta) => attribute(meta, 'content') ?? '');
    const [arxiv] = findArxivIds(
      [...contents('citation_arxiv_id'), ...contents('citation_pdf_url'), ...contents('citation_doi')].join(
        ' ',
      ),
    );
    const shown = elementBelow(
      page,
      (element) =>
        /\babstract\b/u.test(attribute(element, 'class') ?? '') && element.tagName === 'blockquote',
    );
    const [described] = [...contents('citation_abstract'), ...contents('dc.description')];
    const abstract =
      described === undefined
        ? (shown ? nodeText(shown) : '').replace(/^\s*Abstract:\s*/u, '')
        : markupToText(described);
    const subjects = elementBelow(page, (element) => hasClass(element, 'subjects'));
    const days = new DayList('digest', source);
    days.add(
      paperRecord(markupToText(contents('citation_title')[0] ?? ''), abstract, {
        authors: contents('citation_author').flatMap(bibtexNames),
        arxivId: arxiv?.id,
        doi: contents('citation_doi').map(findDoi)[0],
        venue: [...contents('citation_journal_title'), ...contents('citation_conference_title')][0],
        categories: subjects ? categoryCodes(nodeText(subjects)) : undefined,
        published: publicationDate([...contents('citation_date'), ...contents('citation_publication_date')]),
      }),
    );
    return { days: days.days(), problems: [] };
  },
};
