import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeInChunks, decodeText } from '../../../../../src/core/importers/textDigest/decode';
import { parseTextFile } from '../../../../../src/core/importers/textDigest/textFile';
import type { ParsedDigest } from '../../../../../src/core/library/parsedDigest';
import { seeds } from '../../library/seeds';
import { pages } from '../../library/textDigest/reshape';
import { runs } from '../../../../support/testLength';
import { localized } from '../../../../../src/core/base/localization';
import { anyCodePoint } from '../../../../support/codePoints';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const little = Buffer.from(text, 'utf16le');
  return order === 'le' ? little : little.swap16();
}

function parse(file: Uint8Array): ParsedDigest {
  const steps = parseTextFile(file);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

suite('decodeText', () => {
  const text = 'Mar 11\n\nÜber “Attention”\n\nΣ, 注意力, 𝔸.\n';
  const files: Readonly<Record<string, Uint8Array>> = {
    'UTF-8': utf8(text),
    'UTF-8 with a byte order mark': bytes([0xef, 0xbb, 0xbf], text),
    'UTF-16 LE with a byte order mark': utf16(`\ufeff${text}`, 'le'),
    'UTF-16 BE with a byte order mark': utf16(`\ufeff${text}`, 'be'),
    'UTF-16 LE without one': utf16(text, 'le'),
    'UTF-16 BE without one': utf16(text, 'be'),
  };
  for (const [encoding, file] of Object.entries(files)) {
    test(`reads ${encoding}`, () => assert.deepEqual(decodeText(file), { text, problems: [] }));
  }

  test('decodes a byte that is not UTF-8 as Windows-1252, and reports its line', () => {
    const file = bytes('one\r\ntwo\n', [0x93], 'na', [0xef], 've', [0x94], ' é ', [0xf0, 0x9f], '\n');
    const { text: read, problems } = decodeText(file);
    assert.equal(read, 'one\r\ntwo\n“naïve” é ðŸ\n');
    assert.deepEqual(
      problems.map(({ line, message }) => [line, localized(message).startsWith('5 characters')]),
      [[3, true]],
    );
  });

  const malformed: readonly (readonly number[])[] = [
    [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80], [0xe2, 0x82],
  ]; // oxfmt-ignore
  for (const sequence of malformed) {
    test(`takes ${Buffer.from(sequence).toString('hex')} as invalid UTF-8 and loses nothing`, () => {
      const { text: read, problems } = decodeText(bytes('a', sequence, 'b'));
      assert.equal(read.length, sequence.length + 2);
      assert.equal(problems.length, 1);
    });
  }

  test('rejects files with zeros or control characters', () => {
    for (const file of [
      bytes('%PDF-1.5\n', [0, 1, 0, 2]),
      new Uint8Array(64),
      bytes([1, 2, 3, 4, 5, 6, 7, 8]),
    ]) {
      const { text: read, problems } = decodeText(file);
      assert.deepEqual([read, problems.map(({ line }) => line)], ['', [1]]);
    }
  });

  test('round-trips texts of any length with any chunk boundaries', () => {
    const long = fc
      .tuple(fc.nat(6), fc.string({ unit: anyCodePoint, minLength: 1, maxLength: 20 }))
      .map(([shift, unit]) => {
        const wellFormed = Buffer.from(unit.replaceAll('\0', ''), 'utf8').toString('utf8');
        return 'text '.repeat(13_105) + 'x'.repeat(shift) + wellFormed.replace(/\p{Cc}/gu, ' ');
      });
    fc.assert(
      fc.property(long, (given) => {
        assert.deepEqual(decodeText(utf8(given)), { text: given, problems: [] });
      }),
      { numRuns: runs(60) },
    );
  });

  test('never throws and returns at least one character per byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (file) => {
        const { text: read, problems } = decodeText(file);
        assert.ok(read !== '' || problems.length > 0 || file.length <= 3);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('gives large files in pieces', () => {
    const pieces = [...decodeInChunks(utf8(`${'é'.repeat(50_000)}\n`.repeat(10)))];
    assert.ok(pieces.length > 10 && pieces.every(({ length }) => length < 70_000));
  });
});

suite('parseTextFile', () => {
  test('reads the packaged digests from their bytes, in any encoding', () => {
    seeds.forEach(({ text }, i) => {
      for (const file of [
        utf8(text),
        utf16(text, 'be'),
        utf16(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'le'),
      ]) {
        const { days, problems } = parse(file);
        assert.deepEqual(problems, []);
        assert.deepEqual(days[0]?.papers, pages[i]?.entries);
      }
    });
  });

  test('reports problems of decoding and of parsing by line', () => {
    const { days, problems } = parse(
      bytes('Feb 30\n\nA Title\n\nWe show a na', [0xef], 've one. It works.\n'),
    );
    assert.deepEqual(
      [days[0]?.papers[0]?.abstract, problems.map(({ line }) => line)],
      ['We show a naïve one. It works.', [1, 5]],
    );
  });

  test('reports once that a file is binary or empty', () => {
    for (const file of [new Uint8Array(0), new Uint8Array(10_000), utf8('\ufeff')]) {
      const { days, problems } = parse(file);
      assert.deepEqual([days.length, problems.length], [0, 1]);
    }
  });

  test('yields often while it parses megabytes', () => {
    const steps = [
      ...parseTextFile(
        utf8(
          seeds
            .map(({ text }) => text)
            .join('\n')
            .repeat(10),
        ),
      ),
    ];
    assert.ok(steps.length > 40);
  });
});
