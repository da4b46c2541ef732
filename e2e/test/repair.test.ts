import { connectPresence, PresenceClient } from '@meeshy/presence';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, conversationId, GUEST, STRANGER, token, WORLD } from '../src/world';

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

/** The client package as an application uses it, and what it says and hears on its socket. */
class Follower {
  readonly heard: { event: string; payload: unknown }[] = [];
  readonly asked: unknown[] = [];
  private loses: ((event: string, payload: { userId?: string }) => boolean) | null = null;
  readonly presence: PresenceClient;

  constructor(id: string) {
    this.presence = connectPresence({
      io: (url, options) => {
        const socket = io(url, { ...options, transports: ['websocket'], forceNew: true });
        this.tap(socket);
        return socket;
      },
      url: gateway.url,
      token: token(id),
    });
    presences.push(this.presence);
  }

  /** The network keeps from this client what fits. */
  lose(fits: (event: string, payload: { userId?: string }) => boolean): void {
    this.loses = fits;
  }

  all<T>(event: string): T[] {
    return this.heard.filter(each => each.event === event).map(each => each.payload as T);
  }

  async online(): Promise<this> {
    await expect
      .poll(() => this.presence.connection.phase, { interval: 10, timeout: 10_000 })
      .toBe('online');
    return this;
  }

  private tap(socket: Socket): void {
    const inner = socket as unknown as { onevent(packet: { data: [string, never] }): void };
    const deliver = inner.onevent.bind(socket);
    inner.onevent = packet => {
      const [event, payload] = packet.data;
      if (this.loses?.(event, payload)) return;
      this.heard.push({ event, payload });
      deliver(packet);
    };
    socket.onAnyOutgoing((event, payload) => this.asked.push([event, payload]));
  }
}

const user = (id: string) => Client.v4(gateway.url, { token: token(id) });

const wait = (ms: number) => new Promise(done => setTimeout(done, ms));

describe('a client that follows digests', () => {
  it('never asks while nothing is lost', async () => {
    const alice = await new Follower(ALICE).online();
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
    const alice = await new Follower(ALICE).online();
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
    const alice = await new Follower(ALICE).online();
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

describe('members', () => {
  it('who leave are forgotten by the others at once, who join are seen at once', async () => {
    const alice = await new Follower(ALICE).online();
    const carol = await user(CAROL).signedIn();
    await expect.poll(() => alice.presence.person(CAROL)?.isOnline).toBe(true);
    const path = `/api/admin/conversations/${conversationId(1)}/members/${CAROL}`;
    await gateway.admin('DELETE', path);
    try {
      await expect.poll(() => alice.presence.person(CAROL)).toBeUndefined();
      expect(alice.all('conversation:member-left')).toEqual([
        { conversationId: conversationId(1), userId: CAROL, isAnonymous: false },
      ]);
    } finally {
      await gateway.admin('PUT', path);
    }
    await expect.poll(() => alice.presence.person(CAROL)?.isOnline).toBe(true);
    expect(alice.all('user:status').at(-1)).toMatchObject({
      userId: CAROL,
      conversations: [conversationId(1)],
    });
    await carol.settled();
    expect(alice.asked).toEqual([]);
  }, 30_000);

  it('somebody who has never been here comes and goes as one of several conversations', async () => {
    const alice = await new Follower(ALICE).online();
    const carol = await new Follower(CAROL).online();
    const dora = '65a000000000000000000099';
    await gateway.admin('POST', '/api/admin/import', {
      users: [{ id: dora, username: 'dora' }],
      conversations: [
        { id: conversationId(1), identifier: 'team', type: 'group', members: [dora] },
        { id: conversationId(2), identifier: 'pair', type: 'direct', members: [dora] },
      ],
    });
    await expect.poll(() => alice.presence.person(dora)).toBeDefined();
    await expect.poll(() => carol.presence.person(dora)).toBeDefined();
    const told = (who: Follower) =>
      who
        .all<{ userId: string; conversations?: string[] }>('user:status')
        .filter(each => each.userId === dora)
        .map(each => each.conversations?.slice().sort());
    expect(told(alice)).toEqual([[conversationId(1), conversationId(2)]]);
    expect(told(carol)).toEqual([[conversationId(1)]]);

    await gateway.admin('DELETE', `/api/admin/conversations/team/members/${dora}`);
    await expect.poll(() => carol.presence.person(dora), { timeout: 3_000 }).toBeUndefined();
    expect(alice.presence.person(dora)).toBeDefined();
    await gateway.admin('DELETE', `/api/admin/conversations/pair/members/${dora}`);
    await expect.poll(() => alice.presence.person(dora), { timeout: 3_000 }).toBeUndefined();
    expect(alice.all('conversation:member-left')).toEqual([
      { conversationId: conversationId(1), userId: dora, isAnonymous: false },
      { conversationId: conversationId(2), userId: dora, isAnonymous: false },
    ]);
    expect(carol.all('conversation:member-left')).toHaveLength(1);
    expect(told(alice)).toHaveLength(1);
  }, 30_000);

  it('of a conversation that is over no longer see each other', async () => {
    const alice = await new Follower(ALICE).online();
    const over = { id: conversationId(9), identifier: 'over', type: 'group' };
    await gateway.admin('POST', '/api/admin/import', {
      conversations: [{ ...over, members: [ALICE, STRANGER] }],
    });
    const stranger = await user(STRANGER).signedIn();
    await expect.poll(() => alice.presence.person(STRANGER)?.isOnline).toBe(true);
    await gateway.admin('POST', '/api/admin/import', {
      conversations: [{ ...over, isActive: false }],
    });
    await expect.poll(() => alice.presence.person(STRANGER), { timeout: 3_000 }).toBeUndefined();
    stranger.close();
    await stranger.next('disconnect');
    expect(alice.presence.person(STRANGER)).toBeUndefined();
  }, 30_000);

  it('a guest whose link ends while connected is told why and goes offline', async () => {
    const link = '65c000000000000000000077';
    const guest = '65d000000000000000000077';
    await gateway.admin('POST', '/api/admin/import', {
      shareLinks: [
        {
          id: link,
          linkId: 'mshy_short',
          conversationId: conversationId(1),
          expiresAt: new Date(Date.now() + 3_000).toISOString(),
        },
      ],
      anonymousParticipants: [
        { id: guest, shareLinkId: link, username: 'brief', sessionToken: 'anon_brief_0123456789' },
      ],
    });
    const alice = await user(ALICE).signedIn();
    const brief = Client.v4(gateway.url, { sessionToken: 'anon_brief_0123456789' });
    await brief.signedIn();
    await alice.status(guest, true);
    expect(await brief.next('auth:session-revoked')).toMatchObject({ reason: 'link_expired' });
    await brief.next('disconnect');
    await alice.status(guest, false);
  }, 30_000);
});
