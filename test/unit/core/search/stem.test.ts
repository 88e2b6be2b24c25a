import assert from 'node:assert/strict';
import { stem } from '../../../../src/core/search/stem';

suite('stem', () => {
  // From the vocabulary that the Snowball project publishes with its English stemmer, and from real abstracts.
  const table: Record<string, string> = {
    consign: 'consign',
    consigned: 'consign',
    consignment: 'consign',
    consistency: 'consist',
    consistently: 'consist',
    consolation: 'consol',
    knackeries: 'knackeri',
    knightly: 'knight',
    generalization: 'general',
    generate: 'generat',
    communication: 'communic',
    skies: 'sky',
    dying: 'die',
    news: 'news',
    proceeding: 'proceed',
    hopping: 'hop',
    hoping: 'hope',
    agreed: 'agre',
    ties: 'tie',
    cries: 'cri',
    say: 'say',
    by: 'by',
    networks: 'network',
    diffusion: 'diffus',
    analogies: 'analog',
    sensibility: 'sensibl',
    gpt4: 'gpt4',
    über: 'über',
    '': '',
  };
  for (const [word, expected] of Object.entries(table)) test(word, () => assert.equal(stem(word), expected));
});
