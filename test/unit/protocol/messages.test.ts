import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { HostMessage, ReaderMessage } from '../../../src/protocol/messages';
import { isHostMessage, isReaderMessage } from '../../../src/protocol/messages';
import { samplePage } from './samplePage';

const hostMessages: readonly HostMessage[] = [
  { type: 'show', page: samplePage },
  { type: 'plain', title: 'A paper', abstract: 'As it came.' },
  { type: 'missing' },
  { type: 'typography', fontFamily: 'serif', fontSize: 0 },
  { type: 'mark', terms: ['noise'] },
  { type: 'perform', action: 'zoomIn' },
];

const readerMessages: readonly ReaderMessage[] = [
  { type: 'ready' },
  { type: 'ready', dayId: 'mar-11' },
  { type: 'triage', state: 'later' },
  { type: 'step', by: -1 },
  { type: 'chooseDay', dayId: 'mar-11' },
  { type: 'openRelated', paperId: 'other', toSide: false },
  { type: 'openLink', href: 'https://example.org' },
  { type: 'revealTag', tag: 'a/b' },
  { type: 'editTags' },
  { type: 'openNote' },
  { type: 'highlight', color: 'green', field: 'abstract', start: 0, end: 4 },
  { type: 'editHighlight', id: 'h1', comment: 'Why?' },
  { type: 'editHighlight', id: 'h1', tags: ['a', 'b/c'] },
  { type: 'removeHighlight', id: 'h1' },
  { type: 'attachHighlight', id: 'h1', field: 'title', start: 0, end: 4 },
  { type: 'copyQuote', markdown: true, field: 'title', start: 0, end: 4 },
  { type: 'quoteInChat', field: 'title', start: 0, end: 4 },
  { type: 'unshown', reason: 'Not a page: upvotes' },
  { type: 'problem', message: 'It failed' },
];

const strangers: readonly unknown[] = [
  undefined,
  null,
  'ready',
  [],
  {},
  { type: 'command', command: 'workbench.action.quit' },
  { type: 'toString' },
  { type: '__proto__' },
  { type: ['ready'] },
  { type: 'ready', dayId: 1 },
  { type: 'triage', state: 'deleted' },
  { type: 'step', by: 2 },
  { type: 'openLink', href: 'x'.repeat(20_000) },
  { type: 'openRelated', paperId: 'other' },
  { type: 'highlight', color: 'green', field: 'notes', start: 0, end: 4 },
  { type: 'attachHighlight', id: 'h1', field: 'title', start: -1, end: 4 },
  { type: 'perform', action: 'eval' },
  { type: 'typography', fontFamily: 'Comic Sans', fontSize: 12 },
  { type: 'mark', terms: 'noise' },
  { type: 'show', page: {} },
];

suite('Messages of the reader', () => {
  for (const message of hostMessages) {
    test(`the page takes "${message.type}", the host does not`, () => {
      assert.ok(isHostMessage(message));
      assert.equal(isReaderMessage(message), false);
    });
  }

  for (const message of readerMessages) {
    test(`the host takes ${JSON.stringify(message)}, the page does not`, () => {
      assert.ok(isReaderMessage(message));
      assert.equal(isHostMessage(message), false);
    });
  }

  for (const stranger of strangers) {
    test(`both sides drop ${inspect(stranger, { breakLength: Infinity }).slice(0, 60)}`, () => {
      assert.equal(isHostMessage(stranger), false);
      assert.equal(isReaderMessage(stranger), false);
    });
  }

  test('a field more is no reason to drop a message, a wrong value is', () => {
    const fields = readerMessages.flatMap((message) =>
      Object.keys(message)
        .filter((key) => key !== 'type')
        .map((key) => [message, key] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.object(), ([message, key], wrong) => {
        assert.ok(isReaderMessage({ ...message, more: wrong }));
        assert.equal(isReaderMessage({ ...message, [key]: wrong }), false);
      }),
    );
  });

  test('no value throws', () => {
    const types = fc.constantFrom(...[...hostMessages, ...readerMessages].map(({ type }) => type));
    const messages = fc.tuple(types, fc.object()).map(([type, rest]) => ({ ...rest, type }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), messages), (value) => {
        assert.equal(typeof isHostMessage(value), 'boolean');
        assert.equal(typeof isReaderMessage(value), 'boolean');
      }),
    );
  });
});
