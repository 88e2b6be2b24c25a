import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, elementBelow, elementText, hasClass, isElement } from '../importers/html/walkHtml';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { plainMath } from '../tex/plainMath';
import { BlockBuilder } from './blockBuilder';
import { type Block, documentLimits, type FullTextDocument, type Mark } from './document';
import type { BlockProperties } from './documentLayout';
import { boxOf, classesOf, type ElementRole, marksOf, roleOf } from './pageElements';
import { pageTarget, referencedIds, webTarget } from './pageReferences';
import { readMath } from './readMath';
import { type Message, localizable } from '../base/localization';

const tooLong = localizable('The paper is longer than can be shown here. Its end was left out.');
const tooManyCells = localizable(
  'A table has more than {0} cells. What follows them was left out.',
  documentLimits.cells,
);
/** A note inside that many notes is unwrapped to its text. */
const deepestNote = 3;
/** Alternative texts that LaTeXML writes where the author gave none. */
const meaninglessAlt = /^(?:refer to caption|\[uncaptioned image\])?$/iu;

/** Roles of elements within a line. */
const inlineRoles: ReadonlySet<ElementRole['kind']> = new Set([
  'inline',
  'lines',
  'math',
  'image',
  'break',
  'error',
  'cite',
  'link',
  'tag',
]);

/** The state that text inside an element inherits. */
interface Context {
  readonly depth: number;
  readonly marks: readonly Mark[];
  readonly isCitation: boolean;
  readonly href?: string;
  readonly target?: string;
  /** The table that contains these rows and cells. Absent for cells of equations. */
  readonly table: { cells: number } | undefined;
}

type Step = { readonly node: Tree.Node; readonly context: Context } | (() => void);

/** Walks through one page. Not recursive, because the page decides how deep it is nested. */
export class PageWalk {
  readonly #builder = new BlockBuilder();
  readonly #problems = new Set<Message>();
  readonly #steps: Step[] = [];
  #ids: ReadonlySet<string> = new Set();
  #nodes = 0;

  /** @param arxivId that of the page; undefined if it does not name one */
  constructor(private readonly arxivId?: string) {}

  read(article: Tree.Element): Pick<FullTextDocument, 'blocks' | 'problems'> {
    this.#ids = referencedIds(article);
    this.#push(article, { depth: 0, marks: [], isCitation: false, table: undefined });
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      if (typeof step === 'function') step();
      else if (!this.#isWithinLimits()) continue;
      else if (isElement(step.node)) this.#element(step.node, step.context);
      else if (step.node.nodeName === '#text' && 'value' in step.node)
        this.#text(step.node.value, step.context);
    }
    const blocks: readonly Block[] = this.#builder.finish();
    return { blocks, problems: [...this.#problems] };
  }

  #isWithinLimits(): boolean {
    this.#nodes++;
    if (this.#nodes <= documentLimits.nodes && !this.#builder.isFull) return true;
    this.#problems.add(tooLong);
    return false;
  }

  #push(parent: Tree.Element, context: Context): void {
    const children = parent.childNodes;
    for (let at = children.length - 1; at >= 0; at--) {
      const node = children[at];
      if (node) this.#steps.push({ node, context });
    }
  }

  /** Visits the children, and does something afterwards. */
  #visit(element: Tree.Element, context: Context, leave: () => void): void {
    this.#steps.push(leave);
    this.#push(element, context);
  }

