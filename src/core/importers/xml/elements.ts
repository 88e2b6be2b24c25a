/** The source text of an element. */
export interface ElementSpan {
  /** Offset of its `<` in the text. */
  readonly start: number;
  /** From `<name` to `</name>`; a truncated element ends at the next such element or the end of the text. */
  readonly xml: string;
  readonly closed: boolean;
}

/**
 * Finds the elements `name`, with any namespace prefix, in order. Comments and CDATA are skipped.
 * The text is split before parsing, so that an invalid element does not affect others and positions are known.
 */
export function findElements(xml: string, name: string): ElementSpan[] {
  const marks = new RegExp(
    String.raw`<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(/?)(?:[\w.-]{1,40}:)?${name}(?=[\s/>])[^<>]*>`,
    'gu',
  );
  const spans: ElementSpan[] = [];
  let open: number | undefined;
  const close = (end: number, closed: boolean): void => {
    if (open !== undefined) spans.push({ start: open, xml: xml.slice(open, end), closed });
    open = undefined;
  };
  for (const mark of xml.matchAll(marks)) {
    if (mark[1] === undefined) continue;
    if (mark[1] === '/') close(mark.index + mark[0].length, true);
    else if (!mark[0].endsWith('/>')) {
      close(mark.index, false);
      open = mark.index;
    }
  }
  close(xml.length, false);
  return spans;
}

/** A direct child of the outermost element. */
export interface ChildElement {
  /** Without namespace prefix. */
  readonly name: string;
  readonly start: number;
  readonly xml: string;
}

const TAGS =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\/?([A-Za-z_][\w.:-]*)(?:[\s/][^<>]*)?>/gu;

/** The complete children of the outermost element, in order. */
export function findChildElements(xml: string): readonly ChildElement[] {
  const found: ChildElement[] = [];
  let depth = 0;
  let open: { readonly name: string; readonly start: number } | undefined;
  for (const { index, 0: tag, 1: name } of xml.matchAll(TAGS)) {
    if (name === undefined) continue;
    const isEnd = tag.startsWith('</');
    const isEmpty = tag.endsWith('/>');
    if (!isEnd && depth === 1) open = { name: name.replace(/^[^:]*:/u, ''), start: index };
    depth += isEnd ? -1 : isEmpty ? 0 : 1;
    if (depth === 1 && open && (isEnd || isEmpty)) {
      found.push({ ...open, xml: xml.slice(open.start, index + tag.length) });
      open = undefined;
    }
  }
  return found;
}
