import assert from 'node:assert/strict';
import { localized } from '../../../../src/core/base/localization';
import type { FullTextDocument } from '../../../../src/core/fulltext/document';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { placeOfTerms } from '../../../../src/services/fullTexts/placeOfTerms';

function paper(): FullTextDocument {
  const p = (text: string): string => `<div class="ltx_para"><p class="ltx_p">${text}</p></div>`;
  const section = (title: string, ...texts: readonly string[]): string =>
    `<section class="ltx_section"><h2 class="ltx_title ltx_title_section">${title}</h2>${texts.map(p).join('')}</section>`;
  const page = readPage(
    `<article class="ltx_document">${section('Noise', 'We add noise.', 'The <em>noise</em> of a Signal is bounded.', 'A signal; its noise.')}` +
      `${section('Proofs', 'Nothing of it.', 'Noise, signal and bounded variance.')}</article>`,
  );
  if (!page.ok) throw new Error(localized(page.error));
  return page.value;
}

suite('The place of found words in a section', () => {
  const document = paper();
  const blockWith = (words: string): number =>
    document.blocks.findIndex(({ inlines }) =>
      inlines
        .map((inline) => ('text' in inline ? inline.text : ''))
        .join('')
        .includes(words),
    );
  const [first, second] = [blockWith('Noise'), blockWith('Proofs')];
  const table: readonly [name: string, section: number, terms: readonly string[], words: string][] = [
    [
      'is the block with most of them, whatever their case',
      first,
      ['noise', 'signal', 'bounded'],
      'bounded.',
    ],
    ['is the first of several that have as many', first, ['signal'], 'of a Signal'],
    ['is the heading if it has as many as any block', first, ['noise'], 'Noise'],
    ['does not lie in the next section', first, ['variance'], 'Noise'],
    ['is found in the section that is meant', second, ['variance', 'noise'], 'bounded variance'],
    ['is the section itself if no block has any', second, ['graph'], 'Proofs'],
    ['is the section itself for no words', second, [], 'Proofs'],
  ];
  for (const [name, section, terms, words] of table)
    test(name, () => assert.equal(placeOfTerms(document, section, terms), blockWith(words)));
});