  #text(text: string, { marks, isCitation, href, target }: Context): void {
    if (isCitation) {
      const label = text.replace(/\s+/gu, ' ').slice(0, 1000);
      if (label !== '') this.#builder.citation(label, target);
      return;
    }
    this.#builder.text(text, {
      ...(marks.length > 0 && { marks }),
      ...(href !== undefined && { href }),
      ...(target !== undefined && { target }),
    });
  }

  #element(element: Tree.Element, around: Context): void {
    const classes = classesOf(element);
    const role = roleOf(element, classes);
    if (role.kind === 'skipped') return;
    const id = attribute(element, 'id');
    const isReferenced = role.kind !== 'footnote' && id !== undefined && this.#ids.has(id);
    const box = isReferenced ? boxOf(element, role) : undefined;
    if (isReferenced) this.#builder.addId(id, !box && inlineRoles.has(role.kind));
    const context = { ...around, depth: around.depth + 1, marks: this.#marks(around, element, classes) };
    if (context.depth > documentLimits.elementDepth) this.#text(elementText(element), around);
    else this.#enter(element, box ? { kind: 'block', block: box } : role, context);
  }

  /** The same array for the same marks, so that neighbouring texts can be joined. */
  readonly #knownMarks = new Map<string, readonly Mark[]>();
  #marks(around: Context, element: Tree.Element, classes: readonly string[]): readonly Mark[] {
    const marks = marksOf(around.marks, element, classes);
    const key = marks.join();
    const known = this.#knownMarks.get(key);
    if (!known) this.#knownMarks.set(key, marks);
    return known ?? marks;
  }

  #enter(element: Tree.Element, role: ElementRole, context: Context): void {
    const builder = this.#builder;
    switch (role.kind) {
      case 'skipped':
        return;
      case 'inline':
        this.#push(element, context);
        return;
      case 'math':
        this.#math(element, context);
        return;
      case 'image':
        this.#image(element);
        return;
      case 'break':
        this.#break(context);
        return;
      case 'error':
        builder.inline({ kind: 'error', text: collapseWhitespace(elementText(element)).slice(0, 1000) });
        return;
      case 'footnote':
        this.#note(element, context);
        return;
      case 'cite':
        this.#push(element, { ...context, isCitation: true });
        return;
      case 'link':
        this.#push(element, { ...context, ...linkOf(element, this.arxivId) });
        return;
      case 'tag':
      case 'runIn':
        this.#marked(element, context, role.kind);
        return;
      case 'lines':
        this.#text(' ', context);
        this.#visit(element, context, () => this.#text(' ', context));
        return;
      case 'division':
        builder.break();
        this.#visit(element, context, () => builder.break());
        return;
      case 'block':
        this.#block(element, role, context);
    }
  }

  #break(context: Context): void {
    this.#text(' ', context);
    if (!context.isCitation) this.#builder.inline({ kind: 'break' });
  }

  #marked(element: Tree.Element, context: Context, role: 'tag' | 'runIn'): void {
    const mark: Mark = role === 'tag' ? 'tag' : 'bold';
    const added = context.marks.includes(mark) ? context.marks : [...context.marks, mark];
    const key = added.join();
    const marks = this.#knownMarks.get(key) ?? added;
    this.#knownMarks.set(key, marks);
    this.#push(element, { ...context, marks });
  }

  #block(
    element: Tree.Element,
    { block, level }: Extract<ElementRole, { kind: 'block' }>,
    context: Context,
  ): void {
    const builder = this.#builder;
    if (block === 'cell') this.#cell(element, context);
    else if (block === 'paragraph') this.#content(element, context, builder.openParagraph());
    else {
      const isOpen = builder.open(block, level === undefined ? {} : { level });
      if (block === 'grid') this.#content(element, { ...context, table: { cells: 0 } }, isOpen);
      else if (block === 'equations') this.#content(element, { ...context, table: undefined }, isOpen);
      else this.#content(element, context, isOpen);
    }
  }

  /** Visits the content of a block. A block that could not be opened is unwrapped. */
  #content(element: Tree.Element, context: Context, isOpen: boolean): void {
    this.#visit(element, context, () => {
      if (isOpen) this.#builder.close();
      else this.#builder.break();
    });
  }

  #cell(element: Tree.Element, context: Context): void {
    const { table } = context;
    if (!table) {
      // A cell of an equation: its content is a column.
      this.#visit(element, context, () => {
        this.#text(' ', context);
        if (!hasClass(element, 'ltx_eqn_eqno')) this.#builder.column(hasClass(element, 'ltx_td'));
      });
      return;
    }
    table.cells++;
    if (table.cells > documentLimits.cells) {
      this.#problems.add(tooManyCells);
      return;
    }
    const columnSpan = spanOf(element, 'colspan');
    const rowSpan = spanOf(element, 'rowspan');
    const align = alignOf(element);
    const properties: BlockProperties = {
      ...(align && { align }),
      ...(element.tagName === 'th' || hasClass(element, 'ltx_th') ? { isHeader: true } : {}),
      ...(columnSpan !== undefined && { columnSpan }),
      ...(rowSpan !== undefined && { rowSpan }),
    };
    this.#content(element, context, this.#builder.open('cell', properties));
  }

  #math(element: Tree.Element, context: Context): void {
    const { tex, isDisplay, math } = readMath(element);
    if (context.isCitation) this.#text(plainMath(tex), context);
    else if (tex !== '')
      this.#builder.inline({ kind: 'math', tex, ...(isDisplay && { isDisplay }), ...(math && { math }) });
  }

  #image(element: Tree.Element): void {
    const src = (attribute(element, 'src') ?? attribute(element, 'data') ?? '').trim();
    const alt = collapseWhitespace(attribute(element, 'alt') ?? '').slice(0, 2000);
    if (src === '' || src.length > documentLimits.address || /^data:/iu.test(src)) return;
    const width = pixelsOf(element, 'width');
    const height = pixelsOf(element, 'height');
    this.#builder.inline({
      kind: 'image',
      src,
      ...(!meaninglessAlt.test(alt) && { alt }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    });
  }

  #note(element: Tree.Element, context: Context): void {
    const mark = elementBelow(
      element,
      (one) => hasClass(one, 'ltx_note_mark') || hasClass(one, 'ltx_tag_note'),
    );
    const label = mark ? collapseWhitespace(elementText(mark)).slice(0, 20) : '';
    if (this.#builder.noteDepth >= deepestNote || context.isCitation) {
      this.#push(element, context);
      return;
    }
    const inside: Context = { depth: context.depth, marks: [], isCitation: false, table: undefined };
    this.#builder.openNote(label === '' ? '*' : label, attribute(element, 'id'));
    this.#visit(element, inside, () => this.#builder.closeNote());
  }
}

/**
 * The block and the web address that a link leads to. An address of arXiv may be that of this page or, if the page does not
 * name its paper, of another one, which is known only once all ids of the page are: so both are kept.
 */
function linkOf(element: Tree.Element, arxivId: string | undefined): Pick<Context, 'href' | 'target'> {
  const address = attribute(element, 'href') ?? '';
  const target = pageTarget(address, arxivId);
  const href = webTarget(address);
  return { ...(target !== undefined && { target }), ...(href !== undefined && { href }) };
}

/** Undefined at the start of the line. */
function alignOf(element: Tree.Element): Block['align'] {
  if (hasClass(element, 'ltx_align_center')) return 'center';
  return hasClass(element, 'ltx_align_right') ? 'right' : undefined;
}

/** How many rows or columns a cell spans; undefined if it is one. */
function spanOf(element: Tree.Element, name: 'colspan' | 'rowspan'): number | undefined {
  const span = Number(attribute(element, name));
  return Number.isInteger(span) && span > 1 ? Math.min(span, documentLimits.span) : undefined;
}

function pixelsOf(element: Tree.Element, name: 'width' | 'height'): number | undefined {
  const value = Number(attribute(element, name));
  return value > 0 && value < 20_000 ? Math.round(value) : undefined;
}
