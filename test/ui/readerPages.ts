import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localized } from '../../src/core/base/localization';
import type { FullTextDocument } from '../../src/core/fulltext/document';
import { readPage } from '../../src/core/fulltext/readPage';
import { render } from '../../src/core/tex/render';
import { TextDigestParser } from '../../src/core/importers/textDigest/textDigest';
import { readerPage } from '../../src/services/reader/readerPage';
import { setFormula } from '../../src/services/parsing/setFormula';
import { TexConverter } from '../../src/services/reader/texConverter';
import type { ReaderPage } from '../../src/protocol/page';
import { root } from '../support/paths';

const converter = new TexConverter(setFormula);

/** The page of a paper with this title and abstract, rendered as the extension does. */
export async function pageOf(
  title: string,
  abstract: string,
  change: Partial<ReaderPage> = {},
  note?: string,
): Promise<ReaderPage> {
  const page = await readerPage(
    {
      paper: { id: 'paper-0123abcd', title, abstract, links: [] },
      titleTokens: render(title),
      abstractTokens: render(abstract),
      days: [],
      triage: 'unread',
      tags: [],
      related: [],
      ...(note !== undefined && { note }),
    },
    (formula) => converter.convert(formula),
  );
  return { ...page, ...change };
}

/** The page of every paper of the packaged digests. */
export async function seedPages(): Promise<readonly ReaderPage[]> {
  const folder = join(root, 'seeds');
  const pages = readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const parser = new TextDigestParser();
      parser.push(readFileSync(join(folder, file), 'utf8'));
      return parser
        .end()
        .days.flatMap(({ papers }) => papers.map(({ title, abstract }) => pageOf(title, abstract)));
    });
  return Promise.all(pages);
}

/** A whole paper as the extension reads it from its page. */
export function documentOf(html: string): FullTextDocument {
  const page = readPage(html);
  if (!page.ok) throw new Error(localized(page.error));
  return page.value;
}
