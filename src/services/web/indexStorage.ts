import type { ChildProgram, StartChild } from '../../platform/common/isolation/childProgram';
import type { IndexStorage } from '../search/indexFiles';

// A worker of a browser cannot use VS Code's files: the extension reads and writes them for the index.

interface FileRequest {
  readonly fileRequest: number;
  readonly call: 'read' | 'overwrite' | 'remove';
  readonly path: string;
  readonly bytes?: Uint8Array;
}

interface FileReply {
  readonly fileReply: number;
  readonly bytes?: Uint8Array | undefined;
  readonly error?: string;
}

/** The worker's side: sends requests to the extension. Pass messages from there to `received`. */
export class RemoteIndexStorage implements IndexStorage {
  readonly #waiting = new Map<number, (reply: FileReply) => void>();
  #number = 0;

  constructor(private readonly post: (request: FileRequest) => void) {}

  read(path: string): Promise<Uint8Array | undefined> {
    return this.#ask({ call: 'read', path });
  }

  async overwrite(path: string, bytes: Uint8Array): Promise<void> {
    await this.#ask({ call: 'overwrite', path, bytes });
  }

  async remove(path: string): Promise<void> {
    await this.#ask({ call: 'remove', path });
  }

  /** Takes a message if it is a reply. */
  received(message: object): boolean {
    if (!('fileReply' in message)) return false;
    const reply = message as FileReply;
    this.#waiting.get(reply.fileReply)?.(reply);
    this.#waiting.delete(reply.fileReply);
    return true;
  }

  #ask(request: Omit<FileRequest, 'fileRequest'>): Promise<Uint8Array | undefined> {
    this.#number += 1;
    const fileRequest = this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(fileRequest, ({ bytes, error }) => {
        if (error === undefined) resolve(bytes);
        else reject(new Error(error));
      });
      this.post({ fileRequest, ...request });
    });
  }
}

/** The extension's side: starts a program whose requests for files are served from `storage`. */
export function withFiles(start: StartChild, storage: IndexStorage): StartChild {
  return ({ received, ended }) => {
    const child: ChildProgram = start({
      ended,
      received: (message) => {
        if (isRequest(message)) void serve(message, storage).then((reply) => child.send(reply));
        else received(message);
      },
    });
    return child;
  };
}

function isRequest(message: unknown): message is FileRequest {
  return typeof message === 'object' && message !== null && 'fileRequest' in message;
}

async function serve(
  { fileRequest, call, path, bytes = new Uint8Array() }: FileRequest,
  storage: IndexStorage,
): Promise<FileReply> {
  try {
    if (call === 'read') return { fileReply: fileRequest, bytes: await storage.read(path) };
    await (call === 'overwrite' ? storage.overwrite(path, bytes) : storage.remove(path));
    return { fileReply: fileRequest };
  } catch (error) {
    return { fileReply: fileRequest, error: String(error) };
  }
}
