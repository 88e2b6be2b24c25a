import { deflateSync } from 'node:zlib';
import { openPage } from './workbench';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Reduces a PNG to at most 128 colours, which makes it about a quarter of the size: screenshots have few colours, except at
 * the edges of letters. https://www.w3.org/TR/png-3/
 */
export async function indexedPng(png: Buffer): Promise<Buffer> {
  const { width, height, pixels } = await decode(png);
  const palette = commonColors(pixels);
  const indexOf = nearestIndex(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < pixels.length; at++) {
    // Each row begins with the number of its filter: none.
    rows[at + Math.floor(at / width) + 1] = indexOf(pixels[at] ?? 0);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits each, indexed
  const colors = Buffer.from(palette.flatMap(channels));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB, row by row. */
  readonly pixels: readonly number[];
}

/** Decodes a picture in the browser. */
async function decode(png: Buffer): Promise<Bitmap> {
  const page = await openPage();
  const bitmap = await page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('The browser has no canvas.');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const pixels: number[] = [];
      for (let at = 0; at < data.length; at += 4)
        pixels.push(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
      return { width: image.width, height: image.height, pixels };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.context().close();
  return bitmap;
}

/** The least distance between two colours, where each channel has 255 steps. A smaller one is not visible. */
const leastDistance = 10;

/** The most frequent colours, at most 128. Colours close to a more frequent one, as in antialiased letters, are left out. */
function commonColors(pixels: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const chosen: number[] = [];
  for (const [color] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    if (chosen.length === 128) break;
    if (chosen.every((one) => squaredDistance(one, color) >= leastDistance ** 2)) chosen.push(color);
  }
  return chosen;
}

function nearestIndex(palette: readonly number[]): (color: number) => number {
  const known = new Map(palette.map((color, index) => [color, index]));
  return (color) => {
    let index = known.get(color);
    if (index === undefined) {
      const distances = palette.map((candidate) => squaredDistance(color, candidate));
      index = distances.indexOf(Math.min(...distances));
      known.set(color, index);
    }
    return index;
  };
}

function squaredDistance(one: number, other: number): number {
  const [a, b] = [channels(one), channels(other)];
  return a.reduce((sum, value, at) => sum + (value - (b[at] ?? 0)) ** 2, 0);
}

const channels = (color: number): readonly number[] => [color >> 16, (color >> 8) & 0xff, color & 0xff];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** CRC-32 of ISO 3309; `zlib.crc32` exists only since Node 20.15. */
function crc32(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
