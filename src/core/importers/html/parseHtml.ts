import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes as Tree,
  type TreeAdapter,
  defaultTreeAdapter,
  parse,
  parseFragment,
} from 'parse5';
import { type Result, err, ok } from '../../base/result';

/** As deep as browsers nest elements (Blink: 512). The parser looks through all that are open at many tags. */
const DEEPEST = 512;
/** Elements that the parser may make of each tag. It repeats open formatting at each paragraph, and adds `tbody` and the like. */
const MOST_PER_TAG = 10;
const SPARE = 10_000;

/** Said where markup is too much for {@link parsePage}. */
const TOO_DEEP = `The markup here nests more than ${DEEPEST} elements: copy the text of the page and import that.`;
const TOO_MANY =
  'The markup here opens formatting that it never ends: copy the text of the page and import that.';

/** The markup would take time or memory out of proportion to its length. */
class MarkupError extends Error {}

/** Parses a whole page. The error is one sentence that says why it could not be read. */
export function parsePage(html: string): Result<Tree.Document, string> {
  return withinBounds(html, (treeAdapter) => parse(html, { treeAdapter, sourceCodeLocationInfo: true }));
}

/** Parses markup that is part of a page. The error is as that of {@link parsePage}. */
export function parseMarkup(html: string): Result<Tree.DocumentFragment, string> {
  return withinBounds(html, (treeAdapter) =>
    parseFragment(html, { treeAdapter, sourceCodeLocationInfo: true }),
  );
}

function withinBounds<T>(html: string, read: (adapter: Adapter) => T): Result<T, string> {
  try {
    return ok(read(boundedAdapter(html)));
  } catch (error) {
    if (error instanceof MarkupError) return err(error.message);
    throw error;
  }
}

type Adapter = TreeAdapter<DefaultTreeAdapterMap>;

/** The parser's own tree, which may not grow deeper, or further beyond the number of tags, than sensible markup makes it. */
function boundedAdapter(html: string): Adapter {
  let elements = MOST_PER_TAG * tagsIn(html) + SPARE;
  // Attributes are repeated with the formatting elements that have them.
  let attributes = html.length + SPARE;
  let open = 0;
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attrs) {
      elements--;
      attributes -= attrs.length;
      if (elements < 0 || attributes < 0) throw new MarkupError(TOO_MANY);
      return defaultTreeAdapter.createElement(tagName, namespace, attrs);
    },
    onItemPush() {
      open++;
      if (open > DEEPEST) throw new MarkupError(TOO_DEEP);
    },
    onItemPop() {
      open--;
    },
  };
}

function tagsIn(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count++;
  return count;
}
