/** The files in global storage that the extension and the server for assistants share. */
export const assistantFiles = {
  access: 'assistants/access.json',
  activity: 'assistants/activity.jsonl',
  /** Which digests the server has parsed and indexed in processes of their own. */
  prepared: 'assistants/prepared.json',
  /** A script that starts the server of the extension that is installed. */
  launcher: 'assistants/launch.cjs',
  /** Names the server's script, for the launcher. */
  server: 'assistants/server.json',
} as const;
