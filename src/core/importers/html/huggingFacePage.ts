import type { ParsedDay, ParsedDigest, Problem } from '../../library/parsedDigest';
import { readJsonPapers } from '../json/jsonPapers';
import { LineIndex } from '../lineIndex';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { decodeReferences } from './references';
import { anyPage } from './anyPage';
import { localizable } from '../../base/localization';

/** The JSON data for the scripts of a Hugging Face page; up to the end of the text if the page is truncated. */
const PROPS = /\bdata-props\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$))/gu;

/** A saved page of Hugging Face's papers: those of a day, a week or a month, what is trending, or one paper. */
export const huggingFacePage: SourceFormat = {
  id: 'huggingface-page',
  label: localizable('page of Hugging Face'),
  recognises: ({ text }) =>
    /^[\s\ufeff]*</u.test(text) &&
    /\bdata-props\s*=\s*["'][^"']{0,20000}?(?:dailyPapers|&quot;paper&quot;|"paper")/u.test(text),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const lines = new LineIndex(source.text);
    const found: { digest: ParsedDigest; line: number }[] = [];
    for (const match of source.text.matchAll(PROPS)) {
      const props = { ...source, text: decodeReferences(match[1] ?? match[2] ?? '') };
      found.push({ digest: yield* readJsonPapers(props, 'huggingface'), line: lines.lineAt(match.index) });
    }
    const holding = found.filter(({ digest }) => digest.days.length > 0);
    if (holding.length === 0) return yield* anyPage.read(source);
    return {
      days: fullest(holding.map(({ digest }) => digest.days)),
      problems: holding.flatMap(({ digest, line }) => shifted(digest.problems, line)),
    };
  },
};

/** Several parts of a page contain papers; the one with the most is the list. */
function fullest(parts: readonly (readonly ParsedDay[])[]): readonly ParsedDay[] {
  const size = (days: readonly ParsedDay[]): number => days.reduce((sum, day) => sum + day.papers.length, 0);
  return parts.toSorted((a, b) => size(b) - size(a))[0] ?? [];
}

function shifted(problems: readonly Problem[], line: number): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, line: problem.line + line - 1 }));
}
