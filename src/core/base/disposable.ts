/** Something with a lifetime. Disposing twice is safe. */
export interface Disposable {
  dispose(): void;
}

/** Wraps `release` so that it runs at most once. */
export function toDisposable(release: () => void): Disposable {
  let live = true;
  return {
    dispose() {
      if (!live) return;
      live = false;
      release();
    },
  };
}

/** Owns disposables and releases them together, last added first. What is added after disposal is released at once. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    for (let item = this.#items.pop(); item; item = this.#items.pop()) item.dispose();
  }
}
