/**
 * What a text costs a model, in the units of `longestAnswer`, of which 3.5 are a token: a letter of English one, a letter
 * of another alphabet two, a sign of Chinese, Japanese or Korean four, as tokenizers take one or more tokens for it.
 */
export function costOf(text: string): number {
  let cost = 0;
  for (let at = 0; at < text.length; at += 1) cost += costOfUnit(text.charCodeAt(at));
  return cost;
}

/** Divides a text into parts that cost at most `most` each: after a word if a space is near, never within a surrogate pair. */
export function divideByCost(text: string, most: number): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = endOfPart(text, from, most);
    parts.push(text.slice(from, end));
    from = end;
  }
  return parts.length > 0 ? parts : [''];
}

/** The beginning of a text that costs at most `most`, with “ …” behind it if that is not all. */
export function truncateToCost(text: string, most: number): string {
  if (costOf(text) <= most) return text;
  const [first = ''] = divideByCost(text, most - costOf(' …'));
  return `${first.trimEnd()} …`;
}

/** In UTF-16 units: how far before the end of a part a space is looked for. */
const nearSpace = 200;

function endOfPart(text: string, from: number, most: number): number {
  let cost = 0;
  for (let at = from; at < text.length; at += 1) {
    cost += costOfUnit(text.charCodeAt(at));
    if (cost <= most) continue;
    const space = lastSpace(text, Math.max(from + 1, at - nearSpace), at);
    if (space !== undefined) return space + 1;
    const isPair = /[\ud800-\udbff]/u.test(text.charAt(at - 1)) && /[\udc00-\udfff]/u.test(text.charAt(at));
    return Math.max(isPair ? at - 1 : at, from + 1);
  }
  return text.length;
}

function lastSpace(text: string, from: number, to: number): number | undefined {
  for (let at = to - 1; at >= from; at -= 1) if (/\s/u.test(text.charAt(at))) return at;
  return undefined;
}

const firstBeyondEnglish = 0x80;
const firstOfRadicals = 0x2e80;

function costOfUnit(unit: number): number {
  if (unit < firstBeyondEnglish) return 1;
  return unit < firstOfRadicals ? 2 : 4;
}
