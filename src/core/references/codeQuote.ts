/** Lines of a file that go into a note. */
export interface CodeQuote {
  /** As it is shown: relative to the workspace folder. */
  readonly path: string;
  /** The address of the file relative to the note, encoded. */
  readonly link: string;
  /** From one, as people count. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The commit that was checked out, abbreviated; absent without git. */
  readonly commit?: string;
  readonly languageId: string;
  readonly code: string;
}

/** A paragraph of Markdown with the code as a fenced block under a link to its lines. */
export function codeParagraph(quote: CodeQuote): string {
  const { path, link, firstLine, lastLine, commit, languageId, code } = quote;
  const lines = firstLine === lastLine ? `L${firstLine}` : `L${firstLine}-L${lastLine}`;
  const label = path.replace(/[\\[\]`*_<>]/g, '\\$&');
  const at = commit === undefined ? '' : ` at \`${commit}\``;
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  const name = /^[\w+-]+$/.test(languageId) && languageId !== 'plaintext' ? languageId : '';
  return `[${label}:${lines.replaceAll('L', '')}](${link}#${lines})${at}\n\n${fence}${name}\n${code.replace(/\r\n?/g, '\n')}\n${fence}`;
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}

/** The lines that a link names by its fragment, from one. */
export function linkedLines(link: string): { readonly first: number; readonly last: number } | undefined {
  const match = /#L(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(link);
  if (!match) return undefined;
  const first = Number(match[1]);
  return { first, last: Math.max(first, Number(match[2] ?? first)) };
}

/** The code in the fenced block that follows a link in a note; undefined if none does. */
export function quotedCode(body: string, link: string): string | undefined {
  const at = body.indexOf(`](${link})`);
  if (at < 0) return undefined;
  const rest = body.slice(body.indexOf('\n', at) + 1);
  const open = /^\s{0,9}(`{3,30})[\w+-]{0,60}\n/.exec(rest);
  if (!open) return undefined;
  const code = rest.slice(open[0].length);
  const end = code.indexOf(`\n${open[1] ?? ''}`);
  return end < 0 ? undefined : code.slice(0, end);
}
