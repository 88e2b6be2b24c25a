import { serveIsolated } from '../../../../../src/platform/node/isolation/serveIsolated';

interface Call<Args extends readonly unknown[] = readonly [], Result = never> {
  args: Args;
  result: Result;
}

export interface TestCalls {
  echo: Call<readonly unknown[], readonly unknown[]>;
  pid: Call<readonly [], number>;
  loop: Call<readonly [], number>;
  fill: Call;
  abort: Call;
  fail: Call;
}

// Functions that misbehave as texts can make parsers misbehave, for the tests of `IsolatedProcess`.
serveIsolated<TestCalls>({
  echo: (args, input) => ({ result: [...args, input.length], output: [input] }),
  pid: () => ({ result: process.pid }),
  loop: () => {
    for (;;) if (performance.now() < 0) return { result: 0 };
  },
  fill: () => {
    const all: number[][] = [];
    for (;;) all.push(Array.from({ length: 100_000 }, (_, at) => at));
  },
  abort: () => {
    process.abort();
  },
  fail: () => {
    throw new Error('It does not read');
  },
});
