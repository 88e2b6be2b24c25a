import type { FrameLocator } from 'playwright-core';

/** Selects words of the abstract that a reader shows, as a mouse does. They must not reach over a formula. */
export function selectWords(reader: FrameLocator, words: string): Promise<void> {
  return reader.locator('.abstract').evaluate((abstract, wanted) => {
    const walker = document.createTreeWalker(abstract, NodeFilter.SHOW_TEXT);
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
    throw new Error(`The abstract does not show “${wanted}”.`);
  }, words);
}
