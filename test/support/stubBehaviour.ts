import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

/** What a server can do with a request besides answering it. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A complete, unchanged response. */
export function reply(
  status: number,
  body: string | Uint8Array = '',
  headers: Readonly<Record<string, string>> = {},
): Behaviour {
  return (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Too many requests, with the headers that say for how long. */
export const tooMany = (headers: Readonly<Record<string, string>>): Behaviour =>
  reply(429, '{"error":"rate limited"}', headers);

/** Headers and a little of the body, and then nothing more. */
export const stalls: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('[{"paper":');
};

/** Ends before as much has come as was announced. */
export const isCut =
  (body: string): Behaviour =>
  (_, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body) + 1000),
    });
    response.write(body, () => response.destroy());
  };

export type Coding = 'gzip' | 'br' | 'deflate';

/** How the codings of HTTP compress, each as fast as it can: what is sent here is small or all alike. */
const compress: Readonly<Record<Coding, (body: string | Uint8Array) => Buffer>> = {
  gzip: (body) => gzipSync(body, { level: 1 }),
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  deflate: (body) => deflateSync(body, { level: 1 }),
};

/** Sends a body without its length, compressed if a coding is named, and closes the connection after part of it. */
export const closesEarly =
  (body: string, coding?: Coding, part = 0.7): Behaviour =>
  ({ socket }, response) => {
    const bytes = coding ? compress[coding](body) : Buffer.from(body);
    const encoding = coding ? `content-encoding: ${coding}\r\n` : '';
    response.detachSocket(socket);
    socket.end(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\n${encoding}connection: close\r\n\r\n`),
        bytes.subarray(0, Math.floor(bytes.length * part)),
      ]),
    );
  };

/** Sends a body in chunks and ends the connection before the last one. */
export const cutsChunks =
  (body: string, coding?: Coding): Behaviour =>
  (_, response) => {
    const bytes = coding ? compress[coding](body) : Buffer.from(body);
    response.writeHead(200, coding ? { 'content-encoding': coding } : {});
    response.write(bytes.subarray(0, Math.floor(bytes.length * 0.7)), () => response.destroy());
  };

/** Sends a number of bytes, a megabyte at a time and no faster than they are read. */
export const floods =
  (megabytes: number, announced = false): Behaviour =>
  (_, response) => {
    const piece = Buffer.alloc(1024 * 1024, ' ');
    response.writeHead(200, announced ? { 'content-length': String(megabytes * piece.length) } : {});
    let sent = 0;
    const send = (): void => {
      while (sent++ < megabytes) {
        if (!response.write(piece)) {
          response.once('drain', send);
          return;
        }
      }
      response.end();
    };
    send();
  };

/** A small response that decompresses to a number of megabytes. */
export const bomb = (megabytes: number, coding: Coding): Behaviour =>
  reply(200, compress[coding](Buffer.alloc(megabytes * 1024 * 1024, ' ')), { 'content-encoding': coding });
export const gzipBomb = (megabytes: number): Behaviour => bomb(megabytes, 'gzip');

/** Leads to another address. */
export const redirects = (location: string, status = 302): Behaviour => reply(status, '', { location });

/** Ends the connection without a word. */
export const hangsUp: Behaviour = (request) => {
  request.socket.destroy();
};
