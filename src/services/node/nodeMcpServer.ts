import { copyFile, mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { assistantFiles } from '../assistants/assistantFiles';
import type { McpServerHost, ServerCommand } from '../assistants/mcpServerHost';
import type { ExtensionPlaces } from '../extensionPlaces';

/** The server for assistants, run by the Node that runs this program, which on a desktop is Electron's. */
export function nodeMcpServer({
  extensionPath,
  globalStorageUri,
}: Pick<ExtensionPlaces, 'extensionPath' | 'globalStorageUri'>): McpServerHost {
  const storage = globalStorageUri.fsPath;
  const launcher = join(storage, assistantFiles.launcher);
  const script = join(extensionPath, 'dist', 'mcp.cjs');
  const starting = (path: string, folder: string | undefined): ServerCommand => ({
    command: process.execPath,
    args: [path, '--storage', storage, ...(folder === undefined ? [] : ['--workspace', folder])],
    env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
  });
  return {
    command: (folder) => starting(script, folder),
    installedCommand: (folder) => starting(launcher, folder),
    install: async () => {
      await mkdir(dirname(launcher), { recursive: true });
      await copyFile(join(extensionPath, 'dist', 'mcpLauncher.cjs'), launcher);
      const named = new TextEncoder().encode(JSON.stringify({ script }));
      await overwriteFile(join(storage, assistantFiles.server), named);
    },
    realPath: (folder) => realpath(folder).catch(() => folder),
  };
}
