import type { PaperRecord } from '../library/paper';
import type { ParsedDigest } from '../library/parsedDigest';
import { localizable } from '../base/localization';

const TRIED = localizable(
  'web pages, JSON, feeds, BibTeX, RIS, EndNote, PubMed, Web of Science, Zotero RDF, CSV, Markdown, YAML, lists of arXiv identifiers, and plain text with abstracts below titles',
);

/** The problem of a text that no format takes: what was tried, and what to do. */
export const NOT_A_DIGEST = localizable(
  'No papers were found here, read as {0}: import a file of one of these kinds, or copy the whole page.',
  TRIED,
);

/** The problem of a text that looks like a program. */
export const SOURCE_CODE = localizable(
  'This looks like source code, in which no papers are listed. What is read are {0}.',
  TRIED,
);

/** In UTF-16 units; a Chinese character counts as three. */
const SHORTEST_ABSTRACT = 30;
const LONGEST_TITLE = 300;

/**
 * What plain text must look like to be a digest: papers under a date, or titles with abstracts below them. Anything else
 * could be any text. Returns the digest, or one with a problem that says so.
 */
export function asDigest(digest: ParsedDigest, text: string): ParsedDigest {
  const papers = digest.days.flatMap((day) => day.papers);
  if (papers.length === 0) return digest;
  if (isCode(text)) return { days: [], problems: [{ line: 1, message: SOURCE_CODE }] };
  const titled = papers.filter(({ title }) => isTitle(title));
  const whole = titled.filter(hasAbstract);
  const isDated = digest.days.some(({ date }) => date !== undefined);
  const isList = titled.length >= 8 && titled.length === papers.length;
  const isDigest =
    isDated || isList ? titled.length > 0 : whole.length * 2 >= papers.length && whole.length > 0;
  return isDigest ? digest : { days: [], problems: [{ line: 1, message: NOT_A_DIGEST }] };
}

/** Several words, or the name of a system; not the greeting of a letter or the head of a block of code. */
function isTitle(title: string): boolean {
  if (
    title.length > LONGEST_TITLE ||
    /[,;{}]$|^[-*#>|/]|^\p{Ll}+(?![\p{L}\d-])|^(?:dear|hi|hello|hallo|lieber?|sehr|Dear|Hi|Hello|Hallo|Lieber?|Sehr)\b/u.test(
      title,
    )
  )
    return false;
  const words = title.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
  return (
    words.length > 1 ||
    /\p{Script=Han}{4}|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{4}|\p{Ll}\p{Lu}|\p{L}-?\d|^\p{Lu}{2,}/u.test(
      title,
    )
  );
}

function hasAbstract({ abstract }: PaperRecord): boolean {
  const han = abstract.slice(0, 200).match(/\p{Script=Han}/gu)?.length ?? 0;
  return abstract.length + 2 * han >= SHORTEST_ABSTRACT;
}

const CODE_LINE =
  /^\s*(?:import\s[\w{*"'.]|from\s[\w.]+\simport\b|#include\b|(?:export|public|private|static|async|const|let|var|def|class|function|return|package|using|namespace|struct|enum|fn|func|impl|if|else|for|while|switch|case|try|catch|elif|end)\b.*[{}();:=]|\/\/|\/\*|\*\/|#!|@\w+\(|<\?php|[\w.]+\(.*\)[;,]?$|[\w.[\]]+\s*[+*-]?=\s*\S)|[{};]\s*$/u;

/** Whether a third of the first lines look like those of a program or a style sheet. */
function isCode(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const code = lines.filter((line) => line.length < 300 && CODE_LINE.test(line.trimEnd()));
  return code.length > 2 && code.length * 3 > lines.length;
}
