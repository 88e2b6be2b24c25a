import { join } from 'node:path';

/** The files in global storage that the extension and the server for assistants share. */
export function assistantFiles(globalStorage: string): {
  readonly access: string;
  readonly activity: string;
  /** A script that starts the server of the extension that is installed. */
  readonly launcher: string;
  /** Names the server's script, for the launcher. */
  readonly server: string;
} {
  const file = (name: string): string => join(globalStorage, 'assistants', name);
  return {
    access: file('access.json'),
    activity: file('activity.jsonl'),
    launcher: file('launch.cjs'),
    server: file('server.json'),
  };
}
