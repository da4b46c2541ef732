import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:tls';
import { freePort } from './gateway';

const FOLDER = resolve(import.meta.dirname, '../../deploy/proxy');
/** Debian keeps servers where only root looks. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/** A certificate that nobody has signed but itself, and its key. */
export interface Certificate {
  chain: string;
  key: string;
}

export function selfSigned(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'meeshy-tls-'));
  const [chain, key] = [join(folder, 'chain.pem'), join(folder, 'key.pem')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const made =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost';
  execFileSync('openssl', [...made.split(' '), '-addext', names, '-keyout', key, '-out', chain], {
    stdio: 'pipe',
  });
  const certificate = { chain: readFileSync(chain, 'utf8'), key: readFileSync(key, 'utf8') };
  rmSync(folder, { recursive: true });
  return certificate;
}

/** What the file of `deploy/proxy/` becomes here: another port, certificate and gateway, and nothing else. */
interface Kind {
  file: string;
  /** Prints the version. */
  version: string[];
  run: (folder: string, file: string) => string[];
  /** What the package's own main file says around ours. */
  around?: (folder: string) => string;
}

const KINDS = {
  nginx: {
    file: 'nginx.conf',
    version: ['-v'],
    run: folder => ['-p', folder, '-c', join(folder, 'main.conf'), '-e', 'stderr'],
    around: folder =>
      `daemon off; pid nginx.pid; error_log stderr; ${process.getuid?.() === 0 ? 'user root;' : ''}
       events {}
       http {
         access_log off;
         client_body_temp_path body; proxy_temp_path proxy;
         fastcgi_temp_path other; uwsgi_temp_path other; scgi_temp_path other;
         include ${folder}/nginx.conf;
       }`,
  },
  haproxy: {
    file: 'haproxy.cfg',
    version: ['-v'],
    run: (_, file) => ['-db', '-f', file],
  },
  caddy: {
    file: 'Caddyfile',
    version: ['version'],
    run: (_, file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
} satisfies Record<string, Kind>;

export type ProxyName = keyof typeof KINDS;

/** A reverse proxy with our configuration for it, in front of a gateway on this machine. */
export class ReverseProxy {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly lines: string[],
  ) {}

  get url(): string {
    return `https://localhost:${this.port}`;
  }

  /** The version that is installed, or null. */
  static installed(name: ProxyName): string | null {
    const { stdout, stderr, error } = spawnSync(name, KINDS[name].version, {
      env: { ...process.env, PATH },
      encoding: 'utf8',
    });
    return error ? null : ((stdout + stderr).split('\n')[0] ?? '');
  }

  static async start(
    name: ProxyName,
    gatewayPort: number,
    tls: Certificate,
  ): Promise<ReverseProxy> {
    const kind: Kind = KINDS[name];
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), `meeshy-${name}-`));
    const file = join(folder, kind.file);
    const here = (path: string) => join(folder, path);
    writeFileSync(here('fullchain.pem'), tls.chain);
    writeFileSync(here('privkey.pem'), tls.key);
    writeFileSync(here('presence.pem'), tls.chain + tls.key);
    const written = readFileSync(join(FOLDER, kind.file), 'utf8')
      .replace(/:?\b443 /g, name === 'caddy' ? `:${port} ` : `127.0.0.1:${port} `)
      .replaceAll('/etc/ssl/presence', folder)
      .replace('127.0.0.1:8000', `127.0.0.1:${gatewayPort}`)
      .replace('presence.example.org', 'localhost');
    // Caddy's first block is about the process: no administration, no port 80.
    const caddy = '{\n admin off\n default_bind 127.0.0.1\n auto_https disable_redirects\n}\n';
    writeFileSync(file, name === 'caddy' ? caddy + written : written);
    if (kind.around) writeFileSync(here('main.conf'), kind.around(folder));
    const child = spawn(name, kind.run(folder, file), {
      env: { PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    child.stdout.on('data', chunk => lines.push(String(chunk)));
    child.stderr.on('data', chunk => lines.push(String(chunk)));
    const proxy = new ReverseProxy(port, child, folder, lines);
    await proxy.open();
    return proxy;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise(done => this.child.once('exit', done));
      this.child.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async open(): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline && this.child.exitCode === null) {
      if (await this.answers()) return;
      await new Promise(done => setTimeout(done, 50));
    }
    await this.stop();
    throw new Error(`the proxy did not open its port:\n${this.lines.join('')}`);
  }

  private answers(): Promise<boolean> {
    return new Promise(done => {
      const socket = connect({ port: this.port, host: '127.0.0.1', rejectUnauthorized: false });
      socket.once('secureConnect', () => {
        socket.destroy();
        done(true);
      });
      socket.once('error', () => done(false));
    });
  }
}
