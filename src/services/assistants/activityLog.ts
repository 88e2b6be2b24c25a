import { type AssistantActivity, parseActivity } from '../../core/assistants/activity';
import { AppendLog } from '../../platform/node/files/appendLog';

/** The last so many activities are kept; the log is compacted when it has twice as many. */
const mostKept = 2000;

/** What assistants read and changed: a log in global storage that windows and servers append to. */
export class ActivityLog {
  readonly #log: AppendLog;
  #added = 0;

  constructor(path: string) {
    this.#log = new AppendLog(path);
  }

  /** Oldest first. */
  async read(): Promise<readonly AssistantActivity[]> {
    return (await this.#log.read()).values.flatMap((value) => parseActivity(value) ?? []);
  }

  /** Resolves once it is on disk. */
  async append(activity: AssistantActivity): Promise<void> {
    await this.#log.append([activity]);
    this.#added += 1;
    if (this.#added % mostKept === 0) await this.#compact();
  }

  async #compact(): Promise<void> {
    await this.#log.compact(function* (values) {
      yield;
      return values.slice(-mostKept);
    });
  }
}
