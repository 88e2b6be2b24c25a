import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { Debounce } from '../../platform/common/debounce';

/** Collects names for a short while, in milliseconds, and fires once with all of them: undefined if any may have changed. */
export class CoalescedNames implements Disposable {
  readonly #soon: Debounce;
  readonly #emitter = new Emitter<readonly string[] | undefined>();
  readonly #names = new Set<string>();
  #all = false;

  readonly event = this.#emitter.event;

  constructor(delay: number) {
    this.#soon = new Debounce(() => this.#flush(), { delay, restarts: false });
  }

  /** Without a name: anything may have changed. */
  add(name: string | undefined): void {
    if (name === undefined) this.#all = true;
    else this.#names.add(name);
    this.#soon.request();
  }

  dispose(): void {
    this.#soon.dispose();
    this.#emitter.dispose();
  }

  #flush(): void {
    const names = this.#all ? undefined : [...this.#names];
    this.#all = false;
    this.#names.clear();
    this.#emitter.fire(names);
  }
}
