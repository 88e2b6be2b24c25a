import type { PageText, PageToken } from '../protocol/page';

/** A token or the part of one within a paragraph. `raw` starts at UTF-16 offset `start` of the raw text. */
export interface Run {
  readonly token: PageToken;
  readonly start: number;
  readonly raw: string;
  readonly plain: string;
}

const blankLine = /\n[^\S\n]*\n\s*/g;

/** The runs of each paragraph. Paragraphs are separated by blank lines, which belong to none. */
export function paragraphs({ raw, tokens }: PageText): readonly (readonly Run[])[] {
  const all: Run[][] = [[]];
  for (const token of tokens) {
    splitRuns(token, raw.slice(token.start, token.end)).forEach((run, index) => {
      if (index > 0) all.push([]);
      if (run.raw !== '') all.at(-1)?.push(run);
    });
  }
  return all.filter((runs) => runs.some(({ plain }) => plain.trim() !== ''));
}

/** Only unmodified text can be split. */
function splitRuns(token: PageToken, raw: string): Run[] {
  const { start, plain } = token;
  if (token.kind !== 'text' || plain !== raw) return [{ token, start, raw, plain }];
  const runs: Run[] = [];
  let from = 0;
  for (const { index, 0: found } of raw.matchAll(blankLine)) {
    runs.push(textRun(token, raw, from, index));
    from = index + found.length;
  }
  return [...runs, textRun(token, raw, from, raw.length)];
}

function textRun(token: PageToken, raw: string, from: number, to: number): Run {
  const text = raw.slice(from, to);
  return { token, start: token.start + from, raw: text, plain: text };
}

/** Replaces the tokens of a text by one token with the raw text. */
export function rawText({ raw }: PageText): PageText {
  return { raw, tokens: [{ kind: 'text', start: 0, end: raw.length, plain: raw }] };
}
