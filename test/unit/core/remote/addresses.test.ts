import assert from 'node:assert/strict';
import { responseKey, categoriesPart } from '../../../../src/core/remote/responseKey';
import {
  ARXIV_API,
  ARXIV_RSS,
  detailUrls,
  nextSlice,
  rssUrl,
  submittedUrl,
  titleUrl,
} from '../../../../src/core/remote/arxivApi';
import { ARXIV_CATEGORIES, isArxivCategory } from '../../../../src/core/remote/arxivCategories';
import {
  dailyPapersUrl,
  hasNextPage,
  HUGGING_FACE,
  paperUrl,
  readBase,
  searchUrl,
} from '../../../../src/core/remote/huggingFaceApi';
import { matchTitle } from '../../../../src/core/remote/titleMatch';

suite('Addresses of Hugging Face', () => {
  test('ask for pages of a hundred', () => {
    assert.equal(
      dailyPapersUrl(HUGGING_FACE, { date: '2024-03-14' }, 0),
      'https://huggingface.co/api/daily_papers?date=2024-03-14&p=0&limit=100',
    );
    assert.equal(
      dailyPapersUrl('http://127.0.0.1:8000/', { week: '2024-W11' }, 2),
      'http://127.0.0.1:8000/api/daily_papers?week=2024-W11&p=2&limit=100',
    );
  });

  test('name papers and search for no more than may be searched for', () => {
    assert.equal(paperUrl(HUGGING_FACE, 'cs/0101001'), 'https://huggingface.co/api/papers/cs%2F0101001');
    const query = new URL(searchUrl(HUGGING_FACE, '𝒪'.repeat(300))).searchParams.get('q') ?? '';
    assert.equal(Array.from(query).length, 250);
  });

  test('go on until a page is short, or as the answer says', () => {
    const next = '<https://huggingface.co/api/daily_papers?p=1>; rel="next"';
    assert.deepEqual(
      [
        hasNextPage(100, 0, null),
        hasNextPage(99, 0, null),
        hasNextPage(0, 0, next),
        hasNextPage(50, 0, next),
        hasNextPage(100, 99, next),
      ],
      [true, false, false, true, false],
    );
  });

  test('may begin with a mirror that is plain http or https', () => {
    assert.equal(readBase(' https://mirror.example/hf/ '), 'https://mirror.example/hf');
    for (const bad of [
      'file:///etc',
      'javascript:alert(1)',
      'https://user:pass@host',
      'mirror',
      'https://host/?x=1',
      '',
    ]) {
      assert.equal(readBase(bad), undefined, bad);
    }
  });
});

suite('Addresses of arXiv', () => {
  test('request papers submitted on a day in any of some categories', () => {
    const url = new URL(submittedUrl(ARXIV_API, ['cs.LG', 'cs.CL'], '2024-02-29', 2000));
    assert.equal(
      url.searchParams.get('search_query'),
      '(cat:cs.LG OR cat:cs.CL) AND submittedDate:[202402290000 TO 202403010000]',
    );
    assert.deepEqual(
      [url.searchParams.get('start'), url.searchParams.get('max_results'), url.searchParams.get('sortBy')],
      ['2000', '2000', 'submittedDate'],
    );
  });

  test('go on slice by slice, as far as can be reached', () => {
    assert.deepEqual(
      [
        nextSlice(0, 2000, 3500),
        nextSlice(2000, 1500, 3500),
        nextSlice(0, 0, 10),
        nextSlice(28_000, 2000, 99_999),
        nextSlice(0, 2000, undefined),
      ],
      [2000, undefined, undefined, undefined, 2000],
    );
  });

  test('ask for details two hundred at a time, and for titles by their words', () => {
    const ids = Array.from({ length: 250 }, (_, index) => `2403.${10_000 + index}`);
    assert.deepEqual(
      detailUrls(ARXIV_API, ids).map((url) => new URL(url).searchParams.get('max_results')),
      ['200', '50'],
    );
    assert.equal(
      new URL(titleUrl(ARXIV_API, 'Forward "Learning" of $G$raphs')).searchParams.get('search_query'),
      'ti:Forward AND ti:Learning AND ti:of AND ti:raphs',
    );
    assert.equal(rssUrl(ARXIV_RSS, ['cs.LG', 'q-bio.NC']), 'https://rss.arxiv.org/rss/cs.LG+q-bio.NC');
  });

  test('name categories that there are, each once', () => {
    const codes = ARXIV_CATEGORIES.map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const { code, name } of ARXIV_CATEGORIES)
      assert.match(`${code}|${name}`, /^[a-z-]+(?:\.[A-Za-z-]+)?\|[A-Z]/);
    assert.ok(
      ['cs.LG', 'hep-th', 'astro-ph.GA', 'q-bio.NC', 'cond-mat.supr-con', 'stat.ML'].every(isArxivCategory),
    );
    assert.ok(!isArxivCategory('cs.ZZ'));
  });
});

suite('Keys of answers', () => {
  test('are names of files', () => {
    assert.equal(responseKey('huggingface', '2024-03-14', 'p0'), 'huggingface.2024-03-14.p0');
    assert.equal(
      responseKey('arxiv', '2024-03-14', `${categoriesPart(['cs.LG', 'cs.CL', 'cs.LG'])}@2000`),
      'arxiv.2024-03-14.cs_cl_cs_lg_2000',
    );
    assert.ok(categoriesPart(ARXIV_CATEGORIES.map(({ code }) => code)).length < 60);
    assert.match(responseKey('arxiv', '2024-03-14', '../../etc/passwd'), /^[a-z0-9_.-]+$/);
  });
});

suite('Matching titles', () => {
  const candidates = ['Forward Learning of Graph Neural Networks', 'Backward Learning of Graphs'].map(
    (title) => ({ title }),
  );

  test('is exact for the same letters and digits', () => {
    const match = matchTitle('Forward learning of graph neural-networks!', candidates);
    assert.deepEqual([match?.candidate, match?.exact], [candidates[0], true]);
  });

  test('is a guess for a nearly equal title, and undefined for others', () => {
    const match = matchTitle('Forward Learning of Deep Graph Neural Networks', candidates);
    assert.deepEqual([match?.candidate, match?.exact], [candidates[0], false]);
    assert.equal(matchTitle('Learning of Something Else', candidates), undefined);
    assert.equal(matchTitle('', candidates), undefined);
  });
});
