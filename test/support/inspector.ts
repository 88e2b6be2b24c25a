import { join } from 'node:path';
import { cached } from './cache';
import { mustRun } from './command';
import { inspector } from './versions';
import { fetchNode, install } from './vscode';

/** A request that the Inspector sends to a server. */
export interface InspectorRequest {
  readonly method: string;
  /** For `tools/call`. */
  readonly tool?: string;
  /** The arguments of the tool; those that are not strings as JSON. */
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
