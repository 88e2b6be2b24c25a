import assert from 'node:assert/strict';
import { releaseProblem } from '../../../src/packaging/release';

suite('What keeps a package from being released', () => {
  const repository = 'https://github.com/owner/name';
  const cases: readonly (readonly [string, object, RegExp | undefined])[] = [
    ['Nothing', { publisher: 'someone', repository }, undefined],
    [
      'A repository may be an object',
      { publisher: 'someone', repository: { url: `git+${repository}.git` } },
      undefined,
    ],
    ['No repository', { publisher: 'someone' }, /^package\.json has no repository, /u],
    [
      'An empty repository',
      { publisher: 'someone', repository: { type: 'git', url: ' ' } },
      /no repository/u,
    ],
    [
      'A repository that is no web address',
      { publisher: 'someone', repository: 'owner/name' },
      /no repository/u,
    ],
    ['No publisher', { repository }, /^package\.json has no publisher, /u],
    ['An empty publisher', { publisher: '', repository }, /no publisher/u],
    ['Neither', {}, /^package\.json has no publisher and repository, .* RELEASING\.md /u],
  ];
  for (const [name, manifest, expected] of cases) {
    test(name, () => {
      const problem = releaseProblem(manifest);
      if (expected === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? '', expected);
    });
  }
});
