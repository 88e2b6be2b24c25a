import { chatCommands } from '../../core/assistants/chatQuestion';
import { permissionSettings } from '../../core/assistants/permissions';
import { type ToolName, type ToolSchema, toolNames, toolSchemas } from '../../core/assistants/toolSchemas';
import { toolTitle } from '../../core/assistants/toolTitles';
import {
  paperInFront,
  paperMenus,
  readerInFront,
  readerKey,
  readerPage,
  rowOf,
} from '../../services/views/whenClauses';
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
  const { summary, description, input, changes } = schema;
  return {
    title: toolTitle(name),
    summary,
    description,
    icon: icons[name],
    input: input as unknown as JsonObject,
    ...(changes && { when: 'config.dailyPapers.assistants.allowChanges' }),
  };
}

export const assistantsContributions: Contributions = {
  tools: Object.fromEntries(toolNames.map((name) => [name, toolOf(name)])),
  chatParticipants: {
    papers: {
      name: 'papers',
      description: 'Answers from your library, your notes and highlights',
      commands: chatCommands,
    },
  },
  commands: {
    copyMcpConfiguration: { title: 'Copy MCP Configuration', icon: 'copy' },
    showAssistantActivity: { title: 'Show Activity of Assistants', icon: 'history' },
    addToChat: {
      title: 'Add to Chat',
      icon: 'comment-discussion',
      palette: paperInFront,
      menus: [
        ...paperMenus({ row: '6_copy@9', tab: '2_copy@9', page: '9_copy@9' }),
        { menu: 'view/item/context', group: '6_copy@9', when: rowOf('highlights', '^highlight') },
      ],
    },
    'reader.quoteInChat': {
      title: 'Add Selection to Chat',
      icon: 'comment-discussion',
      palette: readerInFront,
      menus: [{ menu: 'webview/context', group: '2_quote@8', when: `${readerPage} && dailyPapersSelection` }],
      keys: [readerKey('shift+c')],
    },
  },
  settings: {
    [permissionSettings.readNotes]: {
      type: 'boolean',
      default: true,
      scope: 'machine',
      markdownDescription:
        'Whether assistants may read your notes, highlights and tags: in the chat of VS Code, and in other programs that start the MCP server of this extension (*Papers: Copy MCP Configuration*). What they read goes to the model that you chose for them. A workspace cannot change this, and nothing is read in a folder that you do not trust.',
      order: 79,
    },
    [permissionSettings.write]: {
      type: 'boolean',
      default: false,
      scope: 'machine',
      markdownDescription:
        'Whether assistants may change tags, marks, notes and highlights. In the chat of VS Code you are asked before each change; other programs that use the MCP server have to ask you themselves. Each change is a step that Undo or *Papers: Show Activity of Assistants* takes back. A workspace cannot change this.',
      order: 80,
    },
    [permissionSettings.fetch]: {
      type: 'boolean',
      default: false,
      scope: 'machine',
      markdownDescription:
        'Whether assistants may have whole papers requested from arXiv that are not stored yet. Without it, tools for assistants request nothing from any server. A workspace cannot change this.',
      order: 81,
    },
  },
};
