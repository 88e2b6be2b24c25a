import * as vscode from 'vscode';
import { ToolError, type ToolLibrary } from '../../core/assistants/toolLibrary';
import {
  checkInput,
  type ToolName,
  toolNames,
  type ToolSchema,
  toolSchemas,
} from '../../core/assistants/toolSchemas';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { AssistantTools } from '../../services/assistants/assistantTools';

/** Registers the tools for language models in the chat of VS Code. */
export function registerLanguageModelTools(
  tools: AssistantTools,
  library: Pick<ToolLibrary, 'paper'>,
): Disposable {
  const own = new DisposableStore();
  for (const name of toolNames)
    own.add(vscode.lm.registerTool(`dailyPapers_${name}`, new PaperTool(tools, library, name)));
  return own;
}

class PaperTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly tools: AssistantTools,
    private readonly library: Pick<ToolLibrary, 'paper'>,
    private readonly name: ToolName,
  ) {}

  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): Promise<vscode.PreparedToolInvocation> {
    const { title, changes }: ToolSchema = toolSchemas[this.name];
    if (!changes) return { invocationMessage: `${title} in Daily Papers` };
    const message = new vscode.MarkdownString();
    // As text, since the input of the model is not markup.
    message.appendText(await this.#changes(input));
    return {
      invocationMessage: title,
      confirmationMessages: { title: 'Let the assistant change your annotations?', message },
    };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<object>): Promise<vscode.LanguageModelToolResult> {
    try {
      return result(await this.tools.run(this.name, input, 'VS Code chat'));
    } catch (error) {
      // Models handle a sentence better than an exception.
      if (error instanceof ToolError) return result(error.message);
      throw error;
    }
  }

  async #changes(input: object): Promise<string> {
    const checked = checkInput(this.name, input);
    if (!checked.ok) return checked.error;
    const { id = '', ...changes } = checked.value;
    const paper = await this.library.paper(String(id));
    const lines = Object.entries(changes).map(([name, value]) => `${name}: ${String(value)}`);
    return [paper?.title ?? String(id), ...lines].join('\n');
  }
}

function result(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
