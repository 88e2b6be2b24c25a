import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { type PaperBatch, toPaperBatch } from '../../../../src/core/library/paperBatch';
import {
  decodePaperBatches,
  encodePaperBatches,
  type StampedPaperBatch,
} from '../../../../src/core/library/paperBatchFile';
import { hashRecord } from '../../../../src/core/library/paperWords';
import { parseSource } from '../../../../src/core/importers/formats';
import { renderers, samples } from '../../../support/renderedDigests';
import { seeds } from './seeds';
import { anyCodePoint } from '../../../support/codePoints';

const encode = (all: readonly StampedPaperBatch[], reader = 'r'): Buffer =>
  Buffer.concat(finish(encodePaperBatches(reader, all)));
/** With the reported papers read. */
const decode = (bytes: Uint8Array, reader = 'r'): readonly StampedPaperBatch[] =>
  finish(decodePaperBatches(reader, bytes)).map(({ stamp, batch: { id, days } }) => ({
    stamp,
    batch: {
      id,
      days: days.map(({ head, papers }) => ({
        head,
        papers: papers.map(({ id: paper, arxivId, doi, titleKey, record, links }) => ({
          id: paper,
          arxivId,
          doi,
          titleKey,
          record,
          links,
        })),
      })),
    },
  }));

const texts: readonly { readonly name: string; readonly text: string }[] = [
  ...seeds,
  ...Object.entries(renderers).map(([name, render]) => ({ name, text: render(samples()) })),
];
const all = texts.map(({ name, text }, at) => ({
  stamp: `stamp ${at}`,
  batch: toPaperBatch(name, parseSource({ name, text }).days),
}));

suite('paperBatchFile', () => {
  test('round-trips digests of every format', () => {
    assert.deepEqual(decode(encode(all)), all);
  });

  test('decodes a file on a disk in parts, and keeps only the last paper that was read', () => {
    const bytes = encode(all);
    let read = 0;
    const onDisk = {
      length: bytes.length,
      isOnDisk: true,
      read: (start: number, end: number, into: Uint8Array = new Uint8Array()) => {
        assert.ok(0 <= start && start < end && end <= bytes.length);
        read += end - start;
        const part = bytes.subarray(start, end);
        if (into.length < part.length) return Uint8Array.from(part);
        into.set(part);
        return into.subarray(0, part.length);
      },
    };
    const batches = finish(decodePaperBatches('r', onDisk));
    read = 0;
    const papersOf = ({ batch }: (typeof batches)[number]) => batch.days.flatMap(({ papers }) => papers);
    assert.deepEqual(
      batches.flatMap(papersOf).map(({ id, record, links }) => ({ id, record, links })),
      all.flatMap(papersOf).map(({ id, record, links }) => ({ id, record, links })),
    );
    const [paper] = batches.flatMap(papersOf);
    read = 0;
    assert.equal(paper?.record.title, all.flatMap(papersOf)[0]?.record.title);
    const once = read;
    assert.ok(once > 0);
    assert.deepEqual(paper?.links, all.flatMap(papersOf)[0]?.links);
    assert.equal(read, once);
  });

  test('gives the hash of the words of each paper without decoding it', () => {
    for (const { batch } of finish(decodePaperBatches('r', encode(all))))
      for (const { papers } of batch.days)
        for (const paper of papers) assert.equal(paper.recordHash, hashRecord(paper.record));
  });

  test('a day may have more papers than a call can have arguments', () => {
    const paper = {
      id: 'a-paper-0123abcd',
      arxivId: undefined,
      doi: undefined,
      titleKey: 'a-paper-0123abcd',
      record: { title: 'A', abstract: '' },
      links: [],
    };
    const head = { id: 'digest 2024-03-14', label: '2024-03-14', source: 'digest' } as const;
    const papers = Array.from({ length: 200_000 }, () => paper);
    const [read] = finish(
      decodePaperBatches('r', encode([{ stamp: 's', batch: { id: 'c', days: [{ head, papers }] } }])),
    );
    assert.equal(read?.batch.days[0]?.papers.length, papers.length);
  });

  test('round-trips any batches', () => {
    const batch: fc.Arbitrary<PaperBatch> = fc
      .record({
        id: fc.string(),
        label: fc.string({ unit: anyCodePoint }),
        title: fc.string({ unit: anyCodePoint }),
        abstract: fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
      })
      .map(({ id, label, ...paper }) => toPaperBatch(id, [{ label, source: 'arxiv', papers: [paper] }]));
    fc.assert(
      fc.property(fc.array(batch), fc.string(), (contributions, stamp) => {
        const given = contributions.map((one) => ({ stamp, batch: one }));
        assert.deepEqual(decode(encode(given)), given);
      }),
    );
  });

  test('returns no batches if the reader is different', () => {
    assert.deepEqual(decode(encode(all, 'another')), []);
  });

  test('returns no batches for another file format', () => {
    for (const text of ['', '{}', '{}\n', 'null\n', '[]\n', '{"format":1,"reader":"r"}\n'])
      assert.deepEqual(decode(Buffer.from(text)), []);
  });
});
