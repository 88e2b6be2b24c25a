import { join } from 'node:path';
import { cached } from './cache';
import { mustRun } from './command';
import { inspector } from './versions';
import { fetchNode, install } from './vscode';

/** What the Inspector asks a server for. */
export interface InspectorRequest {
  readonly method: string;
  /** For `tools/call`; values that are no texts as JSON. */
  readonly tool?: string;
  readonly input?: Readonly<Record<string, string>>;
  /** For `resources/read`. */
  readonly uri?: string;
}

/**
 * Sends a request by the command line of the MCP Inspector, and returns what it prints.
 *
 * @param server a script with its arguments, run by the Node that runs the Inspector
 */
export async function inspect(
  server: readonly string[],
  { method, tool, input = {}, uri }: InspectorRequest,
): Promise<string> {
  const node = await fetchNode(inspector.node);
  const { name, version } = inspector;
  const folder = await cached(`mcp-inspector-${version}`, (to) => install(to, `${name}@${version}`));
  const script = join(folder, 'node_modules', name, 'clients/launcher/build/index.js');
  const pairs = Object.entries(input).flatMap(([key, value]) => ['--tool-arg', `${key}=${value}`]);
  return mustRun(node, [
    ...[script, '--cli', node, ...server, '--method', method],
    ...(tool === undefined ? [] : ['--tool-name', tool, ...pairs]),
    ...(uri === undefined ? [] : ['--uri', uri]),
  ]);
}
