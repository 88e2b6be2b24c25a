import type { MarkupLanguage } from './languages';
import { gapsBetween, withoutOverlaps } from '../tex/range';
import type { TextRange } from '../text/sentences';

/** A fenced block: a line that opens it, up to the line that closes it with the same mark, or to the end. */
const FENCE = /^[ \t]{0,8}(`{3,30}|~{3,30})/;
/** Code within a line. Lengths are bounded to guarantee linear time. */
const INLINE = /(?<!`)(`{1,30})(?!`)[^\n]{0,2000}?[^`\n]\1(?!`)/g;
/** `=verbatim=` and `~code~` of Org. */
const ORG_INLINE = /(?<![\p{L}\p{N}=~:/])([=~])(?![\s=~])[^\n=~]{1,300}(?<!\s)\1(?![\p{L}\p{N}=~])/gu;
const VERBATIM_BEGIN = /\\begin\{(verbatim\*?|lstlisting|minted|Verbatim)\}/g;
/** Commands whose argument is the name of a file or a label. */
const NAMING =
  /\\(?:include(?:graphics|svg|pdf|only)?|input|subfile|import|label|(?:eq|auto|page|name|[cC])?ref|bibliography|addbibresource|graphicspath|path|lstinputlisting|verbatiminput|usepackage|documentclass)\*?(?:\[[^\][\n]{0,300}\])?\{[^{}\n]{0,300}\}/g;
/** Definitions of numbers. */
const NUMBER_DEFINED = /\\(?:(?:(?:re)?new|provide)command\*?\{?|def)\\[A-Za-z]{1,40}\}?\{[\d.]{1,20}\}/g;
const VERB = /\\(?:verb\*?|lstinline)([|!+/@])/g;

/** The areas of code and verbatim text in a document, in order. References are not searched in them. */
export function codeAreas(text: string, code: MarkupLanguage['code']): readonly TextRange[] {
  switch (code) {
    case 'markdown':
    case 'typst':
      return withInline(text, fences(text));
    case 'org':
      return withInline(
        text,
        blocks(text, /^[ \t]{0,8}#\+begin_(?:src|example)\b/i, /^[ \t]{0,8}#\+end_(?:src|example)\b/i),
        ORG_INLINE,
      );
    case 'latex':
      return verbatim(text);
    case 'rest':
      return withInline(text, literalBlocks(text), REST_INLINE);
    case 'html':
      return withInline(text, [], HTML_TAG);
    case 'none':
      return [];
  }
}

/** Calls `read` for every line, with its offset. */
function forEachLine(text: string, read: (line: string, start: number, end: number) => void): void {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    read(text.slice(start, end), start, end);
    start = end;
  }
}

/** Directives of MyST with text in them; others and the cells of Quarto hold code. */
const PROSE =
  /^\{(?:note|warning|tip|important|caution|hint|attention|danger|error|seealso|admonition|figure|table|list-table|margin|sidebar|aside|topic|epigraph|dropdown|details|card|grid|tab-set|tab-item|exercise|solution|prf:[a-z]{1,20}|proof:[a-z]{1,20}|versionadded|deprecated)\}/;

interface OpenFence {
  readonly mark: string;
  readonly start: number;
  readonly isProse: boolean;
}

function fences(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  /** Directives, each within the one before it, and then a block of code. */
  const opened: OpenFence[] = [];
  forEachLine(text, (line, start, end) => {
    const mark = FENCE.exec(line)?.[1];
    if (mark === undefined) return;
    const last = opened.at(-1);
    const rest = line.trim().slice(mark.length);
    if (last && mark.startsWith(last.mark) && rest === '') {
      opened.pop();
      if (!last.isProse) found.push({ start: last.start, end });
    } else if (last?.isProse !== false) opened.push({ mark, start, isProse: PROSE.test(rest) });
  });
  const last = opened.at(-1);
  return last?.isProse === false ? [...found, { start: last.start, end: text.length }] : found;
}

/** Directives of reStructuredText with code in them. */
const LITERAL_DIRECTIVE =
  /^[ \t]{0,40}\.\. (?:code|code-block|code-cell|sourcecode|parsed-literal|math|testcode|testsetup|doctest|ipython|jupyter-execute|plot|highlight|graphviz|raw)::/;

/** Inline literals, and arguments of directives that take the name of a file or a version. */
const REST_INLINE =
  /``(?:[^`\n]|`(?!`)){1,2000}``|(?<=^[ \t]{0,40}\.\. (?:\|[^|\n]{1,80}\| )?(?:image|figure|(?:literal)?include|version[a-z]{1,9}|deprecated)::)[^\n]{1,300}/gm;
/** A tag with its attributes. */
const HTML_TAG = /<[a-z][^<>]{0,2000}>/gi;

/** The text indented below a directive with code, or below a paragraph that ends with two colons. */
function literalBlocks(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  let open: { readonly indent: number; readonly start: number } | undefined;
  forEachLine(text, (line, start, end) => {
    const content = line.trim();
    if (content === '') return;
    const indent = line.length - line.trimStart().length;
    if (open && indent <= open.indent) {
      if (start > open.start) found.push({ start: open.start, end: start });
      open = undefined;
    }
    const isDirective = content.startsWith('.. ');
    const opens = isDirective ? LITERAL_DIRECTIVE.test(line) : content.endsWith('::');
    if (!open && opens) open = { indent, start: end };
  });
  return open ? [...found, { start: open.start, end: text.length }] : found;
}

function blocks(text: string, begin: RegExp, close: RegExp): readonly TextRange[] {
  const found: TextRange[] = [];
  let opened: number | undefined;
  forEachLine(text, (line, start, end) => {
    if (opened === undefined) {
      if (begin.test(line)) opened = start;
    } else if (close.test(line)) {
      found.push({ start: opened, end });
      opened = undefined;
    }
  });
  return opened === undefined ? found : [...found, { start: opened, end: text.length }];
}

/** Adds the code within lines that are not in a fenced block. */
function withInline(
  text: string,
  fenced: readonly TextRange[],
  inline: RegExp = INLINE,
): readonly TextRange[] {
  return gapsBetween(fenced, text.length)
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(inline)].map((match) => areaOf(match, start)),
    )
    .concat(fenced)
    .toSorted((a, b) => a.start - b.start);
}

function verbatim(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (const match of text.matchAll(VERBATIM_BEGIN)) {
    if (match.index < (found.at(-1)?.end ?? 0)) continue;
    const close = text.indexOf(`\\end{${match[1] ?? ''}}`, match.index);
    found.push({ start: match.index, end: close < 0 ? text.length : close });
  }
  for (const match of text.matchAll(VERB)) {
    const from = match.index + match[0].length;
    const close = text.slice(from, from + 1000).indexOf(match[1] ?? '');
    if (close >= 0) found.push({ start: match.index, end: from + close + 1 });
  }
  for (const part of [NAMING, NUMBER_DEFINED])
    for (const match of text.matchAll(part)) found.push(areaOf(match));
  return withoutOverlaps(found);
}

/** @param offset of the searched text within the whole text */
function areaOf({ index, 0: { length } }: RegExpExecArray, offset = 0): TextRange {
  return { start: offset + index, end: offset + index + length };
}
