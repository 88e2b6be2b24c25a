import { gapsBetween } from '../../tex/range';
import { type ArxivReference, findArxivIds, identifierTitle } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { DayList } from '../dayList';
import { foldLine } from '../foldText';
import { readInline } from '../markdown/inlineMarkdown';
import { isTableRule } from '../markdown/tableCells';
import { titleOf } from '../outline/title';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { localizable, type Message } from '../../base/localization';
import { splitNames } from '../names';

/**
 * A pasted list of arXiv identifiers or links, one or several per line. A title next to one is used; a paper
 * without a title gets a placeholder until its details are fetched.
 */
export const idList: SourceFormat = {
  id: 'identifiers',
  label: localizable('list of arXiv identifiers'),
  recognises({ text }) {
    // The first lines are enough to recognise a list.
    const lines = text
      .slice(0, 20_000)
      .split(/\r\n?|\n/u)
      .filter((line) => line.trim() !== '');
    const listed = lines.filter(
      (line) => line.length < 600 && findArxivIds(line).length > 0 && isListed(line),
    );
    return lines.length > 0 && listed.length >= lines.length * 0.6 && !lines.some(linksTitle);
  },
  *read(source: SourceText) {
    const lines = source.text.split(/\r\n?|\n/u).map(readLine);
    yield;
    const seen = new Map<string, number>();
    for (const { title } of lines) seen.set(title, (seen.get(title) ?? 0) + 1);
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    for (const [index, { text, references, title }] of lines.entries()) {
      // Text beside several papers is a remark.
      const own = (seen.get(title) ?? 0) > 1 && mayBeRemark(title) ? '' : title;
      for (const reference of references) days.add(toPaper(reference, own));
      if (references.length === 0 && text.trim() !== '')
        problems.push({ line: index + 1, message: notFound(text) });
      yield;
    }
    return { days: days.days(), problems };
  },
};

interface ListLine {
  readonly text: string;
  readonly references: readonly ArxivReference[];
  /** The text that may be the title; empty if the line has several papers. */
  readonly title: string;
}

function readLine(text: string): ListLine {
  const found = new Map(findArxivIds(text).map((reference) => [reference.id, reference]));
  return {
    text,
    references: [...found.values()],
    title: found.size === 1 ? (citedTitle(text) ?? beside(text)) : '',
  };
}

function toPaper({ id, version }: ArxivReference, title: string): PaperRecord {
  return paperRecord(isTitle(title) ? title : identifierTitle({ id }), '', {
    arxivId: id,
    arxivVersion: version,
  });
}

/** Two words, or one that looks like the name of a system: `SomeNet`, `GPT-4`. Remarks are not titles. */
function isTitle(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  if (words.length > 1)
    return !REMARK.test(text) && (words.length > 4 || !/^\p{Ll}[\p{Ll}\s,.!?'-]*$/u.test(text));
  return /^\p{L}[\p{L}\d-]*$/u.test(text) && /\p{Ll}\p{Lu}|\d/u.test(text.slice(1));
}

/** A few words; the name of a system is one word. */
function mayBeRemark(text: string): boolean {
  const words = (text.match(/\p{L}{2,}/gu) ?? []).length;
  return words > 1 && words < 5;
}

const REMARK =
  /^(?:(?:to|must|please|should|want to|will|already|not yet|half) )?(?:re-?)?(?:read|skim|review|check|watch|cite|discuss|try|implement|present|todo|done|important|interesting|favou?rite|later|good|great|nice|recommended|seen|skip)(?:ing|ed)?(?: (?:later|soon|again|it|this|next|now|today|tomorrow|paper|one|idea|carefully|first|this week|next week))*[.!?]*$/iu;

/** Markdown, or a format read as such, with a title beside the link to its paper. */
function linksTitle(line: string): boolean {
  if (/`[^`<]{1,1000}<https?:[^>\s]{1,1000}>`_/u.test(line)) return true;
  return isTableRule(line) || (/\]\(\S|\]\[/u.test(line) && /\p{L}{3}/u.test(titleOf(readInline(line))));
}

function isListed(line: string): boolean {
  return !isSentence(beside(line)) || citedTitle(line) !== undefined;
}

/** The rest of a line without its identifiers, addresses and the punctuation around them. */
function beside(line: string): string {
  const linked = line
    .replace(/\[([^[\]]*)\]\([^)[]*\)/gu, ' $1 ')
    .replace(/<https?:[^|<>\s]{1,1000}\|([^<>]{0,1000})>/giu, ' $1 ')
    .replace(/(?:https?:\/\/|www\.|(?:arxiv\.org|huggingface\.co)\/)\S+/giu, ' ');
  const text = gapsBetween(findArxivIds(linked), linked.length)
    .map(({ start, end }) => linked.slice(start, end))
    .join(' ');
  const bare = foldLine(
    text.replace(/\barxiv\s*:?(?=\s|$)/giu, ' ').replace(/\[[a-z-]+(?:\.[A-Z]{2})?\]|[([]\s*[)\]]/gu, ' '),
  )
    .replace(/^(?:[-*+•·]|\d{1,4}[.)])\s+/u, '')
    .replace(/^[\s,;:|–—-]+|(?<![\s,;:|–—-])[\s,;:|–—-]+$/gu, '');
  // A quoted CSV value.
  return /^".*"$/u.test(bare) ? bare.slice(1, -1).replaceAll('""', '"') : bare;
}

/** A sentence that mentions a paper, as opposed to a title. */
function isSentence(text: string): boolean {
  return text.length > 250 || (/[.!?]$/u.test(text) && /[.!?]\s+\p{Lu}/u.test(text));
}

function notFound(line: string): Message {
  return localizable('No arXiv identifier in "{0}".', foldLine(line).slice(0, 60));
}

/** `A. One, B. Two, "A Title," arXiv:…` */
const QUOTED = /,\s+[“"](.{8,400}?)(?:[,.][”"]|(?<=[?!])[”"])\s*,?\s/u;
/** `One, A., & Two, B. (2024). A Title. …` */
const AFTER_YEAR =
  /^[^(]{3,600}\(\d{4}[a-z]?(?:, \w+)?\)[.,:]?\s+(.{4,400}?)(?:\.\s|(?<=[?!])\s+(?=arXiv|https?:))/u;

/** Extracts the title from a bibliographic reference in one of the common styles. */
export function citedTitle(line: string): string | undefined {
  const text = line.trim().replace(/^(?:[-*+•·]\s+|\[\d{1,4}\]\s*|\d{1,4}[.)]\s+)/u, '');
  return QUOTED.exec(text)?.[1] ?? AFTER_YEAR.exec(text)?.[1] ?? afterNames(text);
}

/**
 * `A. One and B. Two. A Title. arXiv:…` or `One et al. A Title. 2024.`: the dot after an initial is not a separator.
 */
function afterNames(text: string): string | undefined {
  const [names = '', ...rest] = text.split(/(?<!(?:^|[\s.-])\p{Lu})\.\s+/u);
  const title = rest.find((part) => !/^\(?\d{4}\)?$/u.test(part));
  const people = splitNames(names);
  const isList = people.every((name) => /^(?:\p{Lu}|et al)/u.test(name) && name.split(' ').length < 6);
  return rest.length > 1 && isList && people.length > 0 && /\p{L}{3}/u.test(title ?? '') ? title : undefined;
}
