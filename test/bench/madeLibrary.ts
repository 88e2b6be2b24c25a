import { NoteStore } from '../../src/core/notes/noteStore';
import { toPaperBatch } from '../../src/core/library/paperBatch';
import { Library } from '../../src/core/library/library';
import type { PaperRecord } from '../../src/core/library/paper';
import { paperId } from '../../src/core/library/paperId';
import { parseTriageRules } from '../../src/core/rules/parseTriageRules';
import { RuleEvaluator } from '../../src/core/rules/ruleEvaluator';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { PaperState } from '../../src/core/state/paperState';
import { triageStates } from '../../src/core/triage/triageState';
import { TriageStore } from '../../src/core/triage/triageStore';
import { createSearchCorpus, newestFirst, queryablePaper } from '../../src/services/search/searchCorpus';
import { runInTimeSlices } from '../../src/platform/common/runInTimeSlices';
import type { SearchCorpus } from '../../src/services/search/paperSearch';
import { InMemoryNoteFiles } from '../unit/core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../unit/core/triage/inMemoryLog';
import { pick, seededRandom } from './random';

const perDay = 50;
const mostNotes = 1000;
const sources = ['digest', 'huggingface', 'arxiv'] as const;
const categories = 'cs.LG cs.CL cs.CV cs.AI cs.RO stat.ML eess.AS quant-ph'.split(' ');
const families = 'Hinton Bengio Ng Li Wang Müller Kim Nguyen Silva Novák Rossi Tanaka'.split(' ');
const tags = ['method/diffusion', 'method/diffusion/latent', 'topic/images', 'to-read', 'baseline'];

/** Papers as a person has them after years: on days, with authors, marks, notes and rules. */
export interface MadeLibrary {
  readonly library: Library;
  readonly state: PaperState;
  readonly triage: TriageStore;
  readonly rules: RuleEvaluator;
  readonly corpus: SearchCorpus;
}

/** The same for the same papers. Rules have been applied when it resolves. */
export async function madeLibrary(papers: readonly SearchDocument[]): Promise<MadeLibrary> {
  const library = await libraryOf(papers);
  const log = new InMemoryLog();
  const files = new InMemoryNoteFiles();
  addMarks(library, papers, log);
  addNotes(library, papers, files);
  const triage = new TriageStore(log, () => 0);
  const notes = new NoteStore(files);
  await Promise.all([triage.ready(), notes.ready()]);
  const rules: RuleEvaluator = new RuleEvaluator({
    ids: () => newestFirst(library),
    facts: (id) => {
      const paper = library.paper(id);
      return paper && queryablePaper(paper, library, state, state.ownTriage(id) ?? 'unread');
    },
    run: (steps) => runInTimeSlices(steps),
    report: (cause) => console.error(cause),
  });
  const state = new PaperState(library, triage, notes, rules);
  const corpus = createSearchCorpus(library, state, rules, () => Promise.resolve());
  await rules.setRules(
    parseTriageRules([
      { match: 'title:survey', action: 'hide' },
      { match: 'author:hinton title:diffusion', action: 'later' },
    ]).rules,
  );
  await rules.settled();
  return { library, state, triage, rules, corpus };
}

/** The papers alone, fifty a day. */
export async function libraryOf(papers: readonly SearchDocument[]): Promise<Library> {
  const library = new Library();
  const random = seededRandom(11);
  for (let at = 0; at < papers.length; at += perDay) {
    const number = at / perDay;
    const date = {
      year: 2000 + Math.floor(number / 336),
      month: 1 + (Math.floor(number / 28) % 12),
      day: 1 + (number % 28),
    };
    const label = `${date.year}-${date.month}-${date.day}`;
    const records = papers.slice(at, at + perDay).map((paper, on) => recordOf(paper, at + on, random));
    const day = { label, date, source: sources[number % sources.length] ?? 'digest', papers: records };
    await runInTimeSlices(library.addInSteps(toPaperBatch(label, [day])));
  }
  return library;
}

function recordOf({ title, abstract }: SearchDocument, number: number, random: () => number): PaperRecord {
  const initial = (): string => String.fromCharCode(65 + Math.floor(random() * 26));
  return {
    title,
    abstract,
    authors: Array.from(
      { length: 3 },
      () => `${initial()}${Math.floor(random() * 40).toString(36)}a ${initial()}. ${pick(families, random)}`,
    ),
    categories: [pick(categories, random), pick(categories, random)],
    arxivId: `${2001 + Math.floor(number / 99_999)}.${String(number % 99_999).padStart(5, '0')}`,
  };
}

/** A third of the papers are marked, in turn with each state. */
function addMarks(library: Library, papers: readonly SearchDocument[], log: InMemoryLog): void {
  for (let number = 0; number < papers.length; number += 3) {
    const id = library.idOf(paperId(papers[number]?.title ?? ''));
    log.records.push({ id, state: triageStates[(number / 3) % triageStates.length] ?? 'read', at: 0 });
  }
}

/** Every tenth paper has a note, up to a thousand. */
function addNotes(library: Library, papers: readonly SearchDocument[], files: InMemoryNoteFiles): void {
  const random = seededRandom(12);
  for (let number = 0; number < papers.length && number < 10 * mostNotes; number += 10) {
    const paper = papers[number];
    if (!paper) return;
    const id = library.idOf(paperId(paper.title));
    const body = `Compare with ${pick(papers, random).title}.\n\n${pick(papers, random).abstract.slice(0, 300)}`;
    files.put(`${id}.md`, `---\npaper: ${id}\ntags:\n  - ${pick(tags, random)}\n---\n\n${body}\n`);
  }
}
