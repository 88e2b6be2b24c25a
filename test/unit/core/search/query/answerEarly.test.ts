import assert from 'node:assert/strict';
import { answerEarly, type EarlySources } from '../../../../../src/core/search/query/answerEarly';
import type { QueryablePaper } from '../../../../../src/core/search/query/queryablePaper';
import { SearchIndex } from '../../../../../src/core/search/searchIndex';

const nothing: QueryablePaper = {
  title: '',
  abstract: '',
  notes: '',
  tags: [],
  authors: [],
  categories: [],
  days: [],
  sources: ['digest'],
  state: 'unread',
  has: { note: false, tag: false, highlight: false, code: false },
};

const papers: Record<string, Partial<QueryablePaper>> = {
  ddpm: {
    title: 'Denoising Diffusion Models',
    abstract: 'We present high quality image synthesis. To be or not.',
    tags: ['method/diffusion'],
    authors: ['Jonathan Ho', 'Pieter Abbeel'],
    categories: ['cs.LG'],
    days: [{ label: 'Mar 11', month: 3, day: 11 }],
    state: 'read',
    has: { note: true, tag: false, highlight: true, code: false },
  },
  latent: {
    title: 'Latent Diffusion',
    abstract: 'Image synthesis of high resolution with a transformer.',
    tags: ['method/diffusion/latent'],
    days: [{ label: 'March 14, 2025', year: 2025, month: 3, day: 14 }],
    sources: ['huggingface'],
    state: 'later',
    has: { note: false, tag: false, highlight: false, code: true },
  },
  attention: {
    title: 'Attention: is all "you" need?',
    abstract: 'A transformer for translation.',
    authors: ['Geoffrey Hinton'],
    categories: ['cs.CL', 'stat.ML'],
    days: [{ label: '2025-04-02', year: 2025, month: 4, day: 2 }],
    sources: ['arxiv'],
  },
};

const facts = new Map(Object.entries(papers).map(([id, paper]) => [id, { ...nothing, ...paper }]));
const index = new SearchIndex();
for (const [id, paper] of facts) index.put({ id, ...paper });
const sources: EarlySources = {
  search: (text, options) => index.search(text, options),
  facts: (id) => facts.get(id),
  ids: () => facts.keys(),
};

suite('answerEarly', () => {
  const table: [query: string, ids: string][] = [
    ['', ''],
    ['diffusion', 'latent ddpm'],
    ['difusion', 'latent ddpm'],
    ['diffusion transformer', 'latent ddpm attention'],
    ['"high resolution"', 'latent'],
    ['"image synthesis" -resolution', 'ddpm'],
    ['-diffusion', 'attention'],
    ['"to be or"', 'ddpm'],
    ['tag:method/diffusion', 'ddpm latent'],
    ['tag:method', 'ddpm latent'],
    ['tag:meth', ''],
    ['-tag:method/diffusion/latent is:later', ''],
    ['diffusion -tag:method/diffusion/latent', 'ddpm'],
    ['day:"Mar 11"', 'ddpm'],
    ['day:"March 14, 2025"', 'latent'],
    ['day:2025-03', 'latent'],
    ['day:mar', 'ddpm latent'],
    ['day:2025', 'latent attention'],
    ['after:2025-03', 'attention'],
    ['after:"Mar 11"', 'latent attention'],
    ['before:2025-04-02', 'latent'],
    ['before:2025', ''],
    ['is:unread', 'attention'],
    ['has:note', 'ddpm'],
    ['has:code', 'latent'],
    ['has:highlight transformer', ''],
    ['source:huggingface', 'latent'],
    ['author:hinton', 'attention'],
    ['author:"g hint"', 'attention'],
    ['author:"ho abbeel"', ''],
    ['cat:cs', 'ddpm attention'],
    ['cat:CS.lg', 'ddpm'],
    ['title:latent', 'latent'],
    ['title:"diffusion models"', 'ddpm'],
    ['title:resolution', ''],
    ['is:later OR has:note', 'ddpm latent'],
    ['translation OR tag:method/diffusion/latent', 'attention latent'],
    ['(is:read OR is:later) diffusion', 'latent ddpm'],
    ['-(is:read OR is:later)', 'attention'],
    ['attention is:unread', 'attention'],
    ['attention is:read', ''],
    // A title is found, whatever its signs would mean.
    ['Attention: is all "you" need?', 'attention'],
    // A phrase that no paper has: its words.
    ['"transformer translation"', 'attention latent'],
  ];
  for (const [query, ids] of table) {
    test(JSON.stringify(query), async () => {
      const { hits, problems } = await answerEarly(query, sources);
      assert.equal(hits.map(({ id }) => id).join(' '), ids);
      assert.deepEqual(problems, []);
    });
  }

  test('an unknown operator is reported, and nothing is searched', async () => {
    const { hits, problems } = await answerEarly('diffusion foo:bar', sources);
    assert.deepEqual(hits, []);
    assert.equal(problems.length, 1);
  });

  test('says that a phrase was loosened', async () => {
    assert.equal((await answerEarly('"transformer translation"', sources)).loosened, true);
    assert.equal((await answerEarly('"high resolution"', sources)).loosened, false);
  });

  test('answers within the limit', async () => {
    assert.equal((await answerEarly('tag:method', sources, { limit: 1 })).hits.length, 1);
    assert.equal((await answerEarly('diffusion -zebra', sources, { limit: 1 })).hits.length, 1);
  });
});
