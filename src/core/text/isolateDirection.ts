/** Letters of the scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana, NKo and their extensions. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const [firstStrongIsolate, popDirectionalIsolate] = ['\u2068', '\u2069'];

/**
 * Wraps a text that holds letters from right to left in an isolate (Unicode Standard Annex 9), for places without
 * markup: it then runs in its own direction, and does not change the order of the text beside it. Other texts are
 * returned as they are.
 */
export function isolateDirection(text: string): string {
  return rightToLeft.test(text) ? firstStrongIsolate + text + popDirectionalIsolate : text;
}

/** A text without the isolate of {@link isolateDirection}, to be cut or spoken. */
export function withoutIsolate(text: string): string {
  return text.startsWith(firstStrongIsolate) && text.endsWith(popDirectionalIsolate)
    ? text.slice(1, -1)
    : text;
}
