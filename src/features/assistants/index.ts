import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { runTool, ToolError, type ToolLibrary } from '../../core/assistants/runTool';
import {
  checkInput,
  type ToolName,
  type ToolSchema,
  toolNames,
  toolSchemas,
} from '../../core/assistants/toolSchemas';

/** Registers the tools for language models. `library` is what they read and change. */
export function registerAssistants(library: ToolLibrary): Disposable {
  const own = new DisposableStore();
  for (const name of toolNames)
    own.add(vscode.lm.registerTool(`dailyPapers_${name}`, new PaperTool(library, name)));
  return own;
}

class PaperTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly library: ToolLibrary,
    private readonly name: ToolName,
  ) {}

  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): Promise<vscode.PreparedToolInvocation> {
    const { title, changes }: ToolSchema = toolSchemas[this.name];
    if (!changes) return { invocationMessage: `${title} in Daily Papers` };
    const message = new vscode.MarkdownString();
    // As text: what the model sent is no markup.
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
      const { changes }: ToolSchema = toolSchemas[this.name];
      if (changes && !isAllowed())
        throw new ToolError(
          'The user has not allowed changes: the setting is dailyPapers.assistants.allowChanges.',
        );
      return result(await runTool(this.library, this.name, input));
    } catch (error) {
      // For the model, which can do better with a sentence than with an exception.
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

function isAllowed(): boolean {
  const setting = vscode.workspace.getConfiguration('dailyPapers').get<unknown>('assistants.allowChanges');
  return setting === true;
}
