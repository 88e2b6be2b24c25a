/** Frames after which the blocks around a place that was scrolled to have their heights. */
const settling = 12;

/**
 * Scrolls the window to something whose place is known only once the blocks above it are drawn, so that it takes several
 * frames. A new scroll ends the one before.
 */
export class SettlingScroll {
  #last = 0;

  /** Scrolls now and in the next frames by what `distance` gives, in pixels; until it gives undefined. */
  start(distance: () => number | undefined): void {
    const scroll = ++this.#last;
    const step = (frames: number): void => {
      const top = scroll === this.#last ? distance() : undefined;
      if (top === undefined) return;
      if (top !== 0) window.scrollBy({ top, behavior: 'instant' });
      if (frames > 0) requestAnimationFrame(() => step(frames - 1));
    };
    step(settling);
  }

  /** Ends the scroll that is going on. */
  stop(): void {
    this.#last += 1;
  }
}
