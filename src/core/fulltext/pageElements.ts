// The meaning of the elements of LaTeXML's pages, by name and class (LaTeXML 0.7 to 0.8, arXiv and ar5iv).
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, hasClass, isElement } from '../importers/html/walkHtml';
import type { BlockKind, Mark } from './document';

/** How the walk handles an element. */
export type ElementRole =
  | { readonly kind: 'block'; readonly block: BlockKind; readonly level?: number }
  /** A title that runs into the text: of a theorem, a proof. */
  | { readonly kind: 'runIn' }
  /** Its text is in separate lines within a paragraph. */
  | { readonly kind: 'lines' }
  /** Its text is in separate paragraphs. */
  | { readonly kind: 'division' }
  | { readonly kind: 'inline' | 'math' | 'image' | 'break' | 'error' | 'footnote' | 'cite' | 'link' | 'tag' }
  /** Content that is not the paper's, or that the page shows twice. */
  | { readonly kind: 'skipped' };

const blocks = (block: BlockKind, names: string): [string, ElementRole][] =>
  names.split(' ').map((name) => [name, { kind: 'block', block }]);
const roles = (kind: Exclude<ElementRole['kind'], 'block'>, names: string): [string, ElementRole][] =>
  names.split(' ').map((name) => [name, { kind }]);

/** Classes of elements that are skipped, even if they have other classes. */
const skippedClasses: ReadonlySet<string> = new Set(
  (
    'ltx_authors ltx_dates ltx_date ltx_abstract ltx_page_header ltx_page_footer ltx_page_navbar ltx_page_logo ltx_listing_data ' +
    'ltx_note_mark ltx_tag_note ltx_note_type ltx_TOC ltx_toclist ltx_title_document ltx_title_abstract'
  ).split(' '),
);

/** Classes decide before names. The first class of an element that is listed counts. */
const byClass: ReadonlyMap<string, ElementRole> = new Map([
  ...roles('error', 'ltx_ERROR'),
  ...roles('footnote', 'ltx_note'),
  ...roles('cite', 'ltx_cite'),
  ...roles('runIn', 'ltx_title_theorem ltx_title_proof'),
  ...roles('tag', 'ltx_tag'),
  ...blocks('equations', 'ltx_equationgroup'),
  ...blocks('equation', 'ltx_eqn_row ltx_equation'),
  ...blocks('bibliography', 'ltx_biblist'),
  ...blocks('reference', 'ltx_bibitem'),
  ...roles('lines', 'ltx_bibblock'),
  ...blocks('list', 'ltx_itemize ltx_enumerate ltx_description'),
  ...blocks('item', 'ltx_item'),
  ...blocks('quote', 'ltx_quote ltx_verse'),
  ...blocks('theorem', 'ltx_theorem ltx_proof'),
  ...blocks('line', 'ltx_listingline'),
  ...blocks('listing', 'ltx_listing'),
  ...blocks('algorithm', 'ltx_float_algorithm ltx_algorithm ltx_algorithm2e'),
  ...blocks('caption', 'ltx_caption'),
  ...blocks('grid', 'ltx_tabular'),
  ...blocks('row', 'ltx_tr'),
  ...blocks('cell', 'ltx_td'),
  ...blocks('paragraph', 'ltx_p'),
]);

const byName: ReadonlyMap<string, ElementRole> = new Map([
  ...roles(
    'skipped',
    'script style template noscript head button select input textarea nav iframe embed audio video title desc metadata',
  ),
  ...roles('math', 'math'),
  ...roles('image', 'img'),
  ...roles('break', 'br'),
  ...roles('cite', 'cite'),
  ...roles('link', 'a'),
  ...roles(
    'division',
    'address article aside center details div fieldset footer form header hr main section summary ' +
      'tbody thead tfoot text foreignobject foreignObject',
  ),
  ...blocks('paragraph', 'p'),
  ...blocks('list', 'ul ol dl'),
  ...blocks('item', 'li dt dd'),
  ...blocks('quote', 'blockquote'),
  ...blocks('code', 'pre'),
  ...blocks('caption', 'figcaption caption'),
  ...blocks('grid', 'table'),
  ...blocks('row', 'tr'),
  ...blocks('cell', 'td th'),
]);

/** Levels of headings by the unit that they head. Other headings, as of acknowledgements, are those of sections. */
const levels: ReadonlyMap<string, number> = new Map([
  ['ltx_title_subsection', 2],
  ['ltx_title_subsubsection', 3],
  ['ltx_title_paragraph', 4],
  ['ltx_title_subparagraph', 5],
]);

