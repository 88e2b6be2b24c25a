import { type ToolName, type ToolSchema, toolNames, toolSchemas } from '../../core/assistants/toolSchemas';
import type { Contributions, JsonObject, ToolContribution } from '../../platform/vscode/contributions';

const icons: Readonly<Record<ToolName, string>> = {
  search: 'search',
  readPaper: 'book',
  readNote: 'note',
  days: 'calendar',
  related: 'references',
  cite: 'quote',
  references: 'code',
  annotate: 'edit',
};

function toolOf(name: ToolName): ToolContribution {
  const schema: ToolSchema = toolSchemas[name];
  const { title, summary, description, input, changes } = schema;
  return {
    ...{ title, summary, description, icon: icons[name] },
    input: input as unknown as JsonObject,
    ...(changes && { when: 'config.dailyPapers.assistants.allowChanges' }),
  };
}

export const assistantsContributions: Contributions = {
  tools: Object.fromEntries(toolNames.map((name) => [name, toolOf(name)])),
  settings: {
    'assistants.allowChanges': {
      type: 'boolean',
      default: false,
      scope: 'machine',
      markdownDescription:
        'Whether assistants in the chat may change tags, marks, notes and highlights. You are asked before each change, and each is a step that Undo takes back. Reading needs no permission: what assistants read goes to the model that you chose for them. A workspace cannot change this.',
      order: 80,
    },
  },
};
