import {
  extendSelection,
  moveSelection,
  type TextUnit,
  type TextUnits,
  textUnits,
} from '../core/text/textUnits';
import type { TextRange } from '../core/text/sentences';
import { element } from './dom';
import { readShownText, type ShownText } from './shownText';
import { unfoldAt } from './titleFold';
import { l10n } from './localization';

const keys: Readonly<Record<string, readonly [unit: TextUnit, by: 1 | -1]>> = {
  ArrowDown: ['sentence', 1],
  ArrowUp: ['sentence', -1],
  ArrowRight: ['word', 1],
  ArrowLeft: ['word', -1],
};

const hint = l10n.t(
  'Choosing words: ↓ ↑ by sentence, → ← by word, with Shift extend; 1–4 or C highlight; Escape ends.',
);

/** Chooses words without a mouse: sentence by sentence and word by word, each read aloud. */
export class CaretMode {
  /** Says the keys for as long as the mode lasts. */
  readonly element = element('div', { class: 'message', 'aria-hidden': 'true' }, hint);
  #at: TextRange | undefined;

  /** `roots` are the elements with the text; `announce` hears what is chosen. */
  constructor(
    private readonly roots: () => readonly Element[],
    private readonly announce: (text: string) => void,
  ) {
    this.element.hidden = true;
  }

  get isOn(): boolean {
    return !this.element.hidden;
  }

  /** Begins with the selected words, else with the first sentence in sight. */
  start(): void {
    const { shown, units } = this.#read();
    this.element.hidden = false;
    const first = selectedRange(shown) ?? firstInSight(shown, units);
    if (first) this.#select(shown, first, `${hint} `);
  }

  end(): void {
    this.element.hidden = true;
    this.#at = undefined;
  }

  /** Whether the key was the mode's own. */
  press({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
    const step = keys[key];
    if (!this.isOn || !step || ctrlKey || altKey || metaKey) return false;
    const { shown, units } = this.#read();
    const [unit, by] = step;
    // Offsets count from the first of the roots, which may be another one since the page has scrolled.
    const at = this.#at && (selectedRange(shown) ?? this.#at);
    const next = shiftKey && at ? extendSelection(units, at, unit, by) : moveSelection(units, at, unit, by);
    if (next) this.#select(shown, next, '');
    return true;
  }

  /** The text may have been redrawn since the last key. */
  #read(): { readonly shown: ShownText; readonly units: TextUnits } {
    const shown = readShownText(this.roots());
    return { shown, units: textUnits(shown.text) };
  }

  #select(shown: ShownText, range: TextRange, before: string): void {
    const ranges = shown.ranges(range);
    const [first, last] = [ranges.at(0), ranges.at(-1)];
    if (!first || !last) return;
    this.#at = { start: range.start, end: range.end };
    document
      .getSelection()
      ?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
    unfoldAt(last);
    const holder = last.endContainer;
    const { top, bottom } = last.getBoundingClientRect();
    if (top < 60 || bottom > window.innerHeight - 60)
      (holder instanceof Element ? holder : holder.parentElement)?.scrollIntoView({ block: 'nearest' });
    this.announce(`${before}${shown.text.slice(range.start, range.end)}`);
  }
}

function selectedRange(shown: ShownText): TextRange | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = shown.offsetOf(range.startContainer, range.startOffset, 'start');
  const end = shown.offsetOf(range.endContainer, range.endOffset, 'end');
  return start !== undefined && end !== undefined && start < end ? { start, end } : undefined;
}

/** The first visible sentence of the abstract. The title is skipped, as words are rarely selected there. */
function firstInSight(shown: ShownText, { sentence }: TextUnits): TextRange | undefined {
  const isSeen = (range: TextRange): boolean => {
    const [first] = shown.ranges(range);
    const isTitle = first?.startContainer.parentElement?.closest('h1') !== null;
    return first !== undefined && !isTitle && first.getBoundingClientRect().top > 40;
  };
  return sentence.find(isSeen) ?? sentence[0];
}
