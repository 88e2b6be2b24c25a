import { type ArxivId, findArxivIds } from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { publicationDate, yearOf } from '../dates';
import { DayList } from '../dayList';
import { entryTypeOf } from '../entryTypes';
import { foldLine } from '../foldText';
import { markupToText } from '../html/markupText';
import { realNames, spokenInitials, spokenName } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { type TaggedEntry, readTagged } from './taggedEntries';
import { isTagged } from './tagStyle';
import { localizable } from '../../base/localization';

/** The tagged formats of reference managers and databases: RIS, EndNote, PubMed and Web of Science. */
export const tagged: SourceFormat = {
  id: 'ris',
  label: localizable('list of references'),
  recognises: ({ text }) =>
    isTagged(
      text
        .slice(0, 20_000)
        .replace(/^\ufeff/u, '')
        .split(/\r\n?|\n/u),
    ),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const { entries, problems } = yield* readTagged(source.text);
    const days = new DayList('digest', source);
    const untitled: Problem[] = [];
    for (const entry of entries) {
      yield;
      const paper = toPaper(entry);
      if (paper.title !== '') days.add(paper);
      else
        untitled.push({
          line: entry.line,
          message: localizable('This entry has no title and was left out.'),
        });
    }
    return { days: days.days(), problems: [...problems, ...untitled].toSorted((a, b) => a.line - b.line) };
  },
};

/** The tags of titles, in order of preference. A short or translated title is used only if there is no other. */
const TITLES = ['TI', 'T1', 'CT', 'BTI', 'BT', '%T', 'ST', 'TT'];
const ABSTRACTS = ['AB', 'N2', '%X'];
/** Groups of authors have fields of their own. */
const GROUPS = ['CN', 'CA', 'GA'];
const DATES = ['DA', 'Y1', 'PY', 'DP', 'DEP', 'PD', '%8', '%D'];
const VENUES = ['JO', 'JF', 'JT', 'T2', 'SO', 'JA', 'BT', '%J', '%B'];

function toPaper(entry: TaggedEntry): PaperRecord {
  const all = (tags: readonly string[]): readonly string[] =>
    tags.flatMap((tag) => entry.values.get(tag) ?? []).filter((value) => value.trim() !== '');
  const first = (tags: readonly string[]): string => foldLine(markupToText(all(tags)[0] ?? ''));
  const title = first(TITLES);
  const arxiv = arxivIdOf(entry);
  const dates = all(DATES);
  // The day of a date may be in another field than its year: `PD JUN 3`, `PY 2011`.
  const published = publicationDate(
    entry.values.has('PD') ? [`${first(['PD'])} ${first(['PY'])}`, ...dates] : dates,
  );
  const venue = first(VENUES);
  return paperRecord(title, markupToText(abstractOf(entry)), {
    authors: authorsOf(entry),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    doi: doiOf(entry),
    venue: venue === title ? undefined : venue,
    year: yearOf(published),
    entryType: entryTypeOf(first(['TY', '%0', 'DT', 'PT'])),
    published,
  });
}

function abstractOf({ values }: TaggedEntry): string {
  const found = ABSTRACTS.map((tag) => values.get(tag) ?? []).find((texts) => texts.length > 0);
  return (found ?? []).join('\n\n');
}

/** Full names, where a file has short ones too, each on a line of its own or separated by semicolons. */
function authorsOf({ values }: TaggedEntry): readonly string[] {
  const people = ['FAU', 'AF', 'AU', 'A1', '%A']
    .map((tag) => values.get(tag) ?? [])
    .find((names) => names.length > 0);
  const groups = GROUPS.flatMap((tag) => values.get(tag) ?? []);
  const isPubMed = values.has('PMID');
  return [...spokenInitials(namesIn(people ?? []), isPubMed), ...namesIn(groups)];
}

function namesIn(values: readonly string[]): readonly string[] {
  const names = values.flatMap((value) => value.split(/\n|;/u));
  return realNames(names.map((name) => spokenName(markupToText(name).trim())));
}

/** Fields that quote other works or say something about the work. */
const TEXTS: ReadonlySet<string> = new Set([...TITLES, ...ABSTRACTS, 'CR', 'N1', '%O']);

function arxivIdOf({ values }: TaggedEntry): ArxivId | undefined {
  const beside = [...values].filter(([tag]) => !TEXTS.has(tag)).flatMap(([, texts]) => texts);
  return findArxivIds(beside.filter((text) => /arxiv|huggingface/iu.test(text)).join(' '))[0];
}

function doiOf({ values }: TaggedEntry): string | undefined {
  for (const tag of ['DO', 'DI', 'DOI', '%R', 'AID', 'LID', 'M3', 'UR', 'L3', '%U']) {
    for (const value of values.get(tag) ?? []) {
      const doi = findDoi(value);
      if (doi !== undefined) return doi;
    }
  }
  return undefined;
}
