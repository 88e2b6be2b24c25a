import assert from 'node:assert/strict';
import { parseActivity } from '../../../../src/core/assistants/activity';
import { toolNames } from '../../../../src/core/assistants/toolSchemas';
import { malformed } from '../../../support/malformed';

suite('A line of the log of assistants', () => {
  const valid = { id: '1', at: 5, client: 'client', tool: toolNames[0], request: 'x', papers: ['a'] };
  const changes = [{ kind: 'marks', before: [], after: [['a', 'read']] }];
  const parsed: readonly (readonly [string, unknown, unknown])[] = [
    ['the required fields', valid, valid],
    ['a folder', { ...valid, folder: '/notes' }, { ...valid, folder: '/notes' }],
    ['a folder that is no text', { ...valid, folder: 1 }, valid],
    ['changes', { ...valid, changes }, { ...valid, changes }],
    ['no changes', { ...valid, changes: [] }, valid],
    ['changes that are no list', { ...valid, changes: {} }, valid],
    ['a field of a later release', { ...valid, later: 1 }, valid],
  ];
  for (const [name, value, activity] of parsed)
    test(`with ${name} is read`, () => assert.deepEqual(parseActivity(value), activity));
  for (const [name, value] of [
    ...malformed(valid, Object.keys(valid)),
    ['a tool of a later release', { ...valid, tool: 'later' }],
    ['a paper that is no text', { ...valid, papers: ['a', 1] }],
    ['a change that is damaged', { ...valid, changes: [...changes, null] }],
  ] as const)
    test(`is not ${name}`, () => assert.equal(parseActivity(value), undefined));
});
