/** A card beside the text, in pixels from the top of the page's main part. */
export interface LaidCard {
  /** The place of its words; undefined for a card without words, which follows the previous one. */
  readonly anchor: number | undefined;
  readonly height: number;
}

/**
 * The tops of cards beside the text, in order: each beside its words, or below the card before where there is no room.
 * The chosen card is beside its words; the cards before it move up to make room, no further than `floor`.
 */
export function layOutCards(
  cards: readonly LaidCard[],
  { floor, gap, chosen }: { readonly floor: number; readonly gap: number; readonly chosen: number },
): readonly number[] {
  const anchor = cards[chosen]?.anchor;
  if (anchor === undefined) return downFrom(cards, floor, gap);
  const down = downFrom(cards, floor, gap);
  const top = Math.max(anchor, floor);
  if (down[chosen] === top) return down;
  const before = upFrom(cards.slice(0, chosen), top - gap, gap);
  if ((before[0] ?? floor) < floor) return down;
  return [...before, ...downFrom(cards.slice(chosen), top, gap)];
}

function downFrom(cards: readonly LaidCard[], floor: number, gap: number): readonly number[] {
  let free = floor;
  return cards.map(({ anchor = free, height }) => {
    const top = Math.max(anchor, free);
    free = top + height + gap;
    return top;
  });
}

/** From the last card, whose bottom is at `bottom` at the lowest. */
function upFrom(cards: readonly LaidCard[], bottom: number, gap: number): readonly number[] {
  let free = bottom;
  return cards
    .toReversed()
    .map(({ anchor = free, height }) => {
      const top = Math.min(anchor, free - height);
      free = top - gap;
      return top;
    })
    .toReversed();
}
