import assert from 'node:assert/strict';
import {
  ARXIV_RATE_LIMIT,
  HUGGING_FACE_RATE_LIMIT,
  type RateLimit,
} from '../../../../src/core/remote/rateLimit';
import { isPaperRecord } from '../../../../src/core/library/isPaperRecord';
import { PaperDetails } from '../../../../src/services/sources/paperDetails';
import { RateLimitedClient } from '../../../../src/platform/common/http/rateLimitedClient';
import { reply } from '../../../support/stubBehaviour';
import { StubServer } from '../../../support/stubServer';
import { ScaledClock } from './scaledClock';
import { directResponses } from '../../../support/directResponses';

suite('The details of papers', () => {
  let stub: StubServer;
  let details: PaperDetails;
  suiteSetup(async () => {
    stub = await StubServer.start({ today: '2024-03-14' });
    const clock = new ScaledClock(Date.parse('2024-03-14T12:00:00Z'));
    const client = (rateLimit: RateLimit): RateLimitedClient =>
      new RateLimitedClient({
        hosts: [stub.host],
        rateLimit,
        clock,
        random: () => 0,
        userAgent: 'daily-papers/0.1.0',
      });
    details = new PaperDetails({
      huggingFace: client(HUGGING_FACE_RATE_LIMIT),
      huggingFaceBase: stub.base,
      arxiv: client(ARXIV_RATE_LIMIT),
      arxivBase: stub.base,
      reader: directResponses,
    });
  });
  suiteTeardown(() => stub.stop());

  test('come from arXiv for many at once', async () => {
    const known = stub.papersOf('2024-03-14');
    const papers = [];
    for await (const answer of details.fromArxiv([...known.map(({ id }) => id), '2403.99999']))
      papers.push(...answer.papers);
    assert.deepEqual(
      papers.map(({ title }) => title),
      known.map(({ title }) => title),
    );
    assert.deepEqual([papers[0]?.authors, papers[0]?.categories], [['First Author'], ['cs.LG']]);
  });

  test('come from Hugging Face, if it lists the paper', async () => {
    const [known] = stub.papersOf('2024-03-14');
    const answer = await details.fromHuggingFace(known?.id ?? '');
    assert.deepEqual(
      answer?.papers.map(({ title, upvotes, repository }) => ({ title, upvotes, repository })),
      [{ title: known?.title, upvotes: 42, repository: { url: 'https://github.com/owner/name', stars: 7 } }],
    );
    assert.equal(await details.fromHuggingFace('2403.99999'), undefined);
  });

  test('hold no number that the log of details would not read again', async () => {
    const [known] = stub.papersOf('2024-03-14');
    const odd = {
      id: known?.id,
      title: known?.title,
      upvotes: -1,
      githubRepo: 'https://a.org/b',
      githubStars: 0.5,
    };
    stub.fault('/api/papers/', reply(200, JSON.stringify(odd)));
    const answer = await details.fromHuggingFace(known?.id ?? '');
    assert.equal(answer?.papers.length, 1);
    assert.deepEqual(answer.papers.map(isPaperRecord), [true]);
    assert.deepEqual(answer.papers[0]?.repository, { url: 'https://a.org/b' });
  });

  test('are found by title, exactly or for a person to confirm', async () => {
    const [known] = stub.papersOf('2024-03-14');
    assert.ok(known);
    const exact = await details.findByTitle(known.title.toUpperCase());
    assert.deepEqual([exact?.candidate.arxivId, exact?.exact], [known.id, true]);
    const near = await details.findByTitle(known.title.replace(/ \(.*$/u, ''));
    assert.deepEqual(
      [near?.exact, near?.candidate.title.startsWith(known.title.slice(0, 20))],
      [false, true],
    );
    assert.equal(await details.findByTitle('Nothing whatsoever resembles this'), undefined);
  });
});
