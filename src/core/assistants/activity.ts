import { hasFields, isTexts } from '../base/guards';
import { parseStoredChange, type StoredChange } from '../history/storedChange';
import type { PaperId } from '../library/paper';
import { isToolName, type ToolName } from './toolSchemas';

/** One call of a tool by an assistant: what it read or changed. */
export interface AssistantActivity {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The program that called the tool, as it names itself. */
  readonly client: string;
  readonly tool: ToolName;
  /** The request in one line: a query, or the wanted change. */
  readonly request: string;
  /** The papers that the answer is about. */
  readonly papers: readonly PaperId[];
  /** The folder whose notes were used; absent without one. */
  readonly folder?: string;
  /** The changes, in order. */
  readonly changes?: readonly StoredChange[];
}

/** Undefined if a value is not an activity as this version stores it. */
export function parseActivity(value: unknown): AssistantActivity | undefined {
  if (!hasFields<AssistantActivity>(value)) return undefined;
  const { id, at, client, tool, request, papers, folder, changes } = value;
  if (typeof id !== 'string' || typeof at !== 'number' || typeof client !== 'string') return undefined;
  if (!isToolName(tool) || typeof request !== 'string' || !isTexts(papers)) return undefined;
  const parsed = Array.isArray(changes) ? changes.map(parseStoredChange) : [];
  if (!parsed.every((change) => change !== undefined)) return undefined;
  return {
    id,
    at,
    client,
    tool,
    request,
    papers,
    ...(typeof folder === 'string' && { folder }),
    ...(parsed.length > 0 && { changes: parsed }),
  };
}

/** For the model, behind the answer of a tool whose changes are not in the log. */
export const notLogged = {
  inWindow:
    'But this change could not be logged, so Show Activity of Assistants may not list it: the user can take it back with the command Undo while this window of VS Code is open.',
  inServer:
    'But this change could not be logged, so Show Activity of Assistants may not list it: the user can then take it back only by hand. Tell them so.',
} as const;
