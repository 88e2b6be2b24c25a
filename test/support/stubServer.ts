import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderers, type Sample, samples } from './renderedDigests';
import { curve, fullTextPage } from './fullTextPage';
import { type Behaviour, reply } from './stubBehaviour';

/** A request that came, in milliseconds of the process's own clock. */
export interface StubRequest {
  readonly service: 'huggingface' | 'arxiv';
  /** Path and query. */
  readonly url: string;
  readonly userAgent: string;
  readonly arrived: number;
  /** How many requests to the same service were under way, this one included. */
  readonly atOnce: number;
  isOver: boolean;
}

export interface StubOptions {
  /** The day that it is there: lists of later days are not open yet. */
  readonly today: string;
  /** How many papers a day lists. Hugging Face has none on weekends, even if this says otherwise. */
  readonly papersOn?: (day: string) => number;
}

/**
 * Plays Hugging Face's, arXiv's and the DOI resolver's services on this machine's loopback, with the papers of the seeds and the shapes that
 * the real ones answer with. {@link fault} adds failures; {@link requests} has the requests.
 */
export class StubServer {
  readonly requests: StubRequest[] = [];
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #faults: { readonly part: string; readonly behaviour: Behaviour }[] = [];
  readonly #seeds = samples();
  readonly #revised = new Map<string, Partial<Sample>>();

  /** The day that it is there, as in {@link StubOptions}; it may be set to another. */
  today: string;

  private constructor(private readonly options: StubOptions) {
    this.today = options.today;
  }

  static async start(options: StubOptions): Promise<StubServer> {
    const stub = new StubServer(options);
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  /** `127.0.0.1:1234` */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The base address of both services. */
  get base(): string {
    return `http://${this.host}`;
  }

  /** Behaviours for the next requests with `part` in their address, once each and in this order. */
  fault(part: string, ...behaviours: readonly Behaviour[]): void {
    for (const behaviour of behaviours) this.#faults.push({ part, behaviour });
  }

  /** From now on a paper is what its authors made of it; lists of Hugging Face stay as they were. */
  revise(id: string, revision: Partial<Sample> & { readonly version: number }): void {
    this.#revised.set(id, revision);
  }

  /** The least time between two requests to arXiv, in milliseconds. */
  leastGap(): number {
    const arrivals = this.requests.filter(({ service }) => service === 'arxiv').map(({ arrived }) => arrived);
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...arrivals.slice(1).map((time, index) => time - (arrivals[index] ?? 0)),
    );
  }

  /** The most requests to arXiv that were under way at once. */
  mostAtOnce(): number {
    return Math.max(
      0,
      ...this.requests.filter(({ service }) => service === 'arxiv').map(({ atOnce }) => atOnce),
    );
  }

  /** The papers that a day lists. */
  papersOf(day: string): readonly Sample[] {
    const count = this.options.papersOn?.(day) ?? 5;
    const number = Number(day.replaceAll('-', '').slice(2));
    return Array.from({ length: count }, (_, index) => {
      const at = number * 7 + index;
      const seed = this.#seeds[at % this.#seeds.length] ?? { title: '', abstract: '', id: '' };
      const month = day.slice(2, 4) + day.slice(5, 7);
      const id = `${month}.${String((Number(day.slice(8)) * 1000 + index) % 100_000).padStart(5, '0')}`;
      return { ...seed, id, title: `${seed.title} (${day}, ${index + 1})` };
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    const service = /^\/(?:api\/query|rss|html)\b/u.test(url) ? 'arxiv' : 'huggingface';
    const userAgent = request.headers['user-agent'] ?? '';
    const atOnce = this.requests.filter((other) => other.service === service && !other.isOver).length + 1;
    const record: StubRequest = {
      service,
      url,
      userAgent,
      arrived: performance.now(),
      atOnce,
      isOver: false,
    };
    this.requests.push(record);
    for (const end of ['finish', 'close']) response.on(end, () => (record.isOver = true));
    const at = this.#faults.findIndex(({ part }) => url.includes(part));
    const [fault] = at < 0 ? [] : this.#faults.splice(at, 1);
    const behave = fault?.behaviour ?? this.#route(new URL(url, this.base));
    behave(request, response);
  }

  #route(url: URL): Behaviour {
    if (url.pathname === '/api/daily_papers') return this.#dailyPapers(url.searchParams);
    if (url.pathname === '/api/papers/search') return this.#search(url.searchParams.get('q') ?? '');
    if (url.pathname.startsWith('/api/papers/'))
      return this.#paper(decodeURIComponent(url.pathname.slice(12)));
    if (url.pathname === '/api/query') return this.#query(url.searchParams);
    if (url.pathname.startsWith('/html/')) return this.#html(url.pathname.slice(6));
    if (url.pathname.startsWith('/10.')) return this.#doi(decodeURIComponent(url.pathname.slice(1)));
    if (url.pathname.startsWith('/rss/')) return xml(renderers['rss']?.(this.papersOf(this.today)) ?? '');
    return reply(404, 'Not found');
  }

  /** A list of a day, a week or a month is cut to 50 unless more are requested; past its end there is nothing. */
  #dailyPapers(query: URLSearchParams): Behaviour {
    const day = query.get('date') ?? this.today;
    const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(day) && !Number.isNaN(Date.parse(day));
    if (!isDay || day > this.today) return json({ error: 'Invalid date' }, 400);
    const limit = Math.min(Number(query.get('limit') ?? 50), 100);
    const page = Number(query.get('p') ?? 0);
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    const all = isWeekend ? [] : this.papersOf(day);
    const shown = all.slice(page * limit, (page + 1) * limit);
    const items = JSON.parse(renderers['huggingface-json']?.(shown) ?? '[]') as {
      paper: Record<string, unknown>;
    }[];
    for (const { paper } of items) paper['submittedOnDailyAt'] = `${day}T23:30:00.000Z`;
    const next =
      (page + 1) * limit < all.length
        ? { link: `<${this.base}/api/daily_papers?p=${page + 1}>; rel="next"` }
        : {};
    return json(items, 200, { ratelimit: '"api";r=499;t=300', ...next });
  }

