import { publicationDate } from '../dates';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { type Inline, sliceInline } from './inline';
import { fieldOf } from './labels';

/**
 * A line with a title in bold among other words, as in `2024-03-05, **A title**, A. One, Paper: …` or
 * `1) **A name** - what it is`.
 */
export interface BoldTitle {
  readonly title: string;
  readonly published?: string;
  /** Names after a comma. */
  readonly authors: readonly string[];
  /** The text after a dash. */
  readonly description: string;
}

const DATE = String.raw`(?:\*\*)?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\*\*)?`;
const FORM = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,4}\s?[.)]\s{0,9})?(?:(?<date>${DATE})\s{0,9}[,:|–—-]?\s{0,9})?(?:\*\*(?<bold>[^*\n]{1,500})\*\*|__(?<lines>[^_\n]{1,500})__)\s{0,9}(?<mark>,|\||[-–—](?=\s))`,
  'u',
);
/** The label of the first of the links after the names. */
const LINKS = /[,|]? {0,9}\b(?:paper|code|pdf|arxiv|project|link|homepage) {0,9}[:：]/iu;

/** Undefined if the bold words are a label, or if the line has only the title. */
export function boldTitleOf(line: Inline): BoldTitle | undefined {
  const found = FORM.exec(line.text.slice(0, 1200));
  const { date, bold, lines, mark } = found?.groups ?? {};
  const title = foldLine(bold ?? lines ?? '').replace(/[.:,]$/u, '');
  if (!found || !/\p{L}/u.test(title) || fieldOf(title) !== undefined) return undefined;
  const rest = withoutLinks(sliceInline(line, found[0].length));
  const published = date === undefined ? undefined : publicationDate([date]);
  return {
    title,
    ...(published !== undefined && { published }),
    authors: mark === ',' ? splitNames(foldLine(rest.slice(0, LINKS.exec(rest)?.index ?? rest.length))) : [],
    description: mark === ',' ? '' : rest.trim(),
  };
}

function withoutLinks({ text, links }: Inline): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of links) {
    kept += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}
