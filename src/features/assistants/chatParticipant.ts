import * as vscode from 'vscode';
import { shownAnswers } from '../../core/assistants/chatMarkdown';
import {
  type ChatQuestion,
  type ChatToolCall,
  isChatCommand,
  noSuchTool,
  papersNamedIn,
  planQuestion,
  promptFor,
} from '../../core/assistants/chatQuestion';
import { LinkedMarkdown, type TitledLink, type PaperLinks } from '../../core/assistants/linkedMarkdown';
import { ToolError } from '../../core/assistants/toolLibrary';
import {
  toolId,
  type ToolName,
  toolNames,
  type ToolSchema,
  toolSchemas,
} from '../../core/assistants/toolSchemas';
import { localized } from '../../core/base/localization';
import { escapeMarkdown } from '../../core/text/markdownText';
import type { PaperId } from '../../core/library/paper';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { truncate } from '../../core/text/truncate';
import { commandAddress, commandMarkdown } from '../../platform/vscode/ui/commandMarkdown';
import { l10n } from '../../platform/vscode/ui/l10n';

const openCommand = 'openPaper';
/** A model that goes on calling tools is stopped after so many rounds. */
const mostRounds = 5;
/** Earlier questions and answers that are sent again. */
const mostTurns = 6;

/** The model that the person chose, as `vscode.LanguageModelChat`. */
export type ChatModel = Pick<vscode.LanguageModelChat, 'sendRequest'>;

type ChatRequest = Pick<vscode.ChatRequest, 'prompt' | 'command' | 'toolInvocationToken'> & {
  readonly model: ChatModel;
};

export interface ChatParticipantParts {
  /** Runs a tool. @throws ToolError with a sentence */
  run(name: ToolName, input: unknown): Promise<string>;
  /** The title of a paper; undefined if the library does not have it. */
  title(id: PaperId): Promise<string | undefined>;
  /** The paper that the reader in front shows. */
  inFront(): PaperId | undefined;
  /** The selection of the active text editor. */
  selection(): string;
  report(cause: unknown): void;
}

/** Answers `@papers` in the chat of VS Code: with what the library has, in the words of the model that the person chose. */
export function registerChatParticipant(parts: ChatParticipantParts): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(
    'dailyPapers.papers',
    (request, context, stream, token) => answerInChat(parts, request, context, stream, token),
  );
  participant.iconPath = new vscode.ThemeIcon('book');
  return participant;
}

/** Answers one question. Without an answer of the model it shows what the tools found. */
export async function answerInChat(
  parts: ChatParticipantParts,
  request: ChatRequest,
  { history }: Pick<vscode.ChatContext, 'history'>,
  stream: Pick<vscode.ChatResponseStream, 'markdown' | 'progress'>,
  token: vscode.CancellationToken,
): Promise<void> {
  const question = questionOf(parts, request);
  const calls = planQuestion(question);
  if ('text' in calls) {
    stream.markdown(localized(calls, l10n));
    return;
  }
  stream.progress(l10n.t('Looking in your library'));
  const { answers, failures } = await runAll(parts, calls);
  const isCancelled = (): boolean => token.isCancellationRequested;
  if (isCancelled()) return;
  if (answers.length === 0) {
    stream.markdown(escapeMarkdown(failures.join('\n\n')));
    return;
  }
  const links = new TitledLinks(parts);
  await links.add(answers.join('\n'));
  const show = (text: string): void => {
    if (text !== '') stream.markdown(commandMarkdown(text, [openCommand]));
  };
  try {
    const prompt = vscode.LanguageModelChatMessage.User(promptFor(question, answers));
    const messages = [...earlierTurns(history), prompt];
    await new Conversation(request, messages, links, token).answer(show);
  } catch (error) {
    if (isCancelled()) return;
    if (!(error instanceof vscode.LanguageModelError)) parts.report(error);
    const reason = error instanceof Error ? error.message : String(error);
    const said = l10n.t('No model answered: {0} This is what your library has.', sentence(reason));
    // A paragraph of its own: the model may have failed in the middle of a sentence.
    show(`\n\n${escapeMarkdown(said)}\n\n${shownAnswers(answers, links.get)}`);
  }
}

function questionOf(parts: ChatParticipantParts, { command, prompt }: ChatRequest): ChatQuestion {
  const [inFront, selection] = [parts.inFront(), parts.selection()];
  return {
    ...(isChatCommand(command) && { command }),
    prompt,
    ...(inFront !== undefined && { inFront }),
    ...(selection !== '' && command === 'explain' && { selection }),
  };
}

