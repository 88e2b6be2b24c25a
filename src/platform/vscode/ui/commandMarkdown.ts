import * as vscode from 'vscode';
import type { CommandName } from './commandIds.generated';
import { commandId } from './commands';

/** Markdown in which nothing but some commands can be run, and HTML is shown as text. */
export function commandMarkdown(text: string, commands: readonly CommandName[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: commands.map(commandId) };
  markdown.supportHtml = false;
  return markdown;
}

/** A link that runs a command with one argument. The label is Markdown. */
export function commandLink(label: string, command: CommandName, argument: string): string {
  return `[${label}](${commandAddress(command, argument)})`;
}

/** The address of a link that runs a command with one argument. */
export function commandAddress(command: CommandName, argument: string): string {
  return `command:${commandId(command)}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
