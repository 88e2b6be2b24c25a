import { type ArxivReference, findArxivIds, identifierTitle } from '../../papers/arxivId';
import type { PaperRecord } from '../../papers/paper';
import type { Problem } from '../../papers/parsedDigest';
import { DayList } from '../dayList';
import { foldLine } from '../foldText';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';

/**
 * A pasted list of arXiv identifiers or links, each on a line or several on one. A title beside one is taken; a paper
 * without one is called by its identifier until its details are fetched.
 */
export const idList: SourceFormat = {
  id: 'identifiers',
  label: 'list of arXiv identifiers',
  recognises({ text }) {
    // Enough to tell by; a list of identifiers is one from its beginning.
    const lines = text
      .slice(0, 20_000)
      .split(/\r\n?|\n/u)
      .filter((line) => line.trim() !== '');
    const listed = lines.filter(
      (line) => line.length < 400 && findArxivIds(line).length > 0 && !isSentence(beside(line)),
    );
    return lines.length > 0 && listed.length >= lines.length * 0.6;
  },
  *read(source: SourceText) {
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    for (const [index, line] of source.text.split(/\r\n?|\n/u).entries()) {
      const papers = readLine(line);
      for (const paper of papers) days.add(paper);
      if (papers.length === 0 && line.trim() !== '')
        problems.push({ line: index + 1, message: notFound(line) });
      yield;
    }
    return { days: days.days(), problems };
  },
};

function readLine(line: string): readonly PaperRecord[] {
  const found = new Map(findArxivIds(line).map((reference) => [reference.id, reference]));
  const title = found.size === 1 ? beside(line) : '';
  return [...found.values()].map((reference) => toPaper(reference, title));
}

function toPaper({ id, version }: ArxivReference, title: string): PaperRecord {
  const isTitle = (title.match(/\p{L}{2,}/gu) ?? []).length > 1;
  return paperRecord(isTitle ? title : identifierTitle({ id }), '', { arxivId: id, arxivVersion: version });
}

/** What a line says beside its identifiers, without the addresses and the marks around them. */
function beside(line: string): string {
  let text = line
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, ' $1 ')
    .replace(/(?:https?:\/\/|www\.|(?:arxiv\.org|huggingface\.co)\/)\S+/giu, ' ');
  for (const { start, end } of findArxivIds(text).toReversed())
    text = `${text.slice(0, start)} ${text.slice(end)}`;
  return foldLine(
    text.replace(/\barxiv\s*:?(?=\s|$)/giu, ' ').replace(/\[[a-z-]+(?:\.[A-Z]{2})?\]|[([]\s*[)\]]/gu, ' '),
  )
    .replace(/^(?:[-*+•·]|\d{1,4}[.)])\s+/u, '')
    .replace(/^[\s,;:|–—-]+|[\s,;:|–—-]+$/gu, '');
}

/** More than a title: a line of running text that mentions a paper. */
function isSentence(text: string): boolean {
  return text.length > 250 || /[.!?]\s+\p{Lu}.*[.!?]$/su.test(text);
}

function notFound(line: string): string {
  return `No arXiv identifier in "${foldLine(line).slice(0, 60)}".`;
}
