import type { FrameLocator, Locator } from 'playwright-core';

/**
 * Selects words of the abstract, or of another element, that a reader shows, as a mouse does. They must not reach over a
 * formula.
 */
export function selectWords(
  reader: FrameLocator | Locator,
  words: string,
  within = '.abstract',
): Promise<void> {
  return reader.locator(within).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      document.getSelection()?.removeAllRanges();
      document.getSelection()?.addRange(range);
      document.dispatchEvent(new PointerEvent('pointerup'));
      return;
    }
    throw new Error(`The reader does not show “${wanted}”.`);
  }, words);
}
