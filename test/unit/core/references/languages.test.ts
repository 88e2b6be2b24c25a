import assert from 'node:assert/strict';
import { notationOf } from '../../../../src/core/citations/notation';
import { languageOfDocument } from '../../../../src/core/references/languages';

suite('The language of a document', () => {
  const table: readonly (readonly [languageId: string, path: string, language: string, notation: string])[] =
    [
      ['plaintext', '/a/talk.typ', 'typst', 'typst'],
      ['plaintext', '/a/report.qmd', 'quarto', 'pandoc'],
      ['plaintext', '/a/NOTES.ORG', 'org', 'org'],
      ['plaintext', '/a/notes.txt', 'plaintext', 'pandoc'],
      ['plaintext', 'Untitled-1', 'plaintext', 'pandoc'],
      ['latex', '/a/talk.typ', 'latex', 'latex'],
      ['latex-expl3', '/a/style.sty', 'latex-expl3', 'latex'],
      ['restructuredtext', '/a/index.rst', 'restructuredtext', 'rst'],
      ['bibtex', '/a/refs.bib', 'bibtex', 'latex'],
      ['markdown', '/a/notes.md', 'markdown', 'pandoc'],
    ];
  for (const [languageId, path, language, notation] of table)
    test(`${languageId} in ${path} is ${language}, with citations of ${notation}`, () => {
      assert.equal(languageOfDocument({ languageId, uri: { path } }), language);
      assert.equal(notationOf(language, ''), notation);
    });
});
