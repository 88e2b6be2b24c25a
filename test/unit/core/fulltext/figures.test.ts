import assert from 'node:assert/strict';
import { figureAddress, figureKind } from '../../../../src/core/fulltext/figures';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

suite('Addresses of figures', () => {
  const page = 'https://arxiv.org/html/2401.00001v2';
  const accepted: readonly [string, string][] = [
    ['x1.png', '/x1.png'],
    ['./x1.png', '/x1.png'],
    ['2401.00001v2/x1.png', '/x1.png'],
    ['2401.00001/x1.png', '/x1.png'],
    ['extracted/1/figs/a b.JPEG', '/extracted/1/figs/a%20b.JPEG'],
    ['a/../b.svg', '/b.svg'],
    ['figs/%C3%A4.webp', '/figs/%C3%A4.webp'],
    ['x1.png#part', '/x1.png'],
  ];
  for (const [source, below] of accepted)
    test(`${source} is below the page`, () => assert.equal(figureAddress(page, source), page + below));

  const rejected = [
    'https://arxiv.org/html/2401.00001v2/x1.png',
    'https://example.org/x1.png',
    '//example.org/x1.png',
    '/html/2401.00001v2/x1.png',
    '\\\\example.org\\x1.png',
    '/\\example.org/x1.png',
    '..\\x1.png',
    '../x1.png',
    'a/../../x1.png',
    '%2e%2e/x1.png',
    '..%2fx1.png',
    'a%5c..%5cx1.png',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)//x.png',
    'java\tscript:x.png',
    'x1.png?size=1',
    'x1.html',
    'png',
    '.png/',
    '',
    `${'a'.repeat(5000)}.png`,
  ];
  for (const source of rejected)
    test(`${JSON.stringify(source.slice(0, 50))} is not requested`, () =>
      assert.equal(figureAddress(page, source), undefined));

  test('The archive of an old id is part of the page', () =>
    assert.equal(
      figureAddress('https://arxiv.org/html/cs/0101001v1', '0101001v1/x1.png'),
      'https://arxiv.org/html/cs/0101001v1/x1.png',
    ));
});

suite('Kinds of figures', () => {
  const known: readonly [string, string][] = [
    ['png', '\x89PNG\r\n\x1a\n....'],
    ['jpg', '\xff\xd8\xff\xe0'],
    ['gif', 'GIF89a'],
    ['webp', 'RIFF....WEBPVP8 '],
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['svg', '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- > <svg> -->\n<!DOCTYPE svg>\n<svg>'],
  ];
  for (const [kind, start] of known)
    test(`${JSON.stringify(start)} is ${kind}`, () => assert.equal(figureKind(bytes(start)), kind));

  const unknown = [
    '',
    '<html><svg></svg></html>',
    '<!-- <svg> ',
    '<svgx>',
    'RIFF....WAVE',
    '%PDF-1.7',
    '\x89PNG',
  ];
  for (const start of unknown)
    test(`${JSON.stringify(start)} is no picture`, () => assert.equal(figureKind(bytes(start)), undefined));
});
