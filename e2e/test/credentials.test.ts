import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, GUEST, GUEST_TOKEN, token, userId, WORLD } from '../src/world';

const REFUSAL =
  'Authentification requise. Veuillez fournir un Bearer token ou un x-session-token valide.';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await Gateway.start({ CONNECT_TIMEOUT: '3s' });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(() => Client.closeAll());

function open(auth: Record<string, unknown>, options = {}): Client {
  return Client.v4(gateway.url, auth, 'websocket', options);
}

describe('a credential is taken from every place of the contract', () => {
  const headers = (extraHeaders: Record<string, string>) => () => open({}, { extraHeaders });
  const places: [string, () => Client, string][] = [
    ['auth.token', () => open({ token: token(ALICE) }), ALICE],
    ['auth.token with Bearer', () => open({ token: `Bearer ${token(ALICE)}` }), ALICE],
    ['auth.authToken', () => open({ authToken: token(ALICE), tokenType: 'jwt' }), ALICE],
    ['the Authorization header', headers({ Authorization: `Bearer ${token(ALICE)}` }), ALICE],
    [
      'auth.sessionToken',
      () => open({ sessionToken: GUEST_TOKEN, sessionType: 'anonymous' }),
      GUEST,
    ],
    ['the x-session-token header', headers({ 'x-session-token': GUEST_TOKEN }), GUEST],
    ['the claim sub', () => open({ token: token(ALICE, { claims: { sub: ALICE } }) }), ALICE],
    [
      'a token before a session',
      () => open({ token: token(ALICE), sessionToken: GUEST_TOKEN }),
      ALICE,
    ],
  ];
  for (const [name, connectBy, id] of places) {
    it(name, async () => {
      const client = await connectBy().signedIn();
      expect(await client.next('authenticated')).toMatchObject({
        success: true,
        user: { id, isAnonymous: id === GUEST },
        serverTime: expect.any(String),
        version: expect.any(String),
      });
    });
  }

  it('the authenticate event, with a token, a session, or a token called session', async () => {
    for (const payload of [
      { token: token(ALICE) },
      { sessionToken: GUEST_TOKEN },
      { sessionToken: token(ALICE), language: 'en' },
    ]) {
      const client = open({});
      client.emit('authenticate', payload);
      await client.signedIn();
    }
  });

  it('events sent before the answer are held and served in order', async () => {
    const client = open({ token: token(ALICE) });
    for (const content of ['one', 'two', 'three']) {
      client.emit('message:send', { conversationId: 'team', content });
    }
    await client.next('message:new', (each: { content: string }) => each.content === 'three');
    expect(client.all<{ content: string }>('message:new').map(each => each.content)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });
});

describe('a credential that is not good is refused with a reason', () => {
  const wrong: [string, Record<string, unknown>, string][] = [
    [
      'forged',
      { token: token(ALICE, { secret: 'somebody else thought of this secret' }) },
      'TOKEN_FORGED',
    ],
    ['expired', { token: token(ALICE, { expiresIn: -1 }) }, 'TOKEN_EXPIRED'],
    ['signed with nothing', { token: token(ALICE, { algorithm: 'none' }) }, 'TOKEN_ALGORITHM'],
    ['of another algorithm', { token: token(ALICE, { algorithm: 'RS256' }) }, 'TOKEN_ALGORITHM'],
    ['no token at all', { token: 'hello' }, 'TOKEN_MALFORMED'],
    ['without user', { token: token(ALICE, { claims: {} }) }, 'TOKEN_MALFORMED'],
    ['of an unknown user', { token: token(userId(99)) }, 'USER_UNKNOWN'],
    ['of an unknown session', { sessionToken: 'anon_unknown' }, 'SESSION_UNKNOWN'],
    [
      'a bad token beside a good session',
      { token: 'hello', sessionToken: GUEST_TOKEN },
      'TOKEN_MALFORMED',
    ],
  ];
  for (const [name, auth, code] of wrong) {
    it(name, async () => {
      const client = open(auth);
      expect(await client.next('authenticated')).toMatchObject({
        success: false,
        error: REFUSAL,
        code,
      });
      expect(await client.next('error')).toMatchObject({ code, message: expect.any(String) });
      client.emit('message:send', { conversationId: 'team', content: 'let me in' });
      await new Promise(done => setTimeout(done, 200));
      expect(client.all('presence:snapshot')).toEqual([]);
    });
  }

  it('nothing at all: told within 5 s and closed after the connect timeout', async () => {
    const opened = performance.now();
    const client = open({});
    expect(await client.next('authenticated')).toMatchObject({
      success: false,
      code: 'CREDENTIALS_MISSING',
    });
    expect(performance.now() - opened).toBeLessThan(5_000);
    await client.next('disconnect');
    expect(performance.now() - opened).toBeGreaterThan(2_500);
    expect(performance.now() - opened).toBeLessThan(10_000);
  });

  it('a user id alone', async () => {
    const client = open({});
    client.emit('authenticate', { userId: ALICE });
    expect(await client.next('authenticated')).toMatchObject({ success: false });
  });

  it('after a refusal the right one is taken on the same connection', async () => {
    const client = open({ token: 'hello' });
    await client.next('authenticated');
    client.forget();
    client.emit('authenticate', { token: token(ALICE) });
    await client.signedIn();
  });

  it('tries by the authenticate event are limited for each address', async () => {
    const client = open({});
    for (let i = 0; i < 30; i++) client.emit('authenticate', { token: 'hello' });
    expect(
      await client.next('authenticated', (each: { code: string }) => each.code === 'RATE_LIMITED'),
    ).toMatchObject({ success: false });
  });

  it('and of IPv6 for each network, since whoever has one address has all of it', async () => {
    const behindProxy = await Gateway.start({ TRUST_PROXY: 'true' });
    try {
      const from = (address: string) =>
        Client.v4(behindProxy.url, {}, 'websocket', {
          extraHeaders: { 'X-Forwarded-For': address },
        });
      const tries = async (client: Client, count: number) => {
        // On a slow machine a client is told that it must authenticate before its first try arrives.
        const answers = () =>
          client
            .all<{ code: string }>('authenticated')
            .filter(each => each.code !== 'CREDENTIALS_MISSING');
        for (let i = 0; i < count; i++) {
          client.emit('authenticate', { token: 'hello' });
          // Of those that come while one is looked at only the last is tried.
          await client.next('authenticated', () => answers().length > i);
        }
        return answers().map(each => each.code);
      };
      expect(await tries(from('2001:db8:1:1::7'), 10)).not.toContain('RATE_LIMITED');
      expect(await tries(from('2001:db8:1:1:abcd::8'), 1)).toEqual(['RATE_LIMITED']);
      expect(await tries(from('2001:db8:1:2::7'), 1)).not.toContain('RATE_LIMITED');
    } finally {
      await behindProxy.stop();
    }
  });
});

describe('a token that ends while its connection lives', () => {
  it('ends the connection with a word, and nobody sees a flicker when its owner returns', async () => {
    const bob = await open({ token: token(BOB) }).signedIn();
    const alice = await open({ token: token(ALICE, { expiresIn: 2 }) }).signedIn();
    await bob.status(ALICE, true);
    expect(await alice.next('auth:token-expired')).toMatchObject({ code: 'TOKEN_EXPIRED' });
    await alice.next('disconnect');
    await open({ token: token(ALICE) }).signedIn();
    await bob.settled();
    expect(bob.statusesOf(ALICE)).toHaveLength(1);
  });
});

describe('what is no Socket.IO at all', () => {
  it.each([
    ['an unknown transport', '/socket.io/?EIO=4&transport=pigeon'],
    ['an unknown protocol', '/socket.io/?EIO=9&transport=polling'],
    ['an unknown session', '/socket.io/?EIO=4&transport=polling&sid=nobody'],
  ])('%s is answered 400 with a code', async (_, path) => {
    const answer = await fetch(gateway.url + path);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: expect.any(Number),
      message: expect.any(String),
    });
  });

  it('rubbish on the port harms nobody', async () => {
    const alice = await open({ token: token(ALICE) }).signedIn();
    for (const rubbish of [
      '\x00\xff\xfe',
      'GET',
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n\r\n',
      'POST / HTTP/9.9\r\n',
    ]) {
      await new Promise<void>(done => {
        const socket = connect(gateway.port, '127.0.0.1', () => socket.end(rubbish));
        socket.on('error', () => done());
        socket.on('close', () => done());
        socket.resume();
        setTimeout(() => socket.destroy(), 500);
      });
    }
    await alice.settled();
    expect(gateway.output).not.toMatch(/ERROR|\tat /);
  });
});
