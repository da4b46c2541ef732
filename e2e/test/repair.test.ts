import { PresenceClient } from '@meeshy/presence';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { Follower } from '../src/follower';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, conversationId, GUEST, token, WORLD } from '../src/world';

interface Snapshot {
  users: { userId: string }[];
  complete: boolean;
  resumed?: boolean;
  conversations?: Record<string, string[]>;
}

let gateway: Gateway;
const presences: PresenceClient[] = [];

beforeAll(async () => {
  // Nobody was here before, and nothing waits for whoever might come back.
  gateway = await Gateway.start({
    OFFLINE_GRACE: '1s',
    DRAIN_GRACE: '0s',
    DIGEST_INTERVAL: '2s',
  });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(() => {
  for (const presence of presences.splice(0)) presence.close();
  Client.closeAll();
});

function follower(id: string): Follower {
  const follower = new Follower(gateway.url, id);
  presences.push(follower.presence);
  return follower;
}

const user = (id: string) => Client.v4(gateway.url, { token: token(id) });

const wait = (ms: number) => new Promise(done => setTimeout(done, ms));

describe('a client that follows digests', () => {
  it('never asks while nothing is lost', async () => {
    const alice = await follower(ALICE).online();
    const bob = await user(BOB).signedIn();
    await expect.poll(() => alice.presence.person(BOB)?.isOnline).toBe(true);
    bob.close();
    await expect.poll(() => alice.presence.person(BOB)?.isOnline).toBe(false);
    await expect
      .poll(() => alice.all('presence:digest').length, { timeout: 20_000 })
      .toBeGreaterThan(7);
    // What was heard is compared five seconds later; a change counts when it is ten seconds old.
    await wait(12_000);
    expect(alice.asked).toEqual([]);
  }, 60_000);

  it('finds out that an event was lost, asks for that conversation and is right again', async () => {
    const alice = await follower(ALICE).online();
    await expect.poll(() => alice.presence.person(BOB)?.isOnline).toBe(false);
    alice.lose((event, payload) => event === 'user:status' && payload.userId === BOB);
    await user(BOB).signedIn();
    await wait(500);
    expect(alice.presence.person(BOB)?.isOnline).toBe(false);

    await expect
      .poll(() => alice.presence.person(BOB)?.isOnline, { timeout: 40_000, interval: 100 })
      .toBe(true);
    expect(alice.asked).toContainEqual(['presence:repair', { conversationId: conversationId(1) }]);
    const repaired = alice.all<Snapshot>('presence:snapshot').at(-1);
    expect(repaired).toMatchObject({ complete: false });

    const askedSoFar = alice.asked.length;
    await wait(8_000);
    expect(alice.asked.length).toBeLessThanOrEqual(askedSoFar + 1);
  }, 90_000);

  it('clients of an older kind are not told of digests or members', async () => {
    const bob = await user(BOB).signedIn();
    await wait(5_000);
    expect(bob.all('presence:digest')).toEqual([]);
    expect(bob.all<Snapshot>('presence:snapshot')[0]).not.toHaveProperty('conversations');
  }, 30_000);

  it('whoever asks for what is not theirs is refused', async () => {
    const bob = await user(BOB).signedIn();
    bob.emit('presence:repair', { conversationId: conversationId(3) });
    expect(await bob.next('error')).toMatchObject({ code: 'NOT_A_MEMBER' });
    bob.emit('presence:repair', 'nonsense');
    await expect.poll(() => bob.all('error').length).toBe(2);
    expect(bob.all('presence:snapshot')).toHaveLength(1);
  });
});

describe('a client that is given a socket which was connected before', () => {
  it('asks once and then knows everything, as certainly as any other', async () => {
    const bob = await user(BOB).signedIn();
    const socket = io(gateway.url, {
      auth: { token: token(ALICE) },
      transports: ['websocket'],
      forceNew: true,
    });
    await new Promise<void>(done => socket.once('presence:snapshot', () => done()));
    const asked: string[] = [];
    socket.onAnyOutgoing(event => asked.push(event));
    const presence = new PresenceClient(socket);
    presences.push(presence);
    expect(presence.connection.phase).toBe('connecting');

    await expect.poll(() => presence.connection.phase, { interval: 10 }).toBe('online');
    expect(presence.viewer?.id).toBe(ALICE);
    expect(presence.person(BOB)).toMatchObject({ isOnline: true, username: 'Bob Keller' });
    expect(asked).toEqual(['presence:repair']);
    bob.close();
    await expect.poll(() => presence.person(BOB)?.isOnline).toBe(false);
  });

  it('is slowed down when it asks again and again', async () => {
    const bob = await user(BOB).signedIn();
    for (let i = 0; i < 140; i++) bob.emit('presence:repair', {});
    expect(await bob.next('error')).toMatchObject({ code: 'RATE_LIMITED' });
    await bob.settled();
    expect(bob.all('presence:snapshot').length).toBeLessThanOrEqual(125);
  });
});

describe('a client that comes back', () => {
  it('knows the members of its conversations, and is right again after a break', async () => {
    const alice = await follower(ALICE).online();
    const whole = alice.all<Snapshot>('presence:snapshot').at(-1);
    expect(whole).toMatchObject({ complete: true });
    expect(Object.keys(whole?.conversations ?? {}).sort()).toEqual(
      [conversationId(1), conversationId(2)].sort(),
    );
    expect(whole?.conversations?.[conversationId(1)]?.slice().sort()).toEqual(
      [ALICE, BOB, CAROL, GUEST].sort(),
    );

    const bob = await user(BOB).signedIn();
    await expect.poll(() => alice.presence.person(BOB)?.isOnline).toBe(true);
    const socket = alice.presence.socket as unknown as Socket;
    socket.io.engine.close();
    bob.close();
    await expect.poll(() => alice.all('authenticated').length, { timeout: 10_000 }).toBe(2);
    await alice.online();
    await expect.poll(() => alice.presence.person(BOB)?.isOnline).toBe(false);
    expect(alice.presence.person(GUEST)).toBeDefined();
  }, 30_000);

  it('is told everything when its mark is of a clock that was ahead', async () => {
    const client = Client.v4(gateway.url, {
      token: token(ALICE),
      presence: {
        highestVersion: Date.now() + 150_000,
        conversations: [conversationId(1), conversationId(2)],
      },
    });
    expect(await client.next<Snapshot>('presence:snapshot')).toMatchObject({ complete: true });
    for (const number of [1, 2]) {
      await client.next<{ conversationId: string }>(
        'presence:digest',
        each => each.conversationId === conversationId(number),
        6_000,
      );
    }
  });

  it('is told everything when it knows other conversations than it is in', async () => {
    const client = Client.v4(gateway.url, {
      token: token(ALICE),
      presence: { highestVersion: Date.now(), conversations: [conversationId(2)] },
    });
    expect(await client.next<Snapshot>('presence:snapshot')).toMatchObject({ complete: true });

    const nonsense = Client.v4(gateway.url, {
      token: token(ALICE),
      presence: { highestVersion: 'x', conversations: 7 },
    });
    expect(await nonsense.next<Snapshot>('presence:snapshot')).toMatchObject({ complete: true });
  });
});
