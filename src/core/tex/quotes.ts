import type { TextToken } from './token';

/**
 * Repairs TeX quotation marks: ``two'' and `one', and mixed forms: ``so", "so'' and ''so''.
 * A mark is repaired only together with its partner; straight quotes and apostrophes stay.
 */
export function findQuotes(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let open: Mark | undefined;
  for (const match of text.matchAll(/``|''|["`']/g)) {
    const mark: Mark = { text: match[0], start: match.index, end: match.index + match[0].length };
    if (open && mark.start - open.end <= longestQuotation && closes(text, open, mark)) {
      for (const token of pair(open, mark)) tokens.push(token);
      open = undefined;
    } else if (opens(text, mark)) open = mark;
  }
  return tokens;
}

interface Mark {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const longestQuotation = 400;

function opens(text: string, { text: mark, start, end }: Mark): boolean {
  const isOpening = mark !== "'" && !/[\s'"`]/.test(text.charAt(end)) && end < text.length;
  return isOpening && (start === 0 || /[\s([{–—-]/.test(text.charAt(start - 1)));
}

const partners: Readonly<Record<string, readonly string[]>> = {
  '``': ["''", '"'],
  '"': ["''", '"'],
  "''": ["''"],
  '`': ["'"],
};

function closes(text: string, open: Mark, { text: mark, start, end }: Mark): boolean {
  if (!partners[open.text]?.includes(mark)) return false;
  if (/\s/.test(text.charAt(start - 1))) return false;
  return !/[\p{L}\p{N}]/u.test(text.charAt(end)); // An apostrophe has a letter behind it.
}

function pair(open: Mark, close: Mark): TextToken[] {
  if (open.text === '"' && close.text === '"') return [];
  const [left, right] = open.text === '`' ? ['‘', '’'] : ['“', '”'];
  return [
    { kind: 'text', start: open.start, end: open.end, plain: left, reconstructed: true },
    { kind: 'text', start: close.start, end: close.end, plain: right, reconstructed: true },
  ];
}
