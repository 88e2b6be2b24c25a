import { type AssistantActivity, parseActivity } from '../../core/assistants/activity';
import { SerialQueue } from '../../core/base/serialQueue';
import { Debounce } from '../../platform/common/debounce';
import type { StoredLog } from '../../platform/common/stores/storedLog';

/** The number of activities that are kept; the log is compacted when it has twice as many. */
const mostKept = 2000;
/** Activities within this time are written together; in milliseconds. */
const gatherFor = 300;

/** The log of what assistants read and changed, in global storage. Windows and servers append to it. */
export class ActivityLog {
  #waiting: readonly AssistantActivity[] = [];
  readonly #writes = new SerialQueue();
  readonly #soon = new Debounce(() => void this.flush().catch(this.report), {
    delay: gatherFor,
    restarts: false,
  });
  /** Activities beyond those that are kept, as far as this process knows; undefined before it has counted them. */
  #beyond: number | undefined;

  /** `report` receives the failures of {@link appendSoon}, and that the log could not be shortened. */
  constructor(
    private readonly log: StoredLog,
    private readonly report: (cause: unknown) => void,
  ) {}

  /** Oldest first. */
  async read(): Promise<readonly AssistantActivity[]> {
    return (await this.log.read()).values.flatMap((value) => parseActivity(value) ?? []);
  }

  /** Resolves once the activity and all earlier ones are on disk; if it rejects, they are written with the next one. */
  append(activity: AssistantActivity): Promise<void> {
    this.#waiting = [...this.#waiting, activity];
    return this.flush();
  }

  /** Appends an activity that changed nothing after a short delay. */
  appendSoon(activity: AssistantActivity): void {
    this.#waiting = [...this.#waiting, activity];
    this.#soon.request();
  }

  /** Resolves once all activities are on disk. */
  flush(): Promise<void> {
    this.#soon.cancel();
    return this.#writes.run(async () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      if (waiting.length === 0) return;
      try {
        await this.log.append(waiting);
      } catch (error) {
        // They are kept for the next attempt, but no more than the log keeps.
        this.#waiting = [...waiting.slice(-mostKept), ...this.#waiting];
        throw error;
      }
      // The activities are stored, whether the log gets shorter or not.
      await this.#shorten(waiting.length).catch(this.report);
    });
  }

  /** Compacts the log if it is too long. Processes may add few activities each, so the first time it is counted. */
  async #shorten(added: number): Promise<void> {
    const known = this.#beyond;
    this.#beyond = known === undefined ? (await this.log.read()).values.length - mostKept : known + added;
    if (this.#beyond < mostKept) return;
    this.#beyond = 0;
    await this.#compact();
  }

  async #compact(): Promise<void> {
    await this.log.compact(function* (values) {
      yield;
      return values.slice(-mostKept);
    });
  }
}
