/** A store of a window or of the person, as VS Code gives it to extensions, in memory. */
export class MemoryMemento {
  readonly #values = new Map<string, unknown>();

  keys = (): readonly string[] => [...this.#values.keys()];
  get = (key: string): never => this.#values.get(key) as never;
  update = (key: string, value: unknown): Promise<void> => {
    this.#values.set(key, value);
    return Promise.resolve();
  };
}
