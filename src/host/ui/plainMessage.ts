/** Text for a message in the corner, where VS Code would make `[label](address)` a link: it stays as it is written. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
