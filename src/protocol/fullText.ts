// The blocks of a whole paper, as they are stored and sent to the webview.
import {
  type Block,
  blockKinds,
  cellAlignments,
  documentLimits,
  type Inline,
  marks,
} from '../core/fulltext/document';
import { limits } from '../core/base/limits';
import { type Guard, isBoolean, isCount, isRecord, list, object, oneOf, text } from '../core/base/guards';
import { isFormula } from './mathml';

const longText = text(limits.text);
const label = text(2 * limits.line);
const address = text(documentLimits.address);

type Guards = { readonly [K in Inline['kind']]: Guard<Omit<Extract<Inline, { kind: K }>, 'kind'>> };

const inlines: Guards = {
  text: object<Omit<Extract<Inline, { kind: 'text' }>, 'kind'>>(
    { text: longText },
    { marks: list(oneOf(...marks), marks.length), href: address, target: isCount },
  ),
  math: object<Omit<Extract<Inline, { kind: 'math' }>, 'kind'>>(
    { tex: longText },
    { isDisplay: isBoolean, math: isFormula },
  ),
  citation: object<{ label: string; target?: number }>({ label }, { target: isCount }),
  note: object<{ label: string; target?: number }>({ label }, { target: isCount }),
  image: object<Omit<Extract<Inline, { kind: 'image' }>, 'kind'>>(
    { src: address },
    { alt: label, width: isCount, height: isCount },
  ),
  error: object<{ text: string }>({ text: label }, {}),
  break: isRecord,
  column: isRecord,
};

const isInline: Guard<Inline> = (value): value is Inline => {
  if (!isRecord(value) || typeof value['kind'] !== 'string') return false;
  const guards: Readonly<Record<string, Guard<unknown>>> = inlines;
  return Object.hasOwn(guards, value['kind']) && guards[value['kind']]?.(value) === true;
};

/** A block that satisfies the limits of documents. Whether its offsets and depth fit the others is not known. */
export const isBlock: Guard<Block> = object<Block>(
  {
    kind: oneOf(...blockKinds),
    depth: (value): value is number => isCount(value) && value <= 2 * documentLimits.blockDepth,
    start: isCount,
    end: isCount,
    inlines: list(isInline, limits.text),
  },
  {
    level: isCount,
    isHeader: isBoolean,
    align: oneOf(...cellAlignments),
    columnSpan: isSpan,
    rowSpan: isSpan,
  },
);

function isSpan(value: unknown): value is number {
  return isCount(value) && value >= 1 && value <= documentLimits.span;
}
