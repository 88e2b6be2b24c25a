import { type Inline, sliceInline } from './inline';

/** The words that digests use as labels, by field. Labels in `other` only end the previous field. */
const WORDS = {
  title:
    'title|paper title|paper name|article title|document title|original title|english title|titel|titre|título|titolo|' +
    '标题|题目|原文标题|英文原题|论文标题|论文题目|英文标题|原标题|タイトル|제목',
  authors:
    'author|authors|author(s)|paper authors|author list|author full names|full names|first authors|author names|by|autoren|auteurs|autores|autori|作者|作者列表|论文作者|研究机构/作者|著者|저자',
  abstract:
    'abstract|original abstract|paper abstract|full abstract|english abstract|abstract (en)|abstract (english)|' +
    'abstract note|abstract text|zusammenfassung|résumé|resumen',
  translation: '摘要|论文摘要|原文摘要|摘要原文|英文摘要|抄録|要旨|초록|abstract (zh)|abstract (cn)',
  summary:
    'summary|ai summary|paper summary|short summary|brief summary|tldr|tl;dr|tl; dr|description|overview|' +
    '总结|概述|概要|简介|要点|一句话总结|一句话要点|一句话概述|中文摘要|中文总结|摘要翻译|要約',
  categories:
    'category|categories|main category|primary category|arxiv category|arxiv categories|subject|subjects|' +
    'subject areas|subj-class|field|fields|类别|分类|主要分类|领域|学科',
  published:
    'date|published|published on|published date|publish date|publication date|submitted|submitted on|submitdate|' +
    'submit date|submission date|submitted date|release date|发布日期|发布时间|发表日期|发表时间|提交日期|提交时间|日期|时间',
  paper:
    'paper|papers|pdf|arxiv|abs|doi|link|links|url|urls|paper link|paper links|paper url|pdf link|pdf url|arxiv link|' +
    'arxiv url|arxiv id|id|paper id|page|paper page|hugging face|huggingface|hf|hf link|hf page|openreview|html|' +
    '论文|论文链接|论文地址|原文|原文链接|链接|地址|下载|pdf链接|arxiv链接',
  repository:
    'code|github|repo|repository|source code|official code|implementation|code link|code url|github link|github url|' +
    'github repo|code available|code available at|代码|代码链接|代码地址|代码仓库|开源代码|开源地址|项目代码|github链接',
  project:
    'project|project page|project website|project link|homepage|home page|website|demo|项目|项目主页|项目地址|项目链接|主页',
  venue:
    'venue|journal|journal/book|journal title|publication title|source title|booktitle|book title|conference|期刊|会议',
  year: 'year|publication year|pub year|year of publication|年份',
  upvotes: 'upvote|upvotes|up-votes|votes|likes|👍|点赞|点赞数|热度',
  other:
    'motivation|motivations|method|methods|methodology|result|results|conclusion|conclusions|background|objective|' +
    'objectives|contribution|contributions|key points|key findings|key insights|key contributions|highlights|keyword|' +
    'keywords|tag|tags|topic|topics|comment|comments|note|notes|journal-ref|affiliation|affiliations|' +
    'institution|institutions|organization|organizations|score|relevance|rating|type|source|detail|details|task|' +
    'tasks|metadata|bibliography|my notes|dataset|datasets|model|models|stars|github stars|submitted by|report-no|license|updated|last updated|' +
    '动机|方法|结果|结论|背景|研究背景|创新点|核心要点|贡献|亮点|问题|关键词|标签|备注|评论|机构|单位|评分|来源|收录|详情',
} as const;

export type Field = keyof typeof WORDS;

const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries(WORDS).flatMap(([field, words]) =>
    words.split('|').map((word) => [word, field as Field] as const),
  ),
);

export interface Labelled {
  readonly field: Field;
  readonly value: Inline;
  /** Whether the label is emphasised rather than just a word before a colon. */
  readonly bold: boolean;
}

/** In UTF-16 units: maximum length of a label and its prefix. */
const LONGEST = 120;

const PICTURE = String.raw`[\s>•·\p{Extended_Pictographic}\ufe0f\u200d-]*`;
const MARKED = new RegExp(
  String.raw`^${PICTURE}(\*{1,3}|__?|\x60)${PICTURE}([^*_\x60\n]{1,50}?)(?:([:：])\s*)?\1\s*([:：])?`,
  'u',
);
const PLAIN = new RegExp(String.raw`^${PICTURE}(\p{L}[^:：\n.!?*]{0,39})[:：](?!\/\/)`, 'u');

/** The label at the start of a line, such as `**Authors**: …`, `Abstract: …` or `作者：…`. */
export function readLabel(inline: Inline): Labelled | undefined {
  const start = inline.text.slice(0, LONGEST);
  return readMarked(inline, start) ?? readPlain(inline, start);
}

/** Bold text before a colon is always a label; without a colon only if it is one of the known words. */
function readMarked(inline: Inline, start: string): Labelled | undefined {
  const [whole, , name = '', inner, outer] = MARKED.exec(start) ?? [];
  if (whole === undefined || inline.links.some(({ start, end }) => start < whole.length && end > start))
    return undefined;
  const field = fieldOf(name);
  const value = sliceInline(inline, whole.length);
  const hasColon = inner !== undefined || outer !== undefined;
  const isAlone = field !== undefined && value.text.trim() === '';
  return hasColon || isAlone ? { field: field ?? 'other', value, bold: true } : undefined;
}

function readPlain(inline: Inline, start: string): Labelled | undefined {
  const [whole, name = ''] = PLAIN.exec(start) ?? [];
  const field = whole === undefined ? undefined : fieldOf(name);
  if (whole === undefined || field === undefined) return undefined;
  return { field, value: sliceInline(inline, whole.length), bold: false };
}

/** The field of a label text, such as a heading, a column name or a summary. */
export function fieldOf(name: string): Field | undefined {
  if (name.length > LONGEST) return undefined;
  const bare = name
    .trim()
    .toLowerCase()
    .replace(/^(?:show|view|read|click to (?:expand|show)|expand|点击展开|展开|查看)\s+(?=\S)/u, '')
    .replace(/^[^\p{L}👍]+|(?<=[\p{L}\p{N})👍])[^\p{L}\p{N})👍]+$/gu, '')
    .replace(/[\s_]+/gu, ' ');
  return FIELDS.get(bare);
}
