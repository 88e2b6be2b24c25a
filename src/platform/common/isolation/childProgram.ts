/** A program that runs beside this one: a process, or a worker of a browser. */
export interface ChildProgram {
  /** Resolves when the message is on its way. That it could not be sent is seen by the end of the program. */
  send(message: unknown): Promise<void>;
  /** Ends it at once, whatever it is doing. */
  end(): void;
  /** Whether the calling program waits for this one before it ends: only while it works on something. */
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
