import type { Block, FullTextDocument } from '../../core/fulltext/document';
import type { PaperId } from '../../core/library/paper';
import type { HostMessage, PageFigure, ReadingPlace } from '../../protocol/messages';
import type { FullText } from '../fullTexts/fullTexts';

/** The most text in UTF-16 units, and the most blocks, of one message. */
const partText = 64 * 1024;
const partBlocks = 200;

/** The whole paper that a reader's page shows, and what of it the page has been sent. */
export class PanelFullText {
  #paper: ({ readonly id: PaperId } & FullText) | undefined;
  /** The paper that the page shows. */
  #drawn: PaperId | undefined;
  #isSent = false;
  #goal: ReadingPlace | undefined;
  /** The place of the person in the text, which a reloaded page goes back to. */
  #place: ReadingPlace | undefined;
  #addresses: ReadonlySet<string> | undefined;
  /** The known data of figures, by source. */
  readonly #figures = new Map<string, PageFigure>();
  #turn = 0;

  /** `post` resolves when the page has the message. */
  constructor(private readonly post: (message: HostMessage) => PromiseLike<unknown>) {}

  /** Shows a whole paper as soon as the page shows its title, and goes to a place. */
  async show(id: PaperId, fullText: FullText, place?: ReadingPlace): Promise<void> {
    const isSame = this.#paper?.id === id && this.#paper.document === fullText.document;
    this.#goal = place;
    if (!isSame) {
      this.#paper = { id, ...fullText };
      this.#addresses = undefined;
      this.#figures.clear();
      this.#place = undefined;
      this.#isSent = false;
    }
    await this.#send();
  }

  /** Shows figures of the whole paper, or why they are missing. */
  async showFigures(id: PaperId, figures: readonly PageFigure[]): Promise<void> {
    if (this.#paper?.id !== id || figures.length === 0) return;
    for (const figure of figures) this.#figures.set(figure.source, figure);
    if (this.#isSent) await this.post({ type: 'figures', paperId: id, figures });
  }

  /** The page has drawn a paper. Pages forget whole papers when they turn to another. */
  async drawn(id: PaperId): Promise<void> {
    if (this.#drawn !== id) this.#isSent = false;
    this.#drawn = id;
    await this.#send();
  }

  /** The person has scrolled to a place. */
  moved({ block, offset }: ReadingPlace): void {
    this.#place = { block, offset };
  }

  /** The page is gone. */
  reset(): void {
    this.#drawn = undefined;
    this.#isSent = false;
    this.#turn++;
  }

  /** The whole paper that is shown with a paper; undefined if only its abstract is. */
  of(id: PaperId): FullText | undefined {
    return this.#paper?.id === id ? this.#paper : undefined;
  }

  /** Whether the paper that is shown leads to an address. */
  hasAddress(address: string): boolean {
    if (!this.#paper || this.#paper.id !== this.#drawn) return false;
    this.#addresses ??= addressesIn(this.#paper.document.blocks);
    return this.#addresses.has(address);
  }

  async #send(): Promise<void> {
    const paper = this.#paper;
    if (!paper || paper.id !== this.#drawn) return;
    const isNew = !this.#isSent;
    if (isNew) {
      this.#isSent = true;
      const turn = ++this.#turn;
      if (this.#figures.size > 0)
        await this.post({ type: 'figures', paperId: paper.id, figures: [...this.#figures.values()] });
      for (const message of messagesOf(paper.id, paper.document)) {
        await this.post(message);
        if (turn !== this.#turn) return;
      }
    }
    const place = this.#goal ?? (isNew ? this.#place : undefined);
    this.#goal = undefined;
    if (place) await this.post({ type: 'goToPlace', ...place });
  }
}

function* messagesOf(
  paperId: PaperId,
  { blocks, license }: FullTextDocument,
): Generator<Extract<HostMessage, { type: 'fullText' }>> {
  for (let start = 0; start < blocks.length;) {
    const end = endOfPart(blocks, start);
    yield {
      type: 'fullText',
      paperId,
      start,
      blocks: blocks.slice(start, end),
      isLast: end === blocks.length,
      ...(license !== undefined && { license }),
    };
    start = end;
  }
}

function endOfPart(blocks: readonly Block[], start: number): number {
  let length = 0;
  let end = start;
  do {
    const block = blocks[end];
    end++;
    // A block's range holds the blocks inside it; only its own text counts here.
    length +=
      block?.inlines.reduce((sum, inline) => sum + ('text' in inline ? inline.text.length : 20), 0) ?? 0;
  } while (end < blocks.length && end - start < partBlocks && length < partText);
  return end;
}

function addressesIn(blocks: readonly Block[]): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { inlines } of blocks)
    for (const inline of inlines)
      if (inline.kind === 'text' && inline.href !== undefined) addresses.add(inline.href);
  return addresses;
}
