import { type ToolName, toolSchemas } from '../../core/assistants/toolSchemas';
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

/** What only a person may allow. */
const whens: Readonly<Partial<Record<ToolName, string>>> = {
  annotate: 'config.dailyPapers.assistants.allowChanges',
};

function toolOf(name: ToolName): ToolContribution {
  const { title, summary, description, input } = toolSchemas[name];
  const when = whens[name];
  return {
    ...{ title, summary, description, icon: icons[name] },
    input: input as unknown as JsonObject,
    ...(when !== undefined && { when }),
  };
}

export const assistantsContributions: Contributions = {
  tools: Object.fromEntries((Object.keys(toolSchemas) as ToolName[]).map((name) => [name, toolOf(name)])),
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