/** Runs tools one after another. Returns their answers, and the messages of those that failed. */
async function runAll(
  parts: ChatParticipantParts,
  calls: readonly ChatToolCall[],
): Promise<{ readonly answers: readonly string[]; readonly failures: readonly string[] }> {
  const answers: string[] = [];
  const failures: string[] = [];
  for (const { name, input } of calls) {
    try {
      answers.push(await parts.run(name, input));
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      failures.push(error.message);
    }
  }
  return { answers, failures };
}

/** Links to the papers that tools have named, which show their titles. */
class TitledLinks {
  readonly #links = new Map<PaperId, TitledLink>();

  constructor(private readonly parts: Pick<ChatParticipantParts, 'title'>) {}

  readonly get: PaperLinks = (id) => this.#links.get(id);

  /** Adds links to the papers of the library that a text names by `paper:/id`. */
  async add(text: string): Promise<void> {
    for (const id of papersNamedIn(text)) {
      const title = this.#links.has(id) ? undefined : await this.parts.title(id);
      if (title === undefined) continue;
      const shown = escapeMarkdown(truncate(collapseWhitespace(title), 120));
      this.#links.set(id, { title: shown, address: commandAddress(openCommand, id) });
    }
  }
}

function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function earlierTurns(history: vscode.ChatContext['history']): readonly vscode.LanguageModelChatMessage[] {
  return history.slice(-mostTurns).map((turn) => {
    if (turn instanceof vscode.ChatRequestTurn) return vscode.LanguageModelChatMessage.User(turn.prompt);
    const parts = turn.response.map((part) =>
      part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : '',
    );
    return vscode.LanguageModelChatMessage.Assistant(parts.join(''));
  });
}

/** A question to a model, which may call the tools that read the library before it answers. */
class Conversation {
  readonly #messages: vscode.LanguageModelChatMessage[];
  readonly #tools = readingTools();

  constructor(
    private readonly request: ChatRequest,
    messages: readonly vscode.LanguageModelChatMessage[],
    private readonly links: TitledLinks,
    private readonly token: vscode.CancellationToken,
  ) {
    this.#messages = [...messages];
  }

  async answer(show: (text: string) => void): Promise<void> {
    for (let round = 1; round <= mostRounds; round++) {
      // In the last round the model gets no tools, so it must answer.
      const calls = await this.#ask(round < mostRounds ? this.#tools : [], show);
      if (calls.length === 0 || this.token.isCancellationRequested) return;
      this.#messages.push(vscode.LanguageModelChatMessage.Assistant([...calls]));
      this.#messages.push(vscode.LanguageModelChatMessage.User(await this.#results(calls)));
    }
  }

  /** Shows what the model writes. Returns the calls of tools that it wants. */
  async #ask(
    tools: vscode.LanguageModelChatTool[],
    show: (text: string) => void,
  ): Promise<readonly vscode.LanguageModelToolCallPart[]> {
    const options = tools.length > 0 ? { tools } : {};
    const { stream } = await this.request.model.sendRequest(this.#messages, options, this.token);
    const calls: vscode.LanguageModelToolCallPart[] = [];
    const linked = new LinkedMarkdown(this.links.get);
    for await (const part of stream) {
      if (part instanceof vscode.LanguageModelTextPart) show(linked.push(part.value));
      else if (part instanceof vscode.LanguageModelToolCallPart) calls.push(part);
    }
    show(linked.end());
    return calls;
  }

  async #results(
    calls: readonly vscode.LanguageModelToolCallPart[],
  ): Promise<vscode.LanguageModelToolResultPart[]> {
    const results: vscode.LanguageModelToolResultPart[] = [];
    for (const { name, input, callId } of calls) {
      const content = this.#tools.some((tool) => tool.name === name)
        ? (await this.#invoke(name, input)).content
        : [new vscode.LanguageModelTextPart(noSuchTool)];
      results.push(new vscode.LanguageModelToolResultPart(callId, content));
    }
    return results;
  }

  async #invoke(name: string, input: object): Promise<vscode.LanguageModelToolResult> {
    const { toolInvocationToken } = this.request;
    const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken }, this.token);
    for (const part of result.content)
      if (part instanceof vscode.LanguageModelTextPart) await this.links.add(part.value);
    return result;
  }
}

/** The tools that change nothing. */
function readingTools(): vscode.LanguageModelChatTool[] {
  return toolNames.flatMap((name) => {
    const { changes, description, input }: ToolSchema = toolSchemas[name];
    return changes ? [] : [{ name: toolId(name), description, inputSchema: input }];
  });
}
