import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { type Result, err, ok } from '../base/result';
import { attribute, elementBelow, elementText, hasClass } from '../importers/html/walkHtml';
import { parsePage } from '../importers/html/parseHtml';
import { findArxivIds } from '../library/arxivId';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { truncate } from '../text/truncate';
import type { FullTextDocument } from './document';
import { PageWalk } from './pageWalk';
import { localizable, type Message } from '../base/localization';

/** Less text than this is a page that says why there is no paper. In UTF-16 units. */
const stubLength = 400;

/**
 * Reads a page of arXiv's HTML, or of ar5iv, as a typed document. The paper's title, authors and abstract are left out.
 * The error is one sentence for the person.
 */
export function readPage(html: string): Result<FullTextDocument, Message> {
  const page = parsePage(html, { locations: false });
  if (!page.ok) return page;
  const article = elementBelow(page.value, (element) => hasClass(element, 'ltx_document'));
  if (!article)
    return err(localizable('The page holds no paper: arXiv may not have converted this one to HTML.'));
  const statements = stated(page.value);
  const walk = new PageWalk(statements.arxivId);
  const { blocks, problems } = walk.read(article);
  const length = blocks.at(-1)?.end ?? 0;
  if (length < stubLength && !blocks.some(({ kind }) => kind === 'heading'))
    return err(
      localizable('The page holds no text of the paper: arXiv may not have converted this one to HTML.'),
    );
  return ok({ blocks, problems, ...statements });
}

/** Statements of the page about itself, outside of the paper. */
function stated(page: Tree.Node): Pick<FullTextDocument, 'license' | 'arxivId' | 'version'> {
  const license = textOfId(page, 'license-tr');
  const [named] = findArxivIds(textOfId(page, 'watermark-tr') ?? baseOf(page) ?? '');
  return {
    ...(license !== undefined && license !== '' && { license }),
    ...(named && { arxivId: named.id }),
    ...(named?.version !== undefined && { version: named.version }),
  };
}

function textOfId(page: Tree.Node, id: string): string | undefined {
  const found = elementBelow(page, (element) => attribute(element, 'id') === id);
  return found && truncate(collapseWhitespace(elementText(found)), 300);
}

function baseOf(page: Tree.Node): string | undefined {
  const base = elementBelow(page, ({ tagName }) => tagName === 'base');
  return base && attribute(base, 'href')?.slice(0, 300);
}
