import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy on this machine's loopback that leads every host to one server, whatever it is called. */
export class ForwardProxy {
  /** The requested hosts, in order. */
  readonly hosts: string[] = [];
  readonly #server = createServer((incoming, answer) => this.#forward(incoming, answer));
  readonly #tunnels = new Set<Duplex>();

  private constructor(private readonly target: URL) {
    this.#server.on('connect', (incoming: IncomingMessage, socket: Socket) => this.#tunnel(incoming, socket));
  }

  static async start(target: string): Promise<ForwardProxy> {
    const proxy = new ForwardProxy(new URL(target));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const tunnel of this.#tunnels) tunnel.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #forward(incoming: IncomingMessage, answer: ServerResponse): void {
    const wanted = new URL(incoming.url ?? '', this.target);
    this.hosts.push(wanted.host);
    const { hostname, port } = this.target;
    const path = `${wanted.pathname}${wanted.search}`;
    const onward = request(
      { hostname, port, path, method: incoming.method, headers: incoming.headers },
      (found) => {
        answer.writeHead(found.statusCode ?? 502, found.headers);
        found.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  }

  #tunnel(incoming: IncomingMessage, socket: Socket): void {
    this.hosts.push(incoming.url ?? '');
    const onward = connect(Number(this.target.port), this.target.hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) {
      this.#tunnels.add(end);
      end.on('error', () => end.destroy()).on('close', () => this.#tunnels.delete(end));
    }
  }
}
