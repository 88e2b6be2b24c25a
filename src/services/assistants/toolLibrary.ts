import type { ToolLibrary } from '../../core/assistants/toolLibrary';
import type { PaperState } from '../../core/state/paperState';
import type { FullTexts } from '../fullTexts/fullTexts';
import type { Recommendations } from '../recommendations/recommendations';
import { localized } from '../../core/base/localization';

/** The parts of services that only assistants use. */
interface AssistantServices {
  readonly recommendations: Pick<Recommendations, 'ranked'>;
  readonly fullTexts: Pick<FullTexts, 'fetch'>;
  readonly state: Pick<PaperState, 'paper'>;
}

type ApiPart = Omit<ToolLibrary, 'recommended' | 'fetchFullText'>;

/** The public API, with additions for assistants. */
export function toolLibrary(api: ApiPart, services: AssistantServices): ToolLibrary {
  const { recommendations, fullTexts, state } = services;
  return {
    days: () => api.days(),
    paper: (id) => api.paper(id),
    search: (query, options) => api.search(query, options),
    related: (id, options) => api.related(id, options),
    recommended: async ({ limit }) =>
      (await recommendations.ranked(limit)).map(({ id }) => ({ paperId: id })),
    passages: (query, options) => api.passages(query, options),
    fullText: (id) => api.fullText(id),
    fetchFullText: async (id) => {
      const paper = state.paper(id);
      const fetched = paper && (await fullTexts.fetch(paper));
      return fetched?.ok === false ? localized(fetched.error.message) : undefined;
    },
    note: (id) => api.note(id),
    cite: (ids, format) => api.cite(ids, format),
    references: (id) => api.references(id),
    triage: (id) => api.triage(id),
    setTriage: (id, state) => api.setTriage(id, state),
    updateNote: (id, change) => api.updateNote(id, change),
    addHighlight: (id, range, options) => api.addHighlight(id, range, options),
  };
}
