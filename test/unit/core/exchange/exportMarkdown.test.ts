import assert from 'node:assert/strict';
import fc from 'fast-check';
import { annotatedPaper, inScope } from '../../../../src/core/exchange/annotatedPaper';
import { exportMarkdown } from '../../../../src/core/exchange/exportMarkdown';
import { escapeMarkdown } from '../../../../src/core/text/markdownText';
import { highlight, joined, sampleNote, samplePaper, wholeSample } from './samples';

suite('export as Markdown', () => {
  test('is a readable document', () => {
    const note = {
      ...sampleNote,
      highlights: [highlight('the cost of attention', { comment: 'Is it?\nReally?', tags: ['doubt'] })],
    };
    assert.equal(
      joined(exportMarkdown([{ ...samplePaper, note }])),
      [
        '# Annotations',
        '## [A Kernel for “Linear” Attention 🚀](<https://arxiv.org/abs/2503.01234>)',
        'Tags: method/attention, to-read',
        '> the cost of attention\n>\n> — abstract, yellow, 2025-03-04 · doubt',
        'Is it?\nReally?',
        '### Note',
        '# My view\n\n- good *idea*\n',
      ].join('\n\n'),
    );
  });

  test('puts highlights of the whole paper below the headings of their sections', () => {
    const text = joined(exportMarkdown([wholeSample]));
    assert.ok(
      text.includes('\n\n### 1 Introduction\n\n> We go on with \\$x^2\\$\n>\n> — whole paper v2, yellow, '),
      text,
    );
  });

  const texts: readonly (readonly [text: string, escaped: string])[] = [
    ['a *b* _c_ `d`', 'a \\*b\\* \\_c\\_ \\`d\\`'],
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
    ['[a](javascript:b) ![c](d)', '\\[a\\](javascript:b) !\\[c\\](d)'],
    ['# not a heading', '\\# not a heading'],
    [
      '- not a list\n+ nor this\n1. nor that\n2) nor',
      '\\- not a list\n\\+ nor this\n1\\. nor that\n2\\) nor',
    ],
    ['text\n====\nmore\n---', 'text\n\\==\\==\nmore\n\\---'],
    ['    not code', 'not code'],
    ['$x$ ~y~ |z| ==w== %%v%%', '\\$x\\$ \\~y\\~ \\|z\\| \\==w\\== \\%%v\\%%'],
    ['&lt; & &#60;', '\\&lt; & \\&\\#60;'],
    ['state-of-the-art, 95% at 1.5x.', 'state-of-the-art, 95% at 1.5x.'],
    ['[[link]] #tag', '\\[\\[link\\]\\] \\#tag'],
  ];
  for (const [text, escaped] of texts) {
    test(`escapes ${JSON.stringify(text)}`, () => assert.equal(escapeMarkdown(text), escaped));
  }

  test('no markup is left unescaped', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('*_`[]<>~$|#\\ \n-+=1.a&')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, (raw) => {
        const bare = escapeMarkdown(raw).replace(/\\[^\n]/g, 'x');
        assert.doesNotMatch(bare, /[*_`[\]<>~$|#\\]/);
        assert.doesNotMatch(bare, /^\s*(?:[-+=]|\d+[.)])/m);
      }),
    );
  });

  test('an orphan is marked as such', () => {
    const note = { ...sampleNote, highlights: [highlight('the cost', { state: 'orphaned' })] };
    assert.match(joined(exportMarkdown([{ ...samplePaper, note }])), /no longer found in the text/);
  });
});

suite('scope of an export', () => {
  const tagged = { ...samplePaper, note: { ...sampleNote, tags: [], body: 'Mine.' } };

  test('a paper', () => {
    assert.deepEqual(inScope([samplePaper], { kind: 'some', paperIds: [sampleNote.paperId], tags: [] }), [
      samplePaper,
    ]);
    assert.deepEqual(inScope([samplePaper], { kind: 'some', paperIds: ['other-00000000'], tags: [] }), []);
  });

  test('a tag selects papers with descendants of it completely, and highlights of other papers', () => {
    assert.deepEqual(inScope([samplePaper], { kind: 'some', paperIds: [], tags: ['method'] }), [samplePaper]);
    const [part] = inScope([tagged], { kind: 'some', paperIds: [], tags: ['maths'] });
    assert.deepEqual(part?.note.highlights, [sampleNote.highlights[2]]);
    assert.equal(part.note.body, '');
    assert.deepEqual(inScope([tagged], { kind: 'some', paperIds: [], tags: ['none'] }), []);
  });

  test('a paper that is not in the library can be exported', () => {
    const { title, abstract, address } = annotatedPaper({ ...sampleNote }, undefined);
    assert.deepEqual([title, abstract, address], [sampleNote.title, sampleNote.abstract, undefined]);
  });
});
