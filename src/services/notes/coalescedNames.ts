import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { Debounce } from '../../platform/common/debounce';

/** Collects names for a short while, in milliseconds, and fires once with all of them: undefined if any may have changed. */
export class CoalescedNames implements Disposable {
  readonly #soon: Debounce;
  readonly #told = new Emitter<readonly string[] | undefined>();
  readonly #names = new Set<string>();
  #all = false;

  readonly event = this.#told.event;

  constructor(delay: number) {
    this.#soon = new Debounce(() => this.#tell(), { delay, restarts: false });
  }

  /** Without a name: anything may have changed. */
  add(name: string | undefined): void {
    if (name === undefined) this.#all = true;
    else this.#names.add(name);
    this.#soon.request();
  }

  dispose(): void {
    this.#soon.dispose();
    this.#told.dispose();
  }

  #tell(): void {
    const names = this.#all ? undefined : [...this.#names];
    this.#all = false;
    this.#names.clear();
    this.#told.fire(names);
  }
}
