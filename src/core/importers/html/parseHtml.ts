import { UserFacingError } from '../../base/userFacingError';
import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes as Tree,
  type TreeAdapter,
  defaultTreeAdapter,
  parse,
  parseFragment,
} from 'parse5';
import { type Result, err, ok } from '../../base/result';
import { localizable, type Message } from '../../base/localization';

/** The limit of browsers (Blink: 512). The parser's time for a tag grows with the number of open elements. */
const DEEPEST = 512;
/** Elements that the parser may create per tag: it reopens formatting at each paragraph, and adds `tbody` etc. */
const MOST_PER_TAG = 10;
const SPARE = 10_000;

/** The error for markup that exceeds the limits of {@link parsePage}. */
const TOO_DEEP = localizable(
  'The markup here nests more than {0} elements: copy the text of the page and import that.',
  DEEPEST,
);
const TOO_MANY = localizable(
  'The markup here opens formatting that it never ends: copy the text of the page and import that.',
);

/** Thrown if markup would need time or memory out of proportion to its length. */
class MarkupError extends UserFacingError {}

/**
 * Parses a whole page. The error is one sentence that says why it could not be read. Nodes have their `locations` in
 * the source unless these are not needed; they take as much memory as the nodes.
 */
export function parsePage(html: string, { locations = true } = {}): Result<Tree.Document, Message> {
  return withinBounds(html, (treeAdapter) => parse(html, { treeAdapter, sourceCodeLocationInfo: locations }));
}

/** Parses a fragment of a page. Errors are those of {@link parsePage}. */
export function parseMarkup(html: string): Result<Tree.DocumentFragment, Message> {
  return withinBounds(html, (treeAdapter) =>
    parseFragment(html, { treeAdapter, sourceCodeLocationInfo: true }),
  );
}

function withinBounds<T>(html: string, read: (adapter: Adapter) => T): Result<T, Message> {
  try {
    return ok(read(boundedAdapter(html)));
  } catch (error) {
    if (error instanceof MarkupError) return err(error.shown);
    throw error;
  }
}

type Adapter = TreeAdapter<DefaultTreeAdapterMap>;

/** The parser's tree adapter with limits on depth and on the number of elements per tag. */
function boundedAdapter(html: string): Adapter {
  let elements = MOST_PER_TAG * tagsIn(html) + SPARE;
  // Reopened formatting elements repeat their attributes.
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
