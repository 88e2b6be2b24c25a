import assert from 'node:assert/strict';
import { DOI_RATE_LIMIT } from '../../../../src/core/remote/rateLimit';
import { parseSource } from '../../../../src/core/importers/formats';
import { HttpError } from '../../../../src/platform/common/http/httpError';
import { RateLimitedClient } from '../../../../src/platform/common/http/rateLimitedClient';
import { DoiClient } from '../../../../src/services/sources/doiClient';
import { StubServer } from '../../../support/stubServer';
import { ScaledClock } from './scaledClock';

suite('The data of a DOI', () => {
  let stub: StubServer;
  let client: DoiClient;
  suiteSetup(async () => {
    stub = await StubServer.start({ today: '2024-03-14' });
    const options = {
      hosts: [stub.host],
      rateLimit: DOI_RATE_LIMIT,
      random: () => 0,
      userAgent: 'daily-papers/0.1.0',
    };
    const clock = new ScaledClock(Date.parse('2024-03-14T12:00:00Z'));
    client = new DoiClient(new RateLimitedClient({ ...options, clock }), stub.base);
  });
  suiteTeardown(() => stub.stop());

  test('comes as CSL-JSON, which is read as a paper', async () => {
    const text = new TextDecoder().decode(await client.get('10.1000/routes'));
    assert.deepEqual(parseSource({ text, name: 'Added' }).days[0]?.papers, [
      {
        title: 'A Work about routes',
        abstract: '',
        authors: ['First Author'],
        doi: '10.1000/routes',
        venue: 'A Journal',
        year: 2024,
        entryType: 'article',
        published: '2024-03-05',
      },
    ]);
  });

  test('is refused for a DOI that does not exist', async () => {
    await assert.rejects(
      () => client.get('10.9999/none'),
      (error) => error instanceof HttpError && error.status === 404,
    );
  });
});
