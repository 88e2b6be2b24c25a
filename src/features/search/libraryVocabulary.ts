import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { Paper } from '../../core/library/paper';
import type { QueryVocabulary } from '../../core/search/query/completeQuery';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { Services } from '../../services/services';

/** How long the values of papers are listed in one turn of the event loop, in milliseconds. */
const listingTurn = 3;

/** What the library has to offer to a query's operators. Lists of all papers are kept until the library changes. */
export class LibraryVocabulary implements Disposable {
  readonly #disposables = new DisposableStore();
  #authors: readonly string[] | undefined;
  #categories: readonly string[] | undefined;

  constructor(private readonly services: Pick<Services, 'libraryService' | 'state'>) {
    this.#disposables.add(
      services.libraryService.library.onDidChange(() => {
        this.#authors = undefined;
        this.#categories = undefined;
      }),
    );
  }

  /** With the lists that the completion of `query` needs; others are empty. */
  async for(query: string): Promise<QueryVocabulary> {
    const { libraryService, state } = this.services;
    const { library } = libraryService;
    if (/author:/i.test(query)) this.#authors ??= await this.#distinct(({ authors = [] }) => authors);
    if (/cat:/i.test(query)) this.#categories ??= await this.#distinct(({ categories = [] }) => categories);
    return {
      /** The most used first. */
      get tags() {
        return [...state.tagCounts()].sort(([, a], [, b]) => b - a).map(([tag]) => tag);
      },
      get days() {
        return library.days.map(({ label }) => label);
      },
      authors: this.#authors ?? [],
      categories: this.#categories ?? [],
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #distinct(values: (paper: Paper) => readonly string[]): Promise<readonly string[]> {
    return runInTimeSlices(
      distinctValues(this.services.libraryService.library.papers(), values),
      undefined,
      listingTurn,
    );
  }
}

function* distinctValues(
  papers: Iterable<Paper>,
  values: (paper: Paper) => readonly string[],
): CooperativeTask<readonly string[]> {
  const found = new Set<string>();
  for (const paper of papers) {
    for (const value of values(paper)) found.add(value);
    yield;
  }
  return [...found];
}
