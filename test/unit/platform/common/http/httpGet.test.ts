import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { HttpError } from '../../../../../src/platform/common/http/httpError';
import { httpGet, type HttpLimits } from '../../../../../src/platform/common/http/httpGet';
import {
  type Behaviour,
  bomb,
  closesEarly,
  cutsChunks,
  floods,
  gzipBomb,
  hangsUp,
  isCut,
  redirects,
  reply,
  stalls,
} from '../../../../support/stubBehaviour';
import { StubServer } from '../../../../support/stubServer';

const limits: HttpLimits = { bytes: 1024 * 1024, total: 5000, silence: 5000, redirects: 3 };

suite('Getting an address', () => {
  let stub: StubServer;
  suiteSetup(async () => (stub = await StubServer.start({ today: '2024-03-14' })));
  suiteTeardown(() => stub.stop());

  const get = (path: string, some: Partial<HttpLimits> = {}, signal?: AbortSignal) =>
    httpGet(stub.base + path, {
      headers: { 'user-agent': 'daily-papers/0.1.0' },
      hosts: new Set([stub.host]),
      limits: { ...limits, ...some },
      ...(signal && { signal }),
    });

  test('returns the response for every status', async () => {
    stub.fault('/x', reply(404, 'none'));
    const answer = await get('/x');
    assert.deepEqual([answer.status, new TextDecoder().decode(answer.bytes)], [404, 'none']);
    assert.equal(stub.requests.at(-1)?.userAgent, 'daily-papers/0.1.0');
  });

  test('follows redirects within the hosts that were named', async () => {
    stub.fault('/a', redirects('/b', 301));
    stub.fault('/b', redirects(`${stub.base}/c`, 307));
    stub.fault('/c', reply(200, 'there'));
    assert.equal(new TextDecoder().decode((await get('/a')).bytes), 'there');
  });

  const faults: readonly (readonly [
    what: string,
    behaviour: Behaviour,
    kind: string,
    some?: Partial<HttpLimits>,
  ])[] = [
    ['a redirect to another host', redirects('http://example.com/'), 'redirected'],
    ['a redirect to another port', redirects('http://127.0.0.1:9/'), 'redirected'],
    ['a redirect to a file', redirects('file:///etc/passwd'), 'redirected'],
    ['a redirect with a password', redirects('http://user:pass@127.0.0.1/'), 'redirected'],
    ['a body that is cut', isCut('[{"paper":'), 'cut-off'],
    ['a connection that is hung up', hangsUp, 'unreachable'],
    ['silence', stalls, 'timeout', { silence: 100 }],
    ['an answer that takes too long', stalls, 'timeout', { total: 100 }],
    ['a hundred megabytes', floods(100), 'too-large'],
    ['a hundred megabytes that are announced', floods(100, true), 'too-large'],
    ['a bomb', gzipBomb(50), 'too-large'],
    ['a bomb of Brotli', bomb(50, 'br'), 'too-large'],
    ['a bomb of deflate', bomb(50, 'deflate'), 'too-large'],
    ['a redirect to what is no address', redirects('http://['), 'redirected'],
    [
      'gzip that breaks off',
      reply(200, gzipSync('[1, 2, 3, 4]').subarray(0, -12), { 'content-encoding': 'gzip' }),
      'cut-off',
    ],
    ['gzip that is none', reply(200, 'not gzip at all', { 'content-encoding': 'gzip' }), 'cut-off'],
  ];
  for (const [what, behaviour, kind, some] of faults) {
    test(`ends in a sentence on ${what}`, async () => {
      stub.fault('/fault', behaviour);
      await assert.rejects(get('/fault', some), (error) => {
        assert.ok(error instanceof HttpError, String(error));
        assert.equal(error.kind, kind);
        assert.match(error.message, /^[^\n]+\.$/u);
        return true;
      });
    });
  }

  const texts: readonly (readonly [what: string, text: string])[] = [
    [
      'JSON',
      JSON.stringify(Array.from({ length: 300 }, (_, at) => ({ title: `A [title] ${at}`, tags: [at] }))),
    ],
    ['XML', `<?xml version="1.0"?>\n<feed>${'<entry><title>A title</title></entry>'.repeat(300)}</feed>\n`],
  ];
  for (const [what, text] of texts) {
    for (const coding of [undefined, 'gzip', 'br', 'deflate'] as const) {
      const name = `${what}${coding === undefined ? '' : ` in ${coding}`}`;
      for (const [how, behaviour] of [
        ['whose connection is closed early', closesEarly(text, coding)],
        ['whose last chunk is missing', cutsChunks(text, coding)],
      ] as const)
        test(`does not take ${name} ${how} for an answer`, async () => {
          stub.fault('/cut', behaviour);
          await assert.rejects(
            get('/cut'),
            (error) => error instanceof HttpError && error.kind === 'cut-off',
          );
        });
      test(`takes ${name} without a length that is whole`, async () => {
        stub.fault('/whole', closesEarly(text, coding, 1));
        assert.equal(new TextDecoder().decode((await get('/whole')).bytes), text);
      });
    }
  }

  test('does not go in circles, and says so', async () => {
    stub.fault('/circle', ...Array<Behaviour>(9).fill(redirects('/circle')));
    await assert.rejects(
      get('/circle'),
      (error) =>
        error instanceof HttpError && error.kind === 'redirected' && /in a circle/u.test(error.message),
    );
    assert.equal(stub.requests.filter(({ url }) => url === '/circle').length, 1);
  });

  test('does not follow redirects without end, and says how many there were', async () => {
    for (let hop = 0; hop < 9; hop++) stub.fault(`/hop${hop}`, redirects(`/hop${hop + 1}`));
    await assert.rejects(
      get('/hop0'),
      (error) => error instanceof HttpError && /redirects more than \d+ times/u.test(error.message),
    );
  });

  test('asks no host that was not named, and nothing but http and https', async () => {
    const before = stub.requests.length;
    for (const address of ['http://example.com/', 'file:///etc/passwd', 'data:text/plain,x', 'nonsense']) {
      await assert.rejects(httpGet(address, { headers: {}, hosts: new Set([stub.host]), limits }), HttpError);
    }
    assert.equal(stub.requests.length, before);
  });

  test('can be aborted, and says so with the reason that was given', async () => {
    stub.fault('/slow', stalls);
    const stop = new AbortController();
    const slow = get('/slow', {}, stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(slow, /enough/u);
  });

  test('reports that no server is reached', async () => {
    const gone = await StubServer.start({ today: '2024-03-14' });
    const { base, host } = gone;
    await gone.stop();
    await assert.rejects(
      httpGet(base, { headers: {}, hosts: new Set([host]), limits }),
      (error) => error instanceof HttpError && error.kind === 'unreachable',
    );
  });
});
