import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ParsedDigest } from '../../../../src/core/library/parsedDigest';
import { parseSource, recognise } from '../../../../src/core/importers/formats';
import { renderers, samples, type Sample } from '../../../support/renderedDigests';
import { runs } from '../../../support/testLength';
import { anyCodePoint } from '../../../support/codePoints';

const papers = samples();
const papersOf = (digest: ParsedDigest) => digest.days.flatMap((day) => day.papers);
const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** BibTeX gives some characters a meaning; a program that writes it escapes them or leaves them out. */
const plainEnough = ({ title, abstract }: Sample): boolean => !/[\\{}$~"]|``|''/u.test(title + abstract);

suite('Every format', () => {
  for (const [id, render] of Object.entries(renderers)) {
    const written = id === 'bibtex' ? papers.filter(plainEnough) : papers;
    const text = render(written);

    test(`${id}: is recognised by its content`, () => {
      assert.equal(recognise({ text }).id, id);
      assert.equal(recognise({ text: `\ufeff${text}`, name: 'misleading.txt' }).id, id);
      assert.equal(recognise({ text: text.replaceAll('\n', '\r\n') }).id, id);
    });

    test(`${id}: returns every paper that was written`, () => {
      const digest = parseSource({ text });
      assert.deepEqual(digest.problems, []);
      const read = papersOf(digest).map(({ title, abstract, arxivId }) => ({
        title,
        abstract: folded(abstract),
        arxivId,
      }));
      const expected = written.map((paper) => ({
        title: paper.title,
        abstract: folded(paper.abstract),
        arxivId: paper.id,
      }));
      assert.deepEqual(read, expected);
    });

    test(`${id}: accepts any line endings`, () => {
      const unix = parseSource({ text });
      assert.deepEqual(parseSource({ text: text.replaceAll('\n', '\r\n') }), unix);
    });
  }

  test('uses dates in the text, or else in the name', () => {
    for (const [id, render] of Object.entries(renderers)) {
      const [day] = parseSource({ text: render(papers.slice(0, 2)), name: 'list-2024-03-14.txt' }).days;
      assert.deepEqual(day?.date, { year: 2024, month: 3, day: 14 }, id);
    }
  });

  test('text in the form of the seeds is parsed as page text', () => {
    const text = papers.map(({ title, abstract }) => `${title}\n\n${abstract}\n`).join('\n');
    assert.equal(recognise({ text: `Mar 14\n\n${text}` }).id, 'text');
  });
});

suite('A damaged digest', () => {
  const few = papers.filter(plainEnough).slice(0, 4);
  const texts = Object.entries(renderers).map(([id, render]) => ({ id, text: render(few) }));

  test('never makes a parser throw, and problems have valid lines', () => {
    const damage = fc.record({
      which: fc.nat({ max: texts.length - 1 }),
      cuts: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          length: fc.nat({ max: 400 }),
          put: fc.string({ unit: anyCodePoint, maxLength: 12 }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    });
    fc.assert(
      fc.property(damage, ({ which, cuts }) => {
        let text = texts[which]?.text ?? '';
        for (const { at, length, put } of cuts) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + put + text.slice(start + length);
        }
        const count = text.split(/\r\n?|\n/u).length;
        for (const { line } of parseSource({ text }).problems)
          assert.ok(line >= 1 && line <= count, `line ${line} of ${count}`);
      }),
      { numRuns: runs(400) },
    );
  });

  test('reports a missing end, and keeps complete papers', () => {
    for (const { id, text } of texts.filter(({ id }) => id !== 'markdown' && id !== 'arxiv-listing')) {
      const cut = text.indexOf(few[3]?.abstract.slice(0, 12) ?? '') + 40;
      const digest = parseSource({ text: text.slice(0, cut) });
      const whole = papersOf(digest)
        .slice(0, 3)
        .map(({ title }) => title);
      assert.deepEqual(
        whole,
        few.slice(0, 3).map(({ title }) => title),
        id,
      );
      assert.ok(digest.problems.length > 0, id);
    }
  });

  test('may be any string without making a parser throw', () => {
    const starts = [
      '',
      '{',
      '[',
      '[{',
      '<feed>',
      '<rss><channel><item>',
      '<html>',
      '@article{',
      '\\\\\narXiv:2401.00001\n',
      '| a | b |\n|---|---|\n',
      '# ',
      '- [',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.string({ unit: anyCodePoint, maxLength: 300 }),
        (start, rest) => {
          parseSource({ text: start + rest });
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

suite('A hostile digest', () => {
  test('may be nested ten thousand deep', () => {
    const deep = (open: string): string => open.repeat(20_000);
    for (const text of [
      deep('['),
      deep('{"a":'),
      deep('[{"title":'),
      `<feed><entry>${deep('<a>')}`,
      `<html><body>${deep('<div>')}`,
      `<html>${deep('<table><tr><td>')}`,
      `@misc{k,title=${deep('{')}`,
      deep('- '),
      deep('> '),
      `| a |\n|---|\n${deep('|')}`,
      `# [${deep('[')}`,
      `# ${deep('*')}`,
      `# ${deep('(')}`,
    ]) {
      assert.doesNotThrow(() => parseSource({ text }), text.slice(0, 20));
    }
  });

  test('may have keys such as __proto__', () => {
    const text =
      '[{"__proto__": {"title": "polluted"}, "constructor": 1, "title": "A title of a paper", "id": "2403.10001"}]';
    const [paper] = papersOf(parseSource({ text }));
    assert.equal(paper?.title, 'A title of a paper');
    assert.equal(({} as Record<string, unknown>)['title'], undefined);
  });

  test('cannot declare entities', () => {
    const text = `<!DOCTYPE feed [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<feed><entry><id>http://arxiv.org/abs/2403.10001</id><title>A title &b; &c; of a paper</title></entry></feed>`;
    assert.equal(papersOf(parseSource({ text }))[0]?.title, 'A title &b; &c; of a paper');
  });

  test('has only web addresses in its result', () => {
    const text = JSON.stringify([
      {
        id: '2403.10001',
        title: 'A title of a paper',
        githubRepo: 'javascript:alert(1)',
        projectPage: 'file:///etc/passwd',
        summary: '',
      },
    ]);
    const [paper] = papersOf(parseSource({ text }));
    assert.deepEqual([paper?.repository, paper?.projectPage], [undefined, undefined]);
  });
});
