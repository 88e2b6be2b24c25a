import * as vscode from 'vscode';

/**
 * Markdown in which nothing but some commands can be run, and HTML is shown as text.
 *
 * @param commands their full ids
 */
export function commandMarkdown(text: string, commands: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: commands };
  markdown.supportHtml = false;
  return markdown;
}

/** A link that runs a command with one argument. The label is Markdown. */
export function commandLink(label: string, command: string, argument: string): string {
  return `[${label}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}
