import { render } from '../../core/tex/render';
import { Emitter } from '../../core/base/event';
import { truncate } from '../../core/text/truncate';
import { findArxivIds } from '../../core/library/arxivId';
import type { Day } from '../../core/library/day';
import type { Paper, PaperId } from '../../core/library/paper';
import { ruleResultSentence } from '../../core/rules/ruleResult';
import type { PaperStateChange } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { pageHighlights } from './pageHighlights';
import type { ReaderModel, ReaderView } from './readerView';
import type { DayPosition, PaperTitle, RelatedPaper } from '../../protocol/page';
import { plainTitle } from '../search/plainText';
import type { Stores } from '../services';

const mostRelated = 6;
const mostTerms = 4;
const noteLength = 400;

/** What the reader shows of a paper. Related papers follow when the index has answered. */
export function createReaderModel(stores: Stores): ReaderModel {
  const { service, rules, state, mentions, search, ready, reporter } = stores;
  const { library } = service;
  const changed = new Emitter<PaperStateChange>();
  const related = new Map<PaperId, readonly RelatedPaper[]>();
  state.onDidChange((ids) => changed.fire(ids));
  rules.onDidChange((ids) => changed.fire(ids));
  mentions.onDidChange((ids) => changed.fire(ids.map((id) => library.idOf(id))));
  library.onDidChange(() => {
    related.clear();
    changed.fire('all');
  });
  const title: TitleOf = (id) => {
    const paper = id === undefined ? undefined : state.paper(id);
    return paper && { id: paper.id, title: plainTitle(paper) };
  };

  const relate = async (id: PaperId): Promise<void> => {
    related.set(id, []);
    const hits = await search.related(id, mostRelated);
    const found = hits.flatMap((hit) => {
      const paper = title(hit.id);
      return paper ? [{ ...paper, terms: hit.terms.slice(0, mostTerms) }] : [];
    });
    related.set(id, found);
    if (found.length > 0) changed.fire([id]);
  };

  return {
    onDidChange: changed.event,
    view: async (id) => {
      await ready();
      const paper = state.paper(id);
      if (!paper) return undefined;
      if (!related.has(paper.id)) relate(paper.id).catch((error: unknown) => reporter.report(error));
      await runInTimeSlices(state.highlightsInSteps(paper.id));
      return viewOf(stores, paper, related.get(paper.id) ?? [], title);
    },
    words: async (id) => {
      await ready();
      return state.paper(id);
    },
    paperAt: async (href) => {
      await ready();
      const [found] = findArxivIds(href);
      return found && library.paperOnArxiv(found.id)?.id;
    },
  };
}

type TitleOf = (id: PaperId | undefined) => PaperTitle | undefined;

/** What is known of a paper now. */
function viewOf(stores: Stores, paper: Paper, related: readonly RelatedPaper[], title: TitleOf): ReaderView {
  const { service, state, notes } = stores;
  const { id } = paper;
  const note = excerpt(state.note(id)?.body ?? '', paper.title);
  const error = notes.error(state.noteId(id));
  const ruleResult = ruleResultSentence(state.ruleResult(id));
  return {
    paper,
    titleTokens: render(paper.title),
    abstractTokens: render(paper.abstract),
    days: service.library.daysOf(id).map((day) => dayPlace(shown(stores, day, id), id, title)),
    triage: state.triage(id),
    ...(ruleResult !== undefined && { ruleResult }),
    tags: state.tags(id),
    ...fromFolder(stores, id),
    related,
    mentions: mentioning(stores, id, title),
    ...(note !== '' && { note }),
    highlights: pageHighlights(state.highlights(id)),
    ...(error && { readOnly: error.message }),
  };
}

function fromFolder({ service }: Stores, id: PaperId): Pick<ReaderView, 'fromFolder'> {
  const values = service.library.folderValues(id);
  if (!values) return {};
  const names = new Map(service.imported().map((digest) => [digest.id, digest.name]));
  const digests = values.batchIds.map((contribution) => names.get(contribution) ?? contribution);
  return { fromFolder: { ...values, digests } };
}

/** The papers whose notes name this one, by title. */
function mentioning({ service, mentions }: Stores, id: PaperId, title: TitleOf): readonly PaperTitle[] {
  const ids = service.library.idsOf(id);
  const papers = mentions.of(ids.length > 0 ? ids : [id]).flatMap((one) => title(one) ?? []);
  return papers.filter((paper) => paper.id !== id).sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** The day without the papers that rules hide, so that the reader does not lead to them. */
function shown({ state }: Stores, day: Day, open: PaperId): Day {
  const paperIds = day.paperIds.filter((id) => id === open || state.ruleResult(id).hiddenBy === undefined);
  return { ...day, paperIds };
}

function dayPlace(day: Day, id: PaperId, title: TitleOf): DayPosition {
  const at = day.paperIds.indexOf(id);
  const previous = title(day.paperIds[at - 1]);
  const next = title(day.paperIds[at + 1]);
  return {
    id: day.id,
    label: day.label,
    position: at + 1,
    count: day.paperIds.length,
    ...(previous && { previous }),
    ...(next && { next }),
  };
}

/** The start of a note without the heading that repeats the paper's title. */
function excerpt(body: string, title: string): string {
  const text = body
    .replace(/^\s*#\s+(.*)\n?/, (heading, said: string) => (said.trim() === title ? '' : heading))
    .trim();
  return truncate(text, noteLength);
}
