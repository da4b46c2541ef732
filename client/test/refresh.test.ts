import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PresenceClient, type RestAccess, refreshPresence } from '../src/index.js';
import { refreshPauseMs } from '../src/refresh.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedSocket } from './scripted-socket.js';
import { noon, record } from './world.js';

let gateway: Server;
let url: string;
let requests: IncomingMessage[];
let answer: { status: number; body: string };

beforeEach(async () => {
  requests = [];
  answer = { status: 200, body: answerWith(record('ann', { version: 2, isOnline: false })) };
  gateway = createServer((request, response) => {
    requests.push(request);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>(done => gateway.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterEach(() => gateway.close());

function answerWith(...users: unknown[]): string {
  return JSON.stringify({ success: true, data: { users, serverTime: noon } });
}

function clientOf(rest: RestAccess = { url, token: 't' }) {
  const clock = new ManualClock(noon);
  const client = new PresenceClient(new ScriptedSocket(), { clock, rest, warn: () => {} });
  return { client, clock };
}

describe('a refresh', () => {
  it('asks once, with the credential, and takes the answer in', async () => {
    const { client } = clientOf({ url: `${url}/`, token: async () => 'fresh' });
    expect(await refreshPresence(client, ['ann', 'ben', 'ann'])).toEqual({ kind: 'refreshed' });
    expect(client.person('ann')?.isOnline).toBe(false);
    expect(requests.map(({ url }) => url)).toEqual(['/api/users/presence?ids=ann,ben']);
    expect(requests[0]?.headers.authorization).toBe('Bearer fresh');
  });

  it('shows the session token of a guest', async () => {
    const { client } = clientOf({ url, sessionToken: 'anon_1' });
    await refreshPresence(client, ['ann']);
    expect(requests[0]?.headers['x-session-token']).toBe('anon_1');
  });

  it('is shared by all who ask at the same time', async () => {
    const { client } = clientOf();
    const outcomes = await Promise.all([
      refreshPresence(client, ['ann']),
      refreshPresence(client, ['ann']),
    ]);
    expect(outcomes).toEqual([{ kind: 'refreshed' }, { kind: 'refreshed' }]);
    expect(requests).toHaveLength(1);
  });

  it('is followed by a pause, in which nothing is sent', async () => {
    const { client, clock } = clientOf();
    await refreshPresence(client, ['ann']);
    clock.advance(refreshPauseMs - 1_000);
    expect(await refreshPresence(client, ['ann'])).toEqual({
      kind: 'too-soon',
      retryAfterMs: 1_000,
    });
    expect(requests).toHaveLength(1);
    clock.advance(1_000);
    expect(await refreshPresence(client, ['ann'])).toEqual({ kind: 'refreshed' });
    expect(requests).toHaveLength(2);
  });

  it('never happens by itself', async () => {
    const { client, clock } = clientOf();
    await refreshPresence(client, ['ann']);
    clock.advance(24 * 3_600_000);
    expect(requests).toHaveLength(1);
  });

  it('of many people is as few requests as the gateway allows', async () => {
    const { client } = clientOf();
    await refreshPresence(
      client,
      Array.from({ length: 401 }, (_, n) => `p${n}`),
    );
    const asked = requests.map(request => request.url?.split('=')[1]?.split(',').length);
    expect(asked).toEqual([200, 200, 1]);
  });

  it('does not bring an older state back', async () => {
    const { client } = clientOf();
    client.learn([record('ann', { version: 3 })]);
    await refreshPresence(client, ['ann']);
    expect(client.person('ann')).toMatchObject({ version: 3, isOnline: true });
  });

  it.each([
    ['is refused', 401, '{"error":"Invalid JWT token","code":"AUTH_FAILED"}', 'Invalid JWT token'],
    ['meets a proxy that has its own words', 502, '<html>', 'HTTP 502'],
    ['is answered with something else', 200, '{"success":true}', 'HTTP 200'],
  ])('that %s says so', async (_, status, body, message) => {
    answer = { status, body };
    const { client } = clientOf();
    expect(await refreshPresence(client, ['ann'])).toEqual({ kind: 'failed', message });
  });

  it('that reaches nobody says so', async () => {
    const { client } = clientOf({ url: 'http://127.0.0.1:9', token: 't' });
    expect(await refreshPresence(client, ['ann'])).toMatchObject({ kind: 'failed' });
  });

  it('of a client that knows no gateway says what is missing', async () => {
    const client = new PresenceClient(new ScriptedSocket());
    expect(await refreshPresence(client, ['ann'])).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('rest'),
    });
  });
});
