/** An element as it stands in the text. */
export interface ElementSpan {
  /** Offset of its `<` in the text. */
  readonly start: number;
  /** From `<name` to `</name>`; up to where the text, or the next such element, cuts it off. */
  readonly xml: string;
  readonly closed: boolean;
}

/**
 * The elements called `name`, under any namespace prefix, in order. What stands in comments and CDATA is not looked at.
 * Elements are taken apart before anything is parsed, so that a broken one costs no other and a position is known.
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
