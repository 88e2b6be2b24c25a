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
