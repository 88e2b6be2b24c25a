import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { Timer } from '../../platform/common/timers';

/** Collects names for a short while, in milliseconds, and fires once with all of them: undefined if any may have changed. */
export class CoalescedNames implements Disposable {
  readonly #delay: number;
  readonly #emitter = new Emitter<readonly string[] | undefined>();
  readonly #names = new Set<string>();
  #all = false;
  #timer: Timer | undefined;

  readonly event = this.#emitter.event;

  constructor(delay: number) {
    this.#delay = delay;
  }

  /** Without a name: anything may have changed. */
  add(name: string | undefined): void {
    if (name === undefined) this.#all = true;
    else this.#names.add(name);
    this.#timer ??= setTimeout(() => this.#flush(), this.#delay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#emitter.dispose();
  }

  #flush(): void {
    const names = this.#all ? undefined : [...this.#names];
    this.#timer = undefined;
    this.#all = false;
    this.#names.clear();
    this.#emitter.fire(names);
  }
}
