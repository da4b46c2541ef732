import { connectPresence } from '@meeshy/presence';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client, type UserStatus } from '../src/clients';
import { Gateway } from '../src/gateway';
import { conversationId, token, userId } from '../src/world';

interface Snapshot {
  users: UserStatus[];
  complete: boolean;
}
interface Stats {
  conversationId: string;
  onlineCount: number;
  updatedAt: string;
}

const PEOPLE = [1, 2, 3, 4, 5, 6, 7].map(userId);
const [ANNE, BEN, CLEO, DAN, EVE, FAY, GUS] = PEOPLE as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const HAL = userId(8);
const EVERYBODY = conversationId(1);
const HALL = conversationId(2);
const NEWS = conversationId(3);
const PAIR = conversationId(4);

let gateway: Gateway;

beforeAll(async () => {
  // A conversation of four or more connected members is large.
  gateway = await Gateway.start({ LARGE_CONVERSATION: '3', OFFLINE_GRACE: '1s' });
  await gateway.admin('POST', '/api/admin/import', {
    users: [...PEOPLE, HAL].map((id, index) => ({ id, username: `user${index}`, role: 'USER' })),
    conversations: [
      { id: EVERYBODY, identifier: 'everybody', type: 'global', members: PEOPLE },
      { id: HALL, identifier: 'hall', type: 'group', members: [ANNE, BEN, CLEO, DAN] },
      { id: NEWS, identifier: 'news', type: 'global', members: [ANNE, FAY, GUS] },
      { id: PAIR, identifier: 'pair', type: 'direct', members: [FAY, GUS] },
    ],
  });
});
afterAll(() => gateway?.stop());
afterEach(async () => {
  Client.closeAll();
  await expect
    .poll(async () => (await gateway.admin('GET', '/api/admin/maintenance/stats')) as object, {
      timeout: 10_000,
    })
    .toMatchObject({ onlineUsers: 0 });
});

const user = (id: string) => Client.v4(gateway.url, { token: token(id) });

async function opened(id: string, conversation: string): Promise<Client> {
  const client = await user(id).signedIn();
  client.forget();
  client.emit('conversation:join', { conversationId: conversation });
  await client.next('conversation:joined');
  return client;
}

describe('a global conversation', () => {
  it('shows its connected members to whoever opens it, and to nobody else', async () => {
    const eve = await user(EVE).signedIn();
    const snapshot = await eve.next<Snapshot>('presence:snapshot');
    expect(snapshot.users.map(each => each.userId)).toEqual([EVE]);

    const anne = await opened(ANNE, 'everybody');
    const crowd = await anne.next<Snapshot>('presence:snapshot');
    expect(crowd.complete).toBe(false);
    expect(crowd.users.map(each => each.userId).sort()).toEqual([ANNE, EVE].sort());

    const dan = await user(DAN).signedIn();
    await anne.status(DAN, true);
    dan.close();
    await anne.status(DAN, false);
    await eve.settled();
    expect(eve.statusesOf(DAN)).toEqual([]);
    expect(eve.statusesOf(ANNE)).toEqual([]);
  });

  it('is quiet again for whoever leaves it', async () => {
    const eve = await opened(EVE, EVERYBODY);
    await user(DAN).signedIn();
    await eve.status(DAN, true);
    eve.emit('conversation:leave', { conversationId: EVERYBODY });
    await eve.next('conversation:left');
    eve.forget();
    await user(BEN).signedIn();
    // A batch goes out at most a second after the change.
    await new Promise(done => setTimeout(done, 1_500));
    await eve.settled();
    expect(eve.statusesOf(BEN)).toEqual([]);
  });

  it('shows typing to whoever has it open, and to nobody else', async () => {
    const eve = await user(EVE).signedIn();
    const anne = await opened(ANNE, EVERYBODY);
    const ben = await opened(BEN, EVERYBODY);
    ben.emit('typing:start', { conversationId: EVERYBODY });
    expect(await anne.next('typing:start')).toMatchObject({ userId: BEN, isTyping: true });
    await eve.settled();
    expect(eve.all('typing:start')).toEqual([]);
  });

  it('tells a change once, whatever else viewer and subject share', async () => {
    const fay = await opened(FAY, EVERYBODY);
    fay.emit('conversation:join', { conversationId: NEWS });
    await fay.next<{ conversationId: string }>(
      'conversation:joined',
      each => each.conversationId === NEWS,
    );
    const gus = await user(GUS).signedIn();
    await fay.status(GUS, true);
    await user(ANNE).signedIn();
    // In the batch of this one, or in one before it, Gus would be told again.
    await fay.status(ANNE, true);
    await fay.settled();
    // That somebody of the test before is gone may be in a batch too.
    expect(fay.statusesOf(GUS).filter(each => each.isOnline)).toHaveLength(1);
    expect(fay.statusesOf(ANNE).filter(each => each.isOnline)).toHaveLength(1);
    expect(gus.statusesOf(GUS).length).toBeLessThanOrEqual(1);
  });

  it('tells all its members how many are online, at most once in five seconds', async () => {
    const eve = await user(EVE).signedIn();
    await counted(eve, 1);
    for (const id of [ANNE, BEN]) await user(id).signedIn();
    const cleo = await user(CLEO).signedIn();
    await eve.next<Stats>('conversation:online_stats', each => each.onlineCount === 4, 20_000);
    cleo.close();
    await eve.next<Stats>('conversation:online_stats', each => each.onlineCount === 3, 20_000);
    // She was told of herself at once.
    const told = stats(eve).filter(each => each.onlineCount !== 1);
    const times = told.map(each => Date.parse(each.updatedAt));
    for (let i = 1; i < times.length; i++) {
      expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(5_000);
    }
  }, 40_000);

  it('tells whoever is new how many are online, at once', async () => {
    for (const [index, id] of [ANNE, BEN, CLEO].entries()) {
      await counted(user(id), index + 1);
    }
    const eve = user(EVE);
    await counted(eve, 4);
    await counted(user(EVE), 4);

    eve.forget();
    eve.emit('conversation:join', { conversationId: EVERYBODY });
    await counted(eve, 4);

    const hal = await user(HAL).signedIn();
    expect(hal.all('conversation:online_stats')).toEqual([]);
    const path = `/api/admin/conversations/everybody/members/${HAL}`;
    await gateway.admin('PUT', path);
    try {
      await counted(hal, 5);
    } finally {
      await gateway.admin('DELETE', path);
    }
  });
});

