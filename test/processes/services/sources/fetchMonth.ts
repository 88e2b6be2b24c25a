/** Fetches a month from the server at the first argument into the folder at the second, and prints each day it has kept. */
import { daysOfMonth } from '../../../../src/core/remote/isoDay';
import { HUGGING_FACE_RATE_LIMIT } from '../../../../src/core/remote/rateLimit';
import { ResponseFolder } from '../../../../src/services/sources/responseFolder';
import { fetchDays } from '../../../../src/services/sources/dayFetcher';
import { HuggingFaceDays } from '../../../../src/services/sources/huggingFaceDays';
import { RateLimitedClient } from '../../../../src/platform/common/http/rateLimitedClient';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { ScaledClock } from '../../../unit/services/sources/scaledClock';
import { directResponses } from '../../../support/directResponses';

const [base = '', folder = ''] = process.argv.slice(2);
const clock = new ScaledClock(Date.now());
const client = new RateLimitedClient({
  hosts: [new URL(base).host],
  rateLimit: HUGGING_FACE_RATE_LIMIT,
  clock,
  random: Math.random,
  userAgent: 'daily-papers/0.1.0',
});
const store = new ResponseFolder(new LocalStoreFolder(folder));
async function main(): Promise<void> {
  for await (const { day } of fetchDays(new HuggingFaceDays(client, base), daysOfMonth('2024-02'), {
    store,
    clock,
    reader: directResponses,
  })) {
    console.log(day);
  }
}

void main();