  #paper(id: string): Behaviour {
    const found = this.#known().find((paper) => paper.id === id);
    if (!found) return json({ error: 'Paper not found' }, 404);
    const [item] = JSON.parse(renderers['huggingface-json']?.([found]) ?? '[]') as { paper: object }[];
    return json({ ...item?.paper, upvotes: 42, githubRepo: 'https://github.com/owner/name', githubStars: 7 });
  }

  /** A whole paper; arXiv answers with the latest version if none is named. */
  #html(name: string): Behaviour {
    if (name.endsWith('.svg')) return reply(200, curve, { 'content-type': 'image/svg+xml' });
    const [, id = '', version = '1'] = /^(.+?)(?:v(\d+))?$/u.exec(name) ?? [];
    const found = this.#known().find((paper) => paper.id === id);
    return found && version === '1'
      ? reply(200, fullTextPage(found, Number(version), 3, ['x1.svg', `${id}v1/x2.svg`]), {
          'content-type': 'text/html; charset=utf-8',
        })
      : reply(404, 'Not found');
  }

  /** Content negotiation: the work of a DOI as CSL-JSON. */
  #doi(doi: string): Behaviour {
    if (!doi.startsWith('10.1000/')) return reply(404, 'DOI not found');
    const work = {
      type: 'article-journal',
      DOI: doi,
      title: `A Work about ${doi.slice('10.1000/'.length)}`,
      author: [{ family: 'Author', given: 'First' }],
      issued: { 'date-parts': [[2024, 3, 5]] },
      'container-title': 'A Journal',
    };
    return json(work, 200, { 'content-type': 'application/vnd.citationstyles.csl+json' });
  }

  #search(query: string): Behaviour {
    if (query.length > 250) return json({ error: 'Query too long' }, 400);
    const words = query
      .toLowerCase()
      .split(/\W+/u)
      .filter((word) => word.length > 3);
    const found = this.#known().filter(({ title }) =>
      words.some((word) => title.toLowerCase().includes(word)),
    );
    return json(JSON.parse(renderers['huggingface-json']?.(found.slice(0, 10)) ?? '[]'));
  }

  /** Atom, by identifiers or by the day of submission. */
  #query(query: URLSearchParams): Behaviour {
    const [start, size] = [Number(query.get('start') ?? 0), Number(query.get('max_results') ?? 10)];
    const ids = query.get('id_list')?.split(',');
    const day = /submittedDate:\[(\d{4})(\d{2})(\d{2})/u
      .exec(query.get('search_query') ?? '')
      ?.slice(1)
      .join('-');
    const words = query.get('search_query')?.match(/(?<=ti:)\w+/gu) ?? [];
    const all = ids
      ? this.#known().filter(({ id }) => ids.includes(id))
      : day === undefined
        ? this.#known().filter(({ title }) => words.every((word) => title.includes(word)))
        : this.papersOf(day);
    const shown = all
      .slice(start, start + size)
      .map((paper) => ({ ...paper, ...this.#revised.get(paper.id) }));
    const body = renderers['atom']?.(shown) ?? '';
    const total = `<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${all.length}</opensearch:totalResults>`;
    return xml(body.replace('</updated>', `</updated>${total}`));
  }

  /** The papers that can be requested one by one: those of today. */
  #known(): readonly Sample[] {
    return this.papersOf(this.today);
  }
}

const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  reply(status, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers });

const xml = (text: string): Behaviour =>
  reply(200, text, { 'content-type': 'application/atom+xml; charset=UTF-8' });
