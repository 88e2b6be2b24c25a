/** A program that runs beside this one: a process, or a worker of a browser. */
export interface ChildProgram {
  /** Resolves when the message was handed over. If it cannot be sent, the program has ended, which `ended` reports. */
  send(message: unknown): Promise<void>;
  /** Ends it immediately, without waiting for its work. */
  end(): void;
  /** Sets whether the calling program waits for this one before it ends, which it should only while this one is busy. */
  keepAlive(isBusy: boolean): void;
}

export interface ChildListeners {
  readonly received: (message: unknown) => void;
  /**
   * The program ended or could not be started. Everything that it sent has been received.
   *
   * @param errors the end of what it wrote to its error output
   */
  readonly ended: (cause: Error, errors: string) => void;
}

export type StartChild = (listeners: ChildListeners) => ChildProgram;
