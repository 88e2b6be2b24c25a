import { type Inline, sliceInline } from './inline';

/** What a label in a digest announces. `other` is known to be none of the rest, so that it ends what stands before it. */
export type Field =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'summary'
  | 'categories'
  | 'published'
  | 'paper'
  | 'repository'
  | 'project'
  | 'upvotes'
  | 'other';

export interface Labelled {
  readonly field: Field;
  readonly value: Inline;
  /** Whether the label is set off by emphasis, or just a word before a colon. */
  readonly bold: boolean;
}

const NAMES: readonly (readonly [Field, RegExp])[] = [
  [
    'title',
    /^(?:(?:paper|original|english)?\s*title|标题|题目|论文标题|论文题目|英文标题|原标题|タイトル|제목)$/iu,
  ],
  ['authors', /^(?:authors?(?:\(s\))?|by|作者|作者列表|研究机构\/作者|论文作者|著者|저자)$/iu],
  [
    'abstract',
    /^(?:(?:original|paper|full|english)?\s*abstract|abstract \(en(?:glish)?\)|(?:论文|英文|原文)?摘要(?:原文)?|原文摘要|概要|抄録|要旨|초록)$/iu,
  ],
  [
    'summary',
    /^(?:(?:ai|paper|short|brief|english)?\s*summary|tl;?\s?dr|(?:ai|一句话)?\s*(?:总结|概述|简介|要点)|中文摘要|中文总结|摘要翻译|description|overview|要約)$/iu,
  ],
  [
    'categories',
    /^(?:(?:arxiv |main |primary |sub)?(?:categor(?:y|ies)|subjects?(?: areas?)?|subj-class)|fields?|类别|分类|领域|主要分类|学科)$/iu,
  ],
  [
    'published',
    /^(?:(?:publish(?:ed)?|submit(?:ted)?|submission|release|update|updated|first)?\s*(?:date|on)|published|submitdate|submitted|发布(?:日期|时间)?|日期|时间|提交(?:日期|时间)?|发表(?:日期|时间)?)$/iu,
  ],
  [
    'paper',
    /^(?:(?:paper|arxiv|pdf|abs|hf|hugging ?face|open ?review|html)?\s*(?:links?|urls?|page|id|地址|链接)|arxiv|pdf|paper|papers?|doi|论文|原文|原文链接|论文链接|链接|下载)$/iu,
  ],
  [
    'repository',
    /^(?:(?:code|github|source|official)?\s*(?:code|github|repo(?:sitory)?|implementation)(?:\s*(?:link|url|repo(?:sitory)?|available(?: at)?|链接|地址))?|代码(?:链接|地址|仓库)?|开源(?:代码|地址)?|项目代码)$/iu,
  ],
  [
    'project',
    /^(?:project(?:[- ]?(?:page|website|homepage|link|url))?|home ?page|web ?site|demo|项目(?:主页|地址|链接|页面)?|主页)$/iu,
  ],
  ['upvotes', /^(?:up-?votes?|likes?|votes?|👍|点赞(?:数)?|热度)$/iu],
  [
    'other',
    /^(?:motivations?|methods?|methodology|results?|conclusions?|background|objectives?|contributions?|key (?:points|findings|insights|contributions)|highlights?|keywords?|tags?|topics?|comments?|notes?|venue|journal(?:-ref)?|affiliations?|institutions?|organi[sz]ations?|year|score|relevance|rating|type|source|details|tasks?|datasets?|models?|stars?|github stars|submitted by|report-no|license|引言|动机|方法|结果|结论|背景|创新点|贡献|亮点|关键词|标签|备注|评论|机构|单位|评分|来源|收录|期刊|会议|详情|核心要点|研究背景|问题)$/iu,
  ],
];

const MARKED =
  /^[\s>•·-]*(?:\p{Extended_Pictographic}|[\ufe0f\u200d\s])*(\*{1,3}|__?|`)\s*(?:\p{Extended_Pictographic}|[\ufe0f\u200d\s])*([^*_`\n]{1,50}?)\s*([:：])?\s*\1\s*([:：])?/u;
const PLAIN =
  /^[\s>•·-]*(?:\p{Extended_Pictographic}|[\ufe0f\u200d\s])*([\p{L}][^:：\n.!?*]{0,39}?)\s*[:：](?!\/\/)/u;

/** The label that a line begins with, such as `**Authors**: …`, `Abstract: …` or `作者：…`. */
export function readLabel(inline: Inline): Labelled | undefined {
  const marked = MARKED.exec(inline.text);
  if (marked) {
    const [whole, , name = '', inner, outer] = marked;
    const value = sliceInline(inline, whole.length);
    const field = fieldOf(name);
    const isLabel =
      inner !== undefined || outer !== undefined || (field !== undefined && value.text.trim() === '');
    if (isLabel && inline.links.every((link) => link.start >= whole.length || link.end <= link.start)) {
      return { field: field ?? 'other', value, bold: true };
    }
  }
  const plain = PLAIN.exec(inline.text);
  const field = plain ? fieldOf(plain[1] ?? '') : undefined;
  if (!plain || field === undefined) return undefined;
  return { field, value: sliceInline(inline, plain[0].length), bold: false };
}

/** The field that a text is the name of, such as that of a heading, a column or a fold-out. */
export function fieldOf(name: string): Field | undefined {
  const bare = name
    .replace(/^(?:show|view|read|click to (?:expand|show)|expand|展开|点击展开|查看)\s+(?=\S)/iu, '')
    .replace(/^[^\p{L}\p{N}👍]+|[^\p{L}\p{N})👍]+$/gu, '')
    .replace(/\s+/gu, ' ');
  return NAMES.find(([, form]) => form.test(bare))?.[0];
}
