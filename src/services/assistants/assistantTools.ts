import type { AssistantActivity } from '../../core/assistants/activity';
import { type ToolPermissions, withPermissions } from '../../core/assistants/permissions';
import { runTool } from '../../core/assistants/runTool';
import { stillReading, ToolError, type ToolLibrary } from '../../core/assistants/toolLibrary';
import { type ToolName, toolSchemas, type ToolSchema } from '../../core/assistants/toolSchemas';
import { toolTitle } from '../../core/assistants/toolTitles';
import type { RecordChange, RecordsSteps, StepChange } from '../../core/history/historyStep';
import type { PaperId } from '../../core/library/paper';
import type { Localization } from '../../core/base/localization';
import { truncate } from '../../core/text/truncate';
import { resultWithin } from '../../platform/common/resultWithin';
import type { ActivityLog } from './activityLog';

export interface AssistantToolParts {
  readonly history: RecordsSteps;
  /** The library whose changes are recorded in a history. */
  library(history: RecordsSteps): ToolLibrary;
  /** The current permissions. @throws ToolError if nothing is allowed */
  permissions(): Promise<ToolPermissions>;
  /** For the titles of steps. */
  readonly l10n: Localization;
  readonly activity: Pick<ActivityLog, 'append' | 'appendSoon'>;
  /** The folder whose notes are used; undefined without one. */
  folder(): string | undefined;
  newId(): string;
  now(): number;
  /** Of `notLogged`: what the person can do about a change that is not in the log. */
  readonly notLogged: string;
  /** Reports that an activity could not be stored, or that a tool failed for a reason that the model must not see. */
  report(cause: unknown): void;
}

/** A call of a tool. */
interface Call {
  readonly tool: ToolName;
  readonly input: unknown;
  /** The program that calls it. */
  readonly client: string;
  /** The papers that it looked up. */
  readonly seen: Set<PaperId>;
  /** What it changed. */
  readonly made: StepChange[];
}

const longestRequest = 300;
/** Clients wait for a minute, and then report that the server does not answer; in milliseconds. */
const clientPatience = 40_000;

/** Runs the tools for assistants as far as they are allowed, and logs what is read and changed. */
export class AssistantTools {
  constructor(
    private readonly parts: AssistantToolParts,
    private readonly patience = clientPatience,
  ) {}

  /**
   * Runs a tool; what it changes is one step of the history.
   *
   * @param client the program that calls it
   * @throws ToolError with a sentence for the model
   */
  async run(name: ToolName, input: unknown, client: string): Promise<string> {
    const call: Call = { tool: name, input, client, seen: new Set(), made: [] };
    try {
      const answer = await this.#answer(call);
      return (await this.#log(call)) ? answer : `${answer} ${this.parts.notLogged}`;
    } catch (error) {
      if (!(error instanceof ToolError)) this.parts.report(error);
      const reason = error instanceof Error ? error.message : String(error);
      const isLogged = await this.#log(call);
      throw new ToolError(isLogged ? reason : `${reason} ${this.parts.notLogged}`, { cause: error });
    }
  }

  async #answer({ tool, input, client, seen, made }: Call): Promise<string> {
    const { history } = this.parts;
    const run = async (used: ToolLibrary): Promise<string> =>
      runTool(noting(withPermissions(used, await this.parts.permissions()), seen), tool, input);
    const { changes }: ToolSchema = toolSchemas[tool];
    if (!changes) return this.#soon(run(this.parts.library(history)));
    const { result } = await history.record(this.#stepTitle(tool, client), (record) =>
      // The changes of one call are one step.
      run(this.parts.library(collecting(record, made))),
    );
    return result;
  }

  /** Says so if the library has to be read first, as after an import of many papers. */
  async #soon(answer: Promise<string>): Promise<string> {
    const answered = await resultWithin(answer, this.patience);
    if (answered) return answered.value;
    throw new ToolError(stillReading);
  }

  #stepTitle(name: ToolName, client: string): string {
    const { l10n } = this.parts;
    return l10n.t('{0} ({1})', toolTitle(name, l10n), truncate(client, 60));
  }

  /** Resolves to whether what the call changed is in the log. */
  async #log({ tool, input, client, seen, made }: Call): Promise<boolean> {
    const folder = this.parts.folder();
    const changes = made.flatMap(({ stored }) => stored ?? []);
    const activity: AssistantActivity = {
      id: this.parts.newId(),
      at: this.parts.now(),
      client: truncate(client, 60),
      tool,
      request: truncate(requestOf(input), longestRequest),
      papers: [...seen],
      ...(folder !== undefined && { folder }),
      ...(changes.length > 0 && { changes }),
    };
    const { activity: log } = this.parts;
    if (made.length === 0) {
      log.appendSoon(activity);
      return true;
    }
    try {
      await log.append(activity);
      return true;
    } catch (error) {
      this.parts.report(error);
      return false;
    }
  }
}

function requestOf(input: unknown): string {
  return JSON.stringify(input ?? null);
}

/** Passes changes on, and to a list. */
function collecting(record: RecordChange, made: StepChange[]): RecordsSteps {
  const take: RecordChange = (change) => {
    made.push(change);
    record(change);
  };
  return { record: async (_, work) => ({ result: await work(take), step: undefined }) };
}

/** Notes which papers are looked up. */
function noting(library: ToolLibrary, seen: Set<PaperId>): ToolLibrary {
  return {
    ...library,
    paper: async (id) => {
      const paper = await library.paper(id);
      if (paper) seen.add(paper.id);
      return paper;
    },
  };
}
