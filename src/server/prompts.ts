import {
  type CompleteResult,
  ErrorCode,
  type GetPromptResult,
  McpError,
  type Prompt,
} from '@modelcontextprotocol/sdk/types.js';
import { ToolError } from '../core/assistants/toolLibrary';
import type { PaperServer } from './paperServer';
import { completion } from './resources';

export const prompts: readonly Prompt[] = [
  {
    name: 'summarise-marked',
    title: 'Summarise What I Marked',
    description: 'Summarises your highlights and notes about a topic',
    arguments: [{ name: 'topic', description: 'In plain words', required: true }],
  },
];

/** Nothing is suggested for the topic, which is in plain words. */
export function completePrompt(name: string): CompleteResult {
  checkName(name);
  return completion([]);
}

/** The prompt with the passages about its topic, which are fenced as quotations. */
export async function getPrompt(
  papers: PaperServer,
  client: string,
  name: string,
  { topic = '' }: Readonly<Record<string, string>>,
): Promise<GetPromptResult> {
  checkName(name);
  if (topic.trim() === '')
    throw new McpError(ErrorCode.InvalidParams, 'The prompt needs a topic, in plain words.');
  try {
    const passages = await papers.run('search', { query: topic, in: 'passages' }, client);
    const text = `Summarise what I marked about ${JSON.stringify(topic.slice(0, 300))}. Say for each sentence which paper:/ link it comes from.\n\n${passages}`;
    return { messages: [{ role: 'user', content: { type: 'text', text } }] };
  } catch (error) {
    if (error instanceof ToolError) throw new McpError(ErrorCode.InvalidParams, error.message);
    throw error;
  }
}

function checkName(name: string): void {
  if (!prompts.some((prompt) => prompt.name === name))
    throw new McpError(ErrorCode.InvalidParams, `There is no prompt “${name.slice(0, 60)}”.`);
}
