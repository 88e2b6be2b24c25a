import { LruCache } from '../../core/base/lruCache';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { ReaderPage } from '../../protocol/page';
import type { SetFormula } from '../parsing/setFormula';
import type { ReaderModel } from './readerModel';
import { readerPage, withDay } from './readerPage';
import { TexConverter } from './texConverter';
import type { Localization } from '../../core/base/localization';

/** Pages that are kept: one in each of a few tabs, with its neighbours on either side. */
const mostKept = 24;

/** Makes the pages of papers, and keeps the last ones up to date. */
export class ReaderPages implements Disposable {
  readonly #own = new DisposableStore();
  readonly #converter: TexConverter;
  readonly #kept = new LruCache<PaperId, Promise<ReaderPage | undefined>>(mostKept);

  constructor(
    private readonly model: ReaderModel,
    set: SetFormula,
    private readonly l10n: Localization,
  ) {
    this.#converter = new TexConverter(set);
    this.#own.add(
      model.onDidChange((ids) => {
        if (ids === 'all') this.#kept.clear();
        else this.prepare(ids.filter((id) => this.#kept.delete(id)));
      }),
    );
  }

  /** Undefined if the library does not hold the paper. Rejects if its page cannot be made. */
  async page(id: PaperId, dayId: string | undefined): Promise<ReaderPage | undefined> {
    const page = await this.#page(id);
    return page && withDay(page, dayId);
  }

  /** Makes the pages of papers that a person is likely to open next. A failure is reported when the page is requested. */
  prepare(ids: readonly PaperId[]): void {
    for (const id of ids) this.#page(id).catch(() => undefined);
  }

  dispose(): void {
    this.#own.dispose();
  }

  #page(id: PaperId): Promise<ReaderPage | undefined> {
    return this.#kept.getOrMake(id, () => this.#make(id));
  }

  #make(id: PaperId): Promise<ReaderPage | undefined> {
    const page = this.#makeFromView(id);
    page.catch(() => {
      if (this.#kept.get(id) === page) this.#kept.delete(id);
    });
    return page;
  }

  async #makeFromView(id: PaperId): Promise<ReaderPage | undefined> {
    const view = await this.model.view(id);
    return view && readerPage(view, (formula) => this.#converter.convert(formula), { l10n: this.l10n });
  }
}
