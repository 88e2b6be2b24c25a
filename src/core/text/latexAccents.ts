/** Combining characters for the accent commands of LaTeX, `\"o` and `\v{s}` alike. */
const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  r: '\u030a',
  c: '\u0327',
  k: '\u0328',
  d: '\u0323',
  b: '\u0331',
  t: '\u0361',
};

/** Commands that stand for a letter or a sign. */
const LETTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  SS: 'ẞ',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  aa: 'å',
  AA: 'Å',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  NG: 'Ŋ',
  i: 'ı',
  j: 'ȷ',
};

// An accent over a letter: \"o  \"{o}  \v s  \v{s}  \'\i  \'{\i}. Accents named by a letter need a brace, a space or a
// command after them, or they are the start of another command (\vec).
const BASE = String.raw`(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij](?![A-Za-z])|\p{L}))`;
const SIGN_ACCENT = new RegExp(String.raw`\\(["'\x60^~=.])\s*${BASE}`, 'gu');
const LETTER_ACCENT = new RegExp(String.raw`\\([uvHrckdbt])(?=[\s{\\])\s*${BASE}`, 'gu');
const LETTER_COMMAND =
  /\\(ss|SS|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG|[oOlLij])(?![A-Za-z])(?:\{\}|\s+(?=[\p{L}]))?/gu;

/** Turns LaTeX accents and letters of running text into Unicode (NFC). Mathematics between `$` is left as it is. */
export function decodeLatexAccents(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .split(/(\$[^$]*\$)/u)
    .map((part, index) => (index % 2 === 1 ? part : decodeText(part)))
    .join('');
}

function decodeText(text: string): string {
  // Braces that only hold one accented letter, {\"o}, go with it.
  return text
    .replace(SIGN_ACCENT, accented)
    .replace(LETTER_ACCENT, accented)
    .replace(LETTER_COMMAND, (_, name: string) => LETTERS[name] ?? '')
    .replace(/\{([^ -~\n]\p{M}*)\}/gu, '$1')
    .normalize('NFC');
}

function accented(_: string, accent: string, braced: string | undefined, bare: string | undefined): string {
  const letter = braced ?? bare ?? '';
  // A dot is not drawn under an accent: \i and i give the same letter.
  return letter.replace('\\', '') + (COMBINING[accent] ?? '');
}
