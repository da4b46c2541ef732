import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const SECRET = 'a-secret-for-tests-that-is-long-enough';
export const ADMIN_KEY = 'an-admin-key-for-tests';
const ROOT = resolve(import.meta.dirname, '../..');

/** Where a gateway runs: on this machine as it is, or behind a command that changes its surroundings. */
export interface Place {
  /** The command and its arguments that run the launcher, such as `ip netns exec somewhere`. */
  through?: string[];
  /** The address under which clients find it. */
  address?: string;
}

export interface Health {
  status: 'UP' | 'DEGRADED' | 'DOWN';
  parts: Record<string, { status: string; detail: string | null }>;
}

/** A gateway process, started by the same launcher as in production. */
export class Gateway {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly dataDir: string,
    readonly environment: Record<string, string>,
    private readonly lines: string[],
    private readonly address: string,
  ) {}

  get url(): string {
    return `http://${this.address}:${this.port}`;
  }

  /** The launcher becomes the Java process, and so does a command in front of it. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Everything the process has printed. */
  get output(): string {
    return this.lines.join('');
  }

  /** Starts a gateway and waits until it is ready. Settings as in the environment of production. */
  static async start(
    settings: Record<string, string> = {},
    command = 'start',
    place: Place = {},
  ): Promise<Gateway> {
    const port = Number(settings.PORT ?? (await freePort()));
    const dataDir = settings.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'meeshy-e2e-'));
    const address = place.address ?? '127.0.0.1';
    const { child, lines } = launch(
      command,
      {
        JWT_SECRET: SECRET,
        ADMIN_KEY,
        HOST: place.address ? '0.0.0.0' : address,
        ...settings,
        PORT: String(port),
        DATA_DIR: dataDir,
      },
      place.through,
    );
    const gateway = new Gateway(child, port, dataDir, settings, lines, address);
    try {
      await gateway.ready();
    } catch (problem) {
      await gateway.kill();
      throw problem;
    }
    return gateway;
  }

  /** Kills the process without warning, as the system does when memory ends. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** What readiness says; throws when there is no answer in time. */
  async health(within = 5_000): Promise<Health> {
    const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(within) });
    return (await answer.json()) as Health;
  }

  /** A figure of `/metrics`; its name has the labels too. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const line = text.split('\n').find(each => each.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1));
  }

  /** A request with the admin key; throws on any answer that is not a success. */
  async admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { 'X-Admin-Key': ADMIN_KEY, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text).data;
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null) throw new Error(`the gateway ended:\n${this.output}`);
      try {
        if ((await fetch(`${this.url}/health/ready`)).ok) return;
      } catch {
        // Not listening yet.
      }
      await new Promise(done => setTimeout(done, 50));
    }
    throw new Error(`the gateway was not ready in time:\n${this.output}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise(done => this.child.once('exit', done));
    this.child.kill(signal);
    await gone;
  }
}

/** A command of the launcher that goes on until it is told to stop. */
export class Command {
  private readonly lines: string[];
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;

  constructor(args: string[], settings: Record<string, string>) {
    const { child, lines } = launch(args, settings);
    this.child = child;
    this.lines = lines;
    this.exited = new Promise(done => child.once('close', code => done(code)));
  }

  get output(): string {
    return this.lines.join('');
  }

  /** Sends Ctrl+C; answers the exit code. */
  interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.exited;
  }
}

/** Runs a command of the launcher to its end. */
export async function run(
  args: string[],
  settings: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { child, lines } = launch(args, settings);
  const code = await new Promise<number | null>(done => child.once('close', done));
  return { code, output: lines.join('') };
}

/** The launcher replaces itself by the Java process, so a signal to the child reaches the gateway. */
function launch(
  command: string | string[],
  settings: Record<string, string>,
  through: string[] = [],
) {
  const lines: string[] = [];
  const [program = '', ...rest] = [...through, join(ROOT, 'meeshy'), ...[command].flat()];
  const child = spawn(program, rest, {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      JAVA_HOME: process.env.JAVA_HOME ?? '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', chunk => lines.push(String(chunk)));
  child.stderr.on('data', chunk => lines.push(String(chunk)));
  return { child, lines };
}

/** A port that nobody listens on, below those that the system gives to outgoing connections: none of them may take it. */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000);
  const free = await new Promise<boolean>(done => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, () => server.close(() => done(true)));
  });
  return free ? port : freePort();
}

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, 'contract', name), 'utf8'));
}
