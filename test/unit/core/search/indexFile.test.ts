import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { decodeIndex, encodeIndex, openIndex } from '../../../../src/core/search/indexFile';
import type { FileBytes } from '../../../../src/core/base/fileBytes';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { EntriesHash, hashId32 } from '../../../../src/core/text/hash';
import { seedDocuments } from './seedDocuments';

suite('The index file', () => {
  const index = new SearchIndex();
  const documents = seedDocuments();
  for (const document of documents.slice(0, 40)) index.put(document);
  index.segments();
  index.put({ id: '\ud800 odd', title: '深度学习', abstract: '' });
  index.delete('p3');
  const bytes = encodeIndex(index.segments(), 'icu 1');

  const faultOf = (file: Uint8Array): string => {
    const decoded = decodeIndex(file, 'icu 1');
    return decoded.ok ? 'none' : decoded.error;
  };

  const inParts = (content: Uint8Array): FileBytes => {
    // At an odd offset, so that nothing may rely on where the bytes are.
    const read = (start: number, end: number): Uint8Array => {
      const shifted = new Uint8Array(end - start + 1);
      shifted.set(content.subarray(start, end), 1);
      return shifted.subarray(1);
    };
    return {
      length: content.length,
      read,
      readLater: (start, end) => Promise.resolve(read(start, end)),
      isIntact: (check) => check(),
    };
  };

  const entriesHashOf = (of: SearchIndex): string => {
    const entries = new EntriesHash();
    for (const [id, hash] of of.hashes()) entries.add(hashId32(id), hash);
    return entries.value;
  };

  const givesBack = (decoded: ReturnType<typeof decodeIndex>): void => {
    assert.ok(decoded.ok);
    const again = new SearchIndex(decoded.value);
    assert.equal(again.size, 40);
    assert.equal(again.has('p3'), false);
    assert.equal(again.hashOf('p5'), index.hashOf('p5'));
    for (const query of ['model', 'variational rnn', 'diffusoin', '深度', documents[7]?.title ?? '']) {
      assert.deepEqual(again.search(query), index.search(query));
    }
    assert.deepEqual(again.related('p5'), index.related('p5'));
    assert.deepEqual(again.wordsOf('p6'), index.wordsOf('p6'));
    assert.deepEqual(encodeIndex(again.segments(), 'icu 1'), bytes);
    assert.equal(again.summary().papers, entriesHashOf(again));
    again.delete('p8');
    assert.equal(again.summary().papers, entriesHashOf(again));
    again.put(documents[8] ?? assert.fail());
    assert.equal(again.summary().papers, index.summary().papers);
    const whole = new SearchIndex(index.segments());
    for (const document of documents.slice(40, 300)) {
      again.put(document);
      whole.put(document);
    }
    finish(again.maintain());
    finish(whole.maintain());
    assert.deepEqual(again.search('model'), whole.search('model'));
  };

  test('returns the saved index', () => {
    givesBack(decodeIndex(bytes, 'icu 1'));
  });

  test('gives it back from a file that is read in parts', async () => {
    givesBack(await openIndex(inParts(bytes), 'icu 1'));
    const damaged = bytes.slice();
    damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 1;
    const torn = { ok: false, error: 'torn' };
    assert.deepEqual(await openIndex(inParts(damaged), 'icu 1'), torn);
    assert.deepEqual(await openIndex(inParts(bytes.subarray(0, 400)), 'icu 1'), torn);
    // The file was found intact earlier, but one of its sections would end beyond the end of the file.
    const believed = (content: Uint8Array): FileBytes => ({
      ...inParts(content),
      isIntact: () => Promise.resolve(true),
    });
    givesBack(await openIndex(believed(bytes), 'icu 1'));
    const long = bytes.slice();
    new Uint32Array(long.buffer)[6] = bytes.length;
    assert.deepEqual(await openIndex(believed(long), 'icu 1'), torn);
  });

  test('is read wherever its bytes begin', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    assert.equal(faultOf(shifted.subarray(3)), 'none');
  });

  test('an empty index is a file too', () => {
    const decoded = decodeIndex(encodeIndex([], 'icu 1'), 'icu 1');
    assert.ok(decoded.ok && decoded.value.length === 0);
  });

  test('is torn wherever it is cut short or longer', () => {
    for (let length = 4; length < bytes.length; length += 1 + Math.floor(bytes.length / 300)) {
      assert.equal(faultOf(bytes.subarray(0, length)), 'torn', `${length}`);
    }
    const longer = new Uint8Array(bytes.length + 8);
    longer.set(bytes);
    assert.equal(faultOf(longer), 'torn');
  });

  test('is torn if any bit of it has changed', () => {
    for (let at = 24; at < bytes.length; at += 1 + Math.floor(bytes.length / 300)) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      assert.equal(faultOf(damaged), 'torn', `${at}`);
    }
  });

  test('is foreign or stale by its first words', () => {
    const withWord = (word: number): Uint8Array => {
      const other = bytes.slice();
      other[word * 4] = (other[word * 4] ?? 0) ^ 1;
      return other;
    };
    assert.equal(faultOf(withWord(0)), 'foreign');
    assert.equal(faultOf(withWord(1)), 'stale');
    assert.equal(faultOf(withWord(3)), 'stale');
    const elsewhere = decodeIndex(bytes, 'icu 2');
    assert.ok(!elsewhere.ok && elsewhere.error === 'stale');
    assert.equal(faultOf(new TextEncoder().encode('{"serializationVersion":2,"index":[]}')), 'foreign');
    assert.equal(faultOf(new Uint8Array()), 'torn');
  });
});
