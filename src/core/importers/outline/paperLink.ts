import { collapseWhitespace } from '../../text/collapseWhitespace';
import { type ArxivId, findArxivIds } from '../../library/arxivId';
import type { Inline, InlineLink } from './inline';
import { isVenueAndYear } from './venueText';

/** Other sites with pages of papers, and the internal links of Papers with Code and the ACL Anthology. */
const PAPER_PAGES =
  /^https?:\/\/(?:[\w-]+\.)*(?:openreview\.net\/(?:forum|pdf)|aclanthology\.org\/\d|(?:bio|med)rxiv\.org\/content|doi\.org\/10\.|openaccess\.thecvf\.com\/content|proceedings\.mlr\.press\/|papers\.nips\.cc\/|proceedings\.neurips\.cc\/|ieeexplore\.ieee\.org\/document|dl\.acm\.org\/doi|nature\.com\/articles|semanticscholar\.org\/paper|jmlr\.org\/papers|ecva\.net\/papers|paperswithcode\.com\/paper\/)|^\/(?:paper\/[\w-]+|\d{4}\.[\w-]+\.\d+\/?)$/iu;

/** Generic link texts, which do not name the paper. */
const GENERIC =
  /^(?:(?:read|view|open|see|full)? ?(?:more|paper|abstract|article|text|details?)? ?(?:on|in|at|from)? ?(?:the )?(?:arxiv(?:\.org)?|abs|pdf|html|papers?|paper[- ]?(?:link|page|pdf)|links?|urls?|web ?(?:page|site)|code|git ?hub|source|repo(?:sitory)?|project(?:[- ]page)?|hugging ?face|hf|🤗|home ?page|demo|data(?:set)?s?|models?|video|youtube|blog|slides|poster|supp(?:lementary)?|bib(?:tex)?|cite|doi|here|more|read|details?|kimi|cool ?papers?|alphaxiv|papers? ?with ?code|open ?review|semantic scholar|google scholar|scholar|zotero|back(?: to top)?|top|toc|论文(?:链接|地址|原文)?|链接|代码|原文|全文|下载|主页|项目(?:主页)?|摘要|详情|查看|ss|tldr) ?)(?:link|page|version|链接|下载)?$/iu;
/** Punctuation and symbols around them. */
const MARKS =
  /^[\p{Extended_Pictographic}\ufe0f\s[\](){}*_`#|:：.·>→»↗-]+|(?<=[^\p{Extended_Pictographic}\ufe0f\s[\](){}*_`#|:：.·<←-])[\p{Extended_Pictographic}\ufe0f\s[\](){}*_`#|:：.·<←-]+$/gu;

/** In UTF-16 units; longer texts are not generic. */
const LONGEST_NAME = 80;

export function arxivIdOf(href: string): ArxivId | undefined {
  return findArxivIds(href)[0];
}

/** Whether a link leads to a paper's page, PDF or copy. */
export function isPaperLink({ href }: InlineLink): boolean {
  return arxivIdOf(href) !== undefined || PAPER_PAGES.test(href);
}

/** Whether a link's text names the paper rather than the site, the identifier or the address. */
export function namesPaper(inline: Inline, link: InlineLink): boolean {
  const text = linkText(inline, link);
  if (text.length > LONGEST_NAME) return !/^https?:/iu.test(text);
  const letters = text.replace(/[^\p{L}]/gu, '');
  return (
    letters.length >= 3 &&
    !GENERIC.test(collapseWhitespace(text.replace(MARKS, ''))) &&
    !/^(?:https?:|www\.|doi:|\[?arxiv:)/iu.test(text) &&
    !isIdentifier(text) &&
    !(isVenueAndYear(text) && hasOtherWords(inline, link))
  );
}

/** Whether words beside a link may be the title: `**A title.** [CVPR 2024](…)`. */
function hasOtherWords({ text }: Inline, { start, end }: InlineLink): boolean {
  return (`${text.slice(0, start)} ${text.slice(end)}`.match(/\p{L}{2,}/gu) ?? []).length > 1;
}

export function linkText({ text }: Inline, { start, end }: InlineLink): string {
  return text.slice(start, end).trim();
}

function isIdentifier(text: string): boolean {
  const [found] = findArxivIds(text);
  return found !== undefined && text.length - (found.end - found.start) < 16;
}
