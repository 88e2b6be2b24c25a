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
  /** Reports that an activity could not be stored, or that a tool failed for a reason that the model must not see. */
  report(cause: unknown): void;
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
    const { history } = this.parts;
    const seen = new Set<PaperId>();
    const call = async (library: ToolLibrary): Promise<string> =>
      runTool(noting(withPermissions(library, await this.parts.permissions()), seen), name, input);
    const made: StepChange[] = [];
    try {
      const { changes }: ToolSchema = toolSchemas[name];
      if (!changes) return await this.#soon(call(this.parts.library(history)));
      const { result } = await history.record(this.#stepTitle(name, client), (record) =>
        // The changes of one call are one step.
        call(this.parts.library(collecting(record, made))),
      );
      return result;
    } catch (error) {
      if (error instanceof ToolError) throw error;
      this.parts.report(error);
      throw new ToolError(error instanceof Error ? error.message : 'The tool failed.', { cause: error });
    } finally {
      await this.#log({ tool: name, input, client, seen }, made);
    }
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

  async #log(
    call: {
      readonly tool: ToolName;
      readonly input: unknown;
      readonly client: string;
      readonly seen: ReadonlySet<PaperId>;
    },
    made: readonly StepChange[],
  ): Promise<void> {
    const { tool, input, client, seen } = call;
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
    if (made.length === 0) log.appendSoon(activity);
    else await log.append(activity).catch((cause: unknown) => this.parts.report(cause));
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