describe('the client package', () => {
  it('shows who is in a conversation that it opens, through a break, and forgets them when it is shut', async () => {
    const dan = await user(DAN).signedIn();
    const presence = connectPresence({
      io: (url, options) => io(url, { ...options, transports: ['websocket'], forceNew: true }),
      url: gateway.url,
      token: token(EVE),
    });
    const { socket } = presence;
    const forgotten: string[] = [];
    presence.subscribe(change => {
      if (change.kind !== 'people') return;
      forgotten.push(...change.userIds.filter(id => !presence.person(id)));
    });
    try {
      await expect.poll(() => presence.connection.phase).toBe('online');
      expect(presence.person(DAN)).toBeUndefined();
      socket.emit?.('conversation:join', { conversationId: EVERYBODY });
      await expect.poll(() => presence.person(DAN)?.isOnline).toBe(true);
      const ben = await user(BEN).signedIn();
      await expect.poll(() => presence.person(BEN)?.isOnline).toBe(true);

      (socket as Socket).io.engine.close();
      await expect.poll(() => presence.connection.phase).toBe('uncertain');
      ben.close();
      await dan.settled();
      await expect.poll(() => presence.connection.phase).toBe('online');
      await expect.poll(() => presence.person(BEN)?.isOnline ?? false).toBe(false);
      expect(presence.person(DAN)?.isOnline).toBe(true);
      expect(forgotten).not.toContain(DAN);
      await user(CLEO).signedIn();
      await expect.poll(() => presence.person(CLEO)?.isOnline).toBe(true);

      socket.emit?.('conversation:leave', { conversationId: EVERYBODY });
      await expect.poll(() => presence.person(DAN)).toBeUndefined();
      expect(presence.person(EVE)?.isOnline).toBe(true);
    } finally {
      presence.close();
    }
  });
});

function stats(client: Client): Stats[] {
  return client
    .all<Stats>('conversation:online_stats')
    .filter(each => each.conversationId === EVERYBODY);
}

/** Sooner than everybody is told of the next change. */
function counted(client: Client, online: number): Promise<Stats> {
  return client.next<Stats>(
    'conversation:online_stats',
    each => each.conversationId === EVERYBODY && each.onlineCount === online,
    3_000,
  );
}

describe('a conversation with many members', () => {
  it('becomes large when enough are connected, and ordinary again', async () => {
    const anne = await user(ANNE).signedIn();
    const ben = await user(BEN).signedIn();
    await anne.status(BEN, true);
    const cleo = await user(CLEO).signedIn();
    await anne.status(CLEO, true);
    const dan = await user(DAN).signedIn();
    expect(await anne.next('conversation:size')).toEqual({ conversationId: HALL, isLarge: true });
    expect(anne.statusesOf(DAN)).toEqual([]);

    anne.forget();
    ben.close();
    cleo.close();
    dan.close();
    await anne.next('conversation:size', (each: { isLarge: boolean }) => !each.isLarge);
    const again = await anne.next<Snapshot>('presence:snapshot');
    expect(again.users.find(each => each.userId === CLEO)).toMatchObject({ isOnline: false });
  });
});