export function classesOf(element: Tree.Element): readonly string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/u);
}

/** The role of an element with these classes. */
export function roleOf(element: Tree.Element, classes: readonly string[]): ElementRole {
  const { tagName } = element;
  if (tagName === 'math') return { kind: 'math' };
  if (classes.some((name) => skippedClasses.has(name))) return { kind: 'skipped' };
  if (tagName === 'figure') return figureRole(classes);
  // LaTeXML shows vector graphics as objects. The content of any other object replaces it.
  if (tagName === 'object') return { kind: isPicture(element) ? 'image' : 'inline' };
  if (tagName === 'table' && classes.some((name) => /^ltx_(?:eqn_table|equation)/u.test(name)))
    return { kind: 'block', block: 'equations' };
  for (const name of classes) {
    const role = byClass.get(name);
    if (role) return role;
  }
  if (/^h[1-6]$/u.test(tagName)) {
    const level = classes.map((name) => levels.get(name)).find((known) => known !== undefined);
    return { kind: 'block', block: 'heading', level: level ?? 1 };
  }
  return byName.get(tagName) ?? { kind: 'inline' };
}

function isPicture(object: Tree.Element): boolean {
  return /^image\//iu.test(attribute(object, 'type') ?? '') || hasClass(object, 'ltx_graphics');
}

function figureRole(classes: readonly string[]): ElementRole {
  if (classes.includes('ltx_table')) return { kind: 'block', block: 'table' };
  const isAlgorithm = classes.some((name) => /algorithm/iu.test(name));
  return { kind: 'block', block: isAlgorithm ? 'algorithm' : 'figure' };
}

/**
 * The block that an element is if references lead to it: a box or a picture that holds several blocks, but no sections.
 * Without a block around them a reference would lead to the first.
 */
export function boxOf(element: Tree.Element, role: ElementRole): BlockKind | undefined {
  if ((role.kind !== 'inline' && role.kind !== 'division') || hasClass(element, 'ltx_para')) return undefined;
  if (!holdsSeveralBlocks(element)) return undefined;
  return element.tagName === 'svg' ? 'figure' : 'quote';
}

function holdsSeveralBlocks(element: Tree.Element): boolean {
  let count = 0;
  let isInText = false;
  const pending = element.childNodes.toReversed();
  for (let node = pending.pop(); node && count < 2; node = pending.pop()) {
    if (!isElement(node)) {
      const isText = node.nodeName === '#text' && 'value' in node && node.value.trim() !== '';
      if (isText && !isInText) count++;
      isInText ||= isText;
      continue;
    }
    const role = roleOf(node, classesOf(node));
    if (role.kind === 'block') {
      if (role.block === 'heading') return false;
      count++;
    }
    if (role.kind !== 'inline') isInText = false;
    if (role.kind === 'inline' || role.kind === 'division')
      for (const child of node.childNodes.toReversed()) pending.push(child);
  }
  return count > 1;
}

const marksByName: ReadonlyMap<string, Mark> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['code', 'code'],
  ['tt', 'code'],
  ['sup', 'superscript'],
  ['sub', 'subscript'],
  ['u', 'underline'],
]);
const marksByClass: ReadonlyMap<string, Mark> = new Map([
  ['ltx_font_bold', 'bold'],
  ['ltx_font_italic', 'italic'],
  ['ltx_font_slanted', 'italic'],
  ['ltx_font_typewriter', 'code'],
  ['ltx_font_smallcaps', 'smallCaps'],
  ['ltx_framed_underline', 'underline'],
  ['ltx_ulem_uline', 'underline'],
]);
/** Classes that end a mark of an element around them. */
const resets: ReadonlyMap<string, Mark> = new Map([
  ['ltx_font_medium', 'bold'],
  ['ltx_font_upright', 'italic'],
  ['ltx_font_serif', 'code'],
  ['ltx_font_sansserif', 'code'],
]);

/** The marks of text in an element, given those of the element around it. The same array if they are the same. */
export function marksOf(
  around: readonly Mark[],
  { tagName }: Tree.Element,
  classes: readonly string[],
): readonly Mark[] {
  const ended = classes.map((name) => resets.get(name));
  const begun = [marksByName.get(tagName), ...classes.map((name) => marksByClass.get(name))];
  const marks = around.filter((mark) => !ended.includes(mark));
  for (const mark of begun) if (mark && !marks.includes(mark)) marks.push(mark);
  return marks.length === around.length && marks.every((mark, at) => mark === around[at]) ? around : marks;
}
