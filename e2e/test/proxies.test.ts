import { connect as http2, type IncomingHttpHeaders } from 'node:http2';
import { Agent, request } from 'node:https';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Transport } from '../src/clients';
import { ADMIN_KEY, Gateway } from '../src/gateway';
import { type Certificate, type ProxyName, ReverseProxy, selfSigned } from '../src/proxy';
import { ALICE, BOB, token, WORLD } from '../src/world';

/** An address of this machine that is neither the proxy's nor the gateway's own. */
const ELSEWHERE = '127.5.6.7';
const LONG = Boolean(process.env.MEESHY_LONG);
const PROXIES: ProxyName[] = ['nginx', 'haproxy', 'caddy'];

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

let gateway: Gateway;

beforeAll(async () => {
  if (!PROXIES.some(name => ReverseProxy.installed(name))) return;
  gateway = await Gateway.start({ TRUST_PROXY: 'true' });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(() => Client.closeAll());

for (const name of PROXIES) {
  const version = ReverseProxy.installed(name);
  const title =
    version === null
      ? `${name} is not installed: deploy/proxy is not tried with it`
      : `behind ${name} (${version})`;
  describe.skipIf(version === null)(title, () => behind(name));
}

function behind(name: ProxyName): void {
  let tls: Certificate;
  let agent: Agent;
  let proxy: ReverseProxy;

  beforeAll(async () => {
    tls = selfSigned();
    agent = new Agent({ ca: tls.chain, localAddress: ELSEWHERE });
    proxy = await ReverseProxy.start(name, gateway.port, tls);
  });
  afterAll(() => proxy?.stop());

  /** A client that believes this certificate and no other, and says that it comes from somewhere else. */
  function client(userId: string, transports: Transport[]): Client {
    return Client.v4(proxy.url, { token: token(userId) }, 'websocket', {
      transports,
      agent,
      ca: tls.chain,
      extraHeaders: { 'X-Forwarded-For': '203.0.113.9' },
    });
  }

  /** The path goes out as it is written here, which no fetch would do. */
  function get(path: string): Promise<Answer> {
    return new Promise((done, fail) =>
      request({ host: 'localhost', port: proxy.port, path, ca: tls.chain }, async answer => {
        let text = '';
        for await (const chunk of answer) text += chunk;
        done({ status: answer.statusCode, headers: answer.headers, text });
      })
        .once('error', fail)
        .end(),
    );
  }

  it.each<[string, Transport[]]>([
    ['wss', ['websocket']],
    ['polling', ['polling']],
    ['polling that becomes wss', ['polling', 'websocket']],
  ])('%s: people sign in, see each other come, speak and go', async (_, transports) => {
    const bob = await client(BOB, transports).signedIn();
    const alice = await client(ALICE, transports).signedIn();
    await bob.status(ALICE, true);
    const content = `by ${transports}`;
    await expect(
      alice.ask('message:send', { conversationId: 'pair', content }),
    ).resolves.toMatchObject({
      success: true,
    });
    await bob.next('message:new', (each: { content: string }) => each.content === content);
    alice.close();
    await bob.status(ALICE, false);
  });

  it('the gateway knows the address that the proxy saw, whatever the client says', async () => {
    const alice = await client(ALICE, ['websocket']).signedIn();
    const console = io(`${gateway.url}/admin`, { auth: { adminKey: ADMIN_KEY }, forceNew: true });
    try {
      const file = await console.timeout(10_000).emitWithAck('person:open', { userId: ALICE });
      expect(file.data.devices.map((each: { address: string }) => each.address)).toContain(
        '127.5.6.x',
      );
      expect(JSON.stringify(file.data.devices)).not.toContain('203.0.113');
    } finally {
      console.close();
      alice.close();
    }
  });

  it('pages come with HSTS', async () => {
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toContain('max-age=31536000');
  });

  it.each([
    '/metrics',
    '/metrics?name',
    '/metrics/',
    '/%6detrics',
    '//metrics',
    '/./metrics',
    '/docs/../metrics',
    '/metrics;a=b',
    '/metrics#a',
  ])('the figures for machines stay inside, also spelt %s', async path => {
    expect((await get(path)).text).not.toContain('meeshy_');
  });

  it('HTTP/2 to the browser; where the proxy offers WebSockets in it (RFC 8441), they work', async () => {
    const session = http2(proxy.url, { ca: tls.chain });
    try {
      await new Promise(done => session.once('remoteSettings', done));
      expect(session.alpnProtocol).toBe('h2');
      expect(await status(session.request({ ':path': '/' }))).toBe(200);
      if (session.remoteSettings.enableConnectProtocol) {
        const path = '/socket.io/?EIO=4&transport=websocket';
        const stream = session.request(
          {
            ':method': 'CONNECT',
            ':protocol': 'websocket',
            ':path': path,
            'sec-websocket-version': '13',
          },
          { endStream: false },
        );
        expect(await status(stream)).toBe(200);
        const first = await new Promise<Buffer>(done => stream.once('data', done));
        expect(first.toString()).toContain('"pingInterval"');
      }
    } finally {
      session.destroy();
    }
  });

  it.runIf(LONG)(
    'a connection over which nothing goes but the ping stays',
    async () => {
      const quiet = await Promise.all([
        client(ALICE, ['websocket']).signedIn(),
        client(BOB, ['polling']).signedIn(),
      ]);
      await new Promise(done => setTimeout(done, 100_000));
      for (const each of quiet) {
        expect(each.all('disconnect')).toEqual([]);
        await each.settled();
      }
    },
    150_000,
  );
}

function status(stream: {
  once(event: 'response', listener: (headers: { ':status'?: number | undefined }) => void): unknown;
  once(event: 'error', listener: (e: Error) => void): unknown;
}): Promise<number | undefined> {
  return new Promise((done, fail) => {
    stream.once('response', headers => done(headers[':status']));
    stream.once('error', fail);
  });
}
