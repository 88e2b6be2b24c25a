import { noteParts } from '../noteParts';
import { lineStart, nextLine } from '../textEdit';

/** The part of a note that can be completed at the cursor; offsets in UTF-16 units. */
export interface CompletionPlace {
  readonly kind: 'tag' | 'color' | 'paper';
  /** The range to replace: the whole word at the cursor. */
  readonly start: number;
  readonly end: number;
  /** The part of the word before the cursor. */
  readonly typed: string;
  /** For a paper: whether the brackets are closed already. */
  readonly closed?: boolean;
}

/** Works on lines instead of parsed YAML, because front matter rarely parses while the user types. */
export function completionPlace(text: string, offset: number): CompletionPlace | undefined {
  const { yaml, bodyStart, unclosed } = noteParts(text);
  if (yaml && offset >= yaml.start && offset <= yaml.end) return inFrontMatter(text, offset, yaml.start);
  return unclosed || offset >= bodyStart ? inBody(text, offset) : undefined;
}

function inBody(text: string, offset: number): CompletionPlace | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  const typed = /\[\[([^[\]|#]{0,200})$/.exec(before)?.[1];
  if (typed === undefined) return undefined;
  const rest = text.slice(offset, nextLine(text, offset));
  const tail = /^[a-z0-9-]*(?=[\]|#])/.exec(rest)?.[0].length ?? 0;
  const closed = /^(?:\]\]|[|#])/.test(rest.slice(tail));
  return { kind: 'paper', start: offset - typed.length, end: offset + tail, typed, closed };
}

function inFrontMatter(text: string, offset: number, front: number): CompletionPlace | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const color = /^\s*(?:-\s+)?color:\s+["']?([\w-]*)$/.exec(before)?.[1];
  if (color !== undefined) return word('color', text, offset, color);
  const own = /^\s*(?:-\s+)?tags:\s(?:.*[\s,[])?["']?#?([^\s,"'[\]#]*)$/.exec(before)?.[1];
  if (own !== undefined) return word('tag', text, offset, own);
  const item = /^(\s*)-\s+["']?#?([^\s"'#:]*)$/.exec(before);
  if (!item || keyAbove(text, start, front, item[1]?.length ?? 0) !== 'tags') return undefined;
  return word('tag', text, offset, item[2] ?? '');
}

function word(kind: 'tag' | 'color', text: string, offset: number, typed: string): CompletionPlace {
  const tail = /^[^\s,"'[\]#]*/.exec(text.slice(offset, nextLine(text, offset)))?.[0].length ?? 0;
  return { kind, start: offset - typed.length, end: offset + tail, typed };
}

/** The key whose list an item at this indent belongs to. */
function keyAbove(text: string, from: number, front: number, indent: number): string | undefined {
  for (let end = from; end > front;) {
    const start = lineStart(text, end - 1);
    const key = /^(\s*(?:-\s+)?)([\w-]+):\s*(?:#.*)?$/.exec(text.slice(start, end).trimEnd());
    if (key && (key[1]?.length ?? 0) <= indent) return key[2];
    const isItem = new RegExp(`^\\s{${indent}}-\\s`).test(text.slice(start, end));
    if (!isItem && text.slice(start, end).trim() !== '') return undefined;
    end = start;
  }
  return undefined;
}
