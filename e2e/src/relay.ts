import { connect, createServer, type Server, type Socket } from 'node:net';

/** What stands between a client and a server: it can be closed, or lead new connections elsewhere. */
export class Relay {
  private readonly open = new Set<Socket>();
  private server: Server | null = null;
  private ownPort = 0;

  constructor(private target: number) {}

  get port(): number {
    return this.ownPort;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ownPort}`;
  }

  /** Listens, on the same port as before. */
  async start(): Promise<this> {
    const server = createServer(socket => this.pass(socket));
    await new Promise<void>(done => server.listen(this.ownPort, '127.0.0.1', 2_048, done));
    this.ownPort = (server.address() as { port: number }).port;
    this.server = server;
    return this;
  }

  /** Where connections go that are made from now on. */
  leadTo(port: number): void {
    this.target = port;
  }

  /** As if the other side died: all connections are reset, new ones refused. */
  async die(): Promise<void> {
    const server = this.server;
    this.server = null;
    const closed = new Promise(done => (server ? server.close(done) : done(null)));
    for (const each of this.open) each.resetAndDestroy();
    await closed;
  }

  private pass(incoming: Socket): void {
    const outgoing = connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      this.open.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
    }
  }
}
