import { type AssistantActivity, parseActivity } from '../../core/assistants/activity';
import { SerialQueue } from '../../core/base/serialQueue';
import type { Timer } from '../../platform/common/timers';
import type { StoredLog } from '../../platform/common/stores/storedLog';

/** The last so many activities are kept; the log is compacted when it has twice as many. */
const mostKept = 2000;
/** What is read within this time is written together; in milliseconds. */
const gatherFor = 300;

/** What assistants read and changed: a log in global storage that windows and servers append to. */
export class ActivityLog {
  readonly #log: StoredLog;
  readonly #waiting: AssistantActivity[] = [];
  readonly #writes = new SerialQueue();
  #timer: Timer | undefined;
  #added = 0;

  constructor(log: StoredLog) {
    this.#log = log;
  }

  /** Oldest first. */
  async read(): Promise<readonly AssistantActivity[]> {
    return (await this.#log.read()).values.flatMap((value) => parseActivity(value) ?? []);
  }

  /** Resolves once it is on disk, with what was added before. */
  append(activity: AssistantActivity): Promise<void> {
    this.#waiting.push(activity);
    return this.flush();
  }

  /** As {@link append}, but within a moment: for what was only read. A failure is reported. */
  appendSoon(activity: AssistantActivity, report: (cause: unknown) => void): void {
    this.#waiting.push(activity);
    this.#timer ??= setTimeout(() => void this.flush().catch(report), gatherFor);
  }

  /** Resolves once all that was added is on disk. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#writes.run(async () => {
      const waiting = this.#waiting.splice(0);
      if (waiting.length === 0) return;
      await this.#log.append(waiting);
      this.#added += waiting.length;
      if (this.#added < mostKept) return;
      this.#added = 0;
      await this.#compact();
    });
  }

  async #compact(): Promise<void> {
    await this.#log.compact(function* (values) {
      yield;
      return values.slice(-mostKept);
    });
  }
}
