import * as vscode from 'vscode';
import { ToolError, type ToolLibrary } from '../../core/assistants/toolLibrary';
import {
  checkInput,
  toolId,
  type ToolInput,
  type ToolName,
  toolNames,
  type ToolSchema,
  toolSchemas,
} from '../../core/assistants/toolSchemas';
import { toolTitle } from '../../core/assistants/toolTitles';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { isTriageState } from '../../core/triage/triageState';
import type { AssistantTools } from '../../services/assistants/assistantTools';
import { triageLabel } from '../../services/views/paperItem';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Registers the tools for language models in the chat of VS Code. */
export function registerLanguageModelTools(
  tools: AssistantTools,
  library: Pick<ToolLibrary, 'paper'>,
): Disposable {
  const own = new DisposableStore();
  for (const name of toolNames)
    own.add(vscode.lm.registerTool(toolId(name), new PaperTool(tools, library, name)));
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
    const { changes }: ToolSchema = toolSchemas[this.name];
    const title = toolTitle(this.name, l10n);
    if (!changes) return { invocationMessage: l10n.t('{0} in Daily Papers', title) };
    const message = new vscode.MarkdownString();
    // Shown as text: the model's input is not markup.
    message.appendText(await this.#changes(input));
    return {
      invocationMessage: title,
      confirmationMessages: {
        title: l10n.t('Let the assistant change your annotations?'),
        message,
      },
    };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<object>): Promise<vscode.LanguageModelToolResult> {
    try {
      return result(await this.tools.run(this.name, input, l10n.t('VS Code chat')));
    } catch (error) {
      // Models handle a sentence better than an exception.
      if (error instanceof ToolError) return result(error.message);
      throw error;
    }
  }

  async #changes(input: object): Promise<string> {
    const checked = checkInput(this.name, input);
    if (!checked.ok) return checked.error;
    const id = shownValue(checked.value, 'id');
    const paper = await this.library.paper(id);
    return [paper?.title ?? id, ...shownChanges(checked.value)].join('\n');
  }
}

/** The changes of a call of the tool `annotate`, as lines for people. */
function shownChanges(input: ToolInput): readonly string[] {
  const lines: Readonly<Record<string, (value: string) => string>> = {
    addTags: (value) => l10n.t('Add tags: {0}', value),
    removeTags: (value) => l10n.t('Remove tags: {0}', value),
    state: (value) => l10n.t('Mark as: {0}', isTriageState(value) ? triageLabel(value) : value),
    appendToNote: (value) => l10n.t('Add to the note: {0}', value),
    highlight: (value) => l10n.t('Highlight: {0}', value),
    comment: (value) => l10n.t('Comment on the highlight: {0}', value),
  };
  return Object.entries(lines).flatMap(([name, line]) =>
    Object.hasOwn(input, name) ? [line(shownValue(input, name))] : [],
  );
}

function shownValue(input: ToolInput, name: string): string {
  const value = input[name];
  return typeof value === 'object' ? value.join(', ') : String(value ?? '');
}

function result(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
