import type { Uri } from 'vscode';
import { Emitter } from '../../core/base/event';
import type { Paper } from '../../core/library/paper';
import type { PaperStateChange } from '../../core/state/paperState';
import {
  longUpdateMessage,
  currentVersionName,
  shortUpdateMessage,
} from '../../core/versions/updateMessages';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { paperUri } from '../library/paperUri';
import { isFetched } from '../sources/fetchedDayLibrary';
import type { PaperModel } from './paperModel';
import { noticesOf } from '../../features/leftOut/index';
import type { Recommendations } from '../recommendations/recommendations';
import type { Stores } from '../services';
import { plainAbstract, plainQuote, plainTitle } from '../search/plainText';

/** What the views show. */
export function createViewModel(stores: Stores, recommendations: Recommendations): PaperModel {
  const { service, fetched, rules, state, versions, notesPlace, leftOut, linked, search, ready } = stores;
  const { library } = service;
  const changed = new Emitter<PaperStateChange>();
  const uris = new WeakMap<Paper, Uri>();
  const all = (): void => changed.fire('all');
  state.onDidChange((papers) => changed.fire(papers));
  rules.onDidChange((papers) => changed.fire(papers));
  for (const onDidChange of [
    library.onDidChange,
    notesPlace.onDidChange,
    leftOut.onDidChange,
    linked.onDidAllow,
  ])
    onDidChange(all);
  versions.onDidChange(all);
  return {
    onDidChange: changed.event,
    ready,
    days: () => library.days,
    day: (id) => library.day(id),
    daysOf: (id) => library.daysOf(id),
    paper: (id) => state.paper(id),
    paperIds: () => library.paperIds(),
    triage: (id) => state.triage(id),
    ruleResult: (id) => state.ruleResult(id),
    needsTriage: (id) => state.needsTriage(id),
    tags: (id) => state.tags(id),
    news: (id) => {
      const news = versions.getUnseen(id);
      return (
        news && {
          badge: currentVersionName(news),
          short: shortUpdateMessage(news),
          long: longUpdateMessage(news),
        }
      );
    },
    isChanged: (id) => versions.get(id) !== undefined,
    tagged: () => state.tagged(),
    annotated: () => state.annotated(),
    placed: async (id) => {
      await runInTimeSlices(state.highlightsInSteps(id));
    },
    highlights: (id) => state.highlights(id),
    find: async (query, limit) => {
      const { hits, problems } = await search.search(query, limit);
      const problem = problems.find(({ severity }) => severity === 'error')?.message;
      return { ids: hits.map(({ id }) => id), ...(problem !== undefined && { problem }) };
    },
    recommended: (most) => recommendations.ranked(most),
    isImported: (id) =>
      library
        .batchesOf(id)
        .some((contribution) => !contribution.startsWith('seeds/') && !isFetched(contribution)),
    isFetched: (id) => library.batchesOf(id).some(isFetched),
    missing: (id) => fetched.missing(id),
    plainTitle,
    plainAbstract,
    plainQuote,
    notesPlace: () => notesPlace.description(),
    notices: (view) => noticesOf(stores, view),
    uri: (paper) => {
      const uri = uris.get(paper) ?? paperUri(paper.id, plainTitle(paper));
      uris.set(paper, uri);
      return uri;
    },
  };
}
