/** How the server for assistants is started. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The server for assistants; only for hosts that can start programs. */
export interface McpServerHost {
  /** The command that starts the server of this version. @param folder that the client works in */
  command(folder: string | undefined): ServerCommand;
  /** The command that starts the server of the installed version, after updates too; requires {@link install}. */
  installedCommand(folder: string | undefined): ServerCommand;
  /** Puts the script of {@link installedCommand} into global storage. */
  install(): Promise<void>;
  /** The real path of a folder. */
  realPath(folder: string): Promise<string>;
}
