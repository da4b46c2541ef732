import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Transport, type UserStatus } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, GUEST, GUEST_TOKEN, STRANGER, token, WORLD } from '../src/world';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await Gateway.start({ OFFLINE_GRACE: '1s', PING_INTERVAL: '2s', PING_TIMEOUT: '1s' });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(async () => {
  Client.closeAll();
  await nobodyIsOnline();
});

function user(id: string, transport: Transport = 'websocket'): Client {
  return Client.v4(gateway.url, { token: token(id) }, transport);
}

async function nobodyIsOnline(): Promise<void> {
  await expect
    .poll(async () => (await gateway.admin('GET', '/api/admin/maintenance/stats')) as object, {
      timeout: 10_000,
    })
    .toMatchObject({ onlineUsers: 0, onlineAnonymous: 0 });
}

describe('people who share a conversation', () => {
  const kinds: [string, (id: string) => Client][] = [
    ['socket.io-client 4 over websocket', id => user(id, 'websocket')],
    ['socket.io-client 4 over polling', id => user(id, 'polling')],
    [
      'socket.io-client 4 that upgrades',
      id =>
        Client.v4(gateway.url, { token: token(id) }, 'polling', {
          transports: ['polling', 'websocket'],
        }),
    ],
    [
      'socket.io-client 2 over websocket',
      id => Client.v2(gateway.url, { Authorization: `Bearer ${token(id)}` }, 'websocket'),
    ],
    [
      'socket.io-client 2 over polling',
      id => Client.v2(gateway.url, { Authorization: `Bearer ${token(id)}` }, 'polling'),
    ],
  ];
  for (const [name, connect] of kinds) {
    it(`see each other come and go with ${name}`, async () => {
      const alice = await connect(ALICE).signedIn();
      const bob = await connect(BOB).signedIn();

      const online = await alice.status(BOB, true);
      expect(online).toMatchObject({ userId: BOB, username: 'Bob Keller', isOnline: true });
      expect(online.version).toBeGreaterThan(0);
      expect(Date.now() - Date.parse(online.lastActiveAt ?? '')).toBeLessThan(10_000);

      bob.close();
      const offline = await alice.status(BOB, false);
      expect(offline.version).toBeGreaterThan(online.version);
      expect(offline.lastActiveAt).toBe(online.lastActiveAt);
      expect(offline.lastSeen).not.toBeNull();
    });
  }

  it('hear of a change once, however many conversations they share', async () => {
    const alice = await user(ALICE).signedIn();
    await user(BOB).signedIn();
    await alice.status(BOB, true);
    await alice.settled();
    expect(alice.statusesOf(BOB)).toHaveLength(1);
  });

  it('find everybody in the snapshot, and nobody else', async () => {
    await user(BOB).signedIn();
    const alice = await user(ALICE).signedIn();
    const snapshot = await alice.next<{ users: UserStatus[]; serverTime: string }>(
      'presence:snapshot',
    );
    expect(snapshot.users.map(each => each.userId).sort()).toEqual(
      [ALICE, BOB, CAROL, GUEST].sort(),
    );
    expect(snapshot.users.find(each => each.userId === BOB)).toMatchObject({ isOnline: true });
    expect(snapshot.users.find(each => each.userId === CAROL)).toMatchObject({
      isOnline: false,
      username: 'carol',
    });
    expect(Math.abs(Date.parse(snapshot.serverTime) - Date.now())).toBeLessThan(5_000);
  });

  it('are invisible to a stranger', async () => {
    const stranger = await user(STRANGER).signedIn();
    const alice = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    await alice.status(BOB, true);
    bob.close();
    await alice.status(BOB, false);
    await stranger.settled();
    expect(
      stranger.all<UserStatus>('user:status').filter(each => each.userId !== STRANGER),
    ).toEqual([]);
    const snapshot = await stranger.next<{ users: UserStatus[] }>('presence:snapshot');
    expect(snapshot.users.map(each => each.userId)).toEqual([STRANGER]);
  });

  it('see a guest come and go like everybody else', async () => {
    const alice = await user(ALICE).signedIn();
    const guest = await Client.v4(gateway.url, { sessionToken: GUEST_TOKEN }).signedIn();
    expect(await guest.next('authenticated')).toMatchObject({
      success: true,
      user: { id: GUEST, isAnonymous: true },
    });
    expect(await alice.status(GUEST, true)).toMatchObject({ username: 'guest1' });
    guest.close();
    await alice.status(GUEST, false);
  });
});

describe('tabs and lost connections', () => {
  it('closing one of two tabs is seen by nobody, closing the last at once', async () => {
    const alice = await user(ALICE).signedIn();
    const first = await user(BOB).signedIn();
    const second = await user(BOB).signedIn();
    await alice.status(BOB, true);

    first.close();
    await second.settled();
    await alice.settled();
    expect(alice.statusesOf(BOB)).toHaveLength(1);

    const closed = performance.now();
    second.close();
    await alice.status(BOB, false);
    // Sooner than the grace of a second that a lost connection gets.
    expect(performance.now() - closed).toBeLessThan(950);
    expect(alice.statusesOf(BOB)).toHaveLength(2);
  });

  it('a connection that breaks and comes back within the grace is never announced', async () => {
    const alice = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    await alice.status(BOB, true);
    bob.vanish();
    await user(BOB).signedIn();
    await new Promise(done => setTimeout(done, 1_500));
    await alice.settled();
    expect(alice.statusesOf(BOB)).toHaveLength(1);
  });

  it('a connection that breaks for good is announced after the grace', async () => {
    const alice = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    const cut = performance.now();
    bob.vanish();
    await alice.status(BOB, false);
    expect(performance.now() - cut).toBeGreaterThan(900);
    expect(performance.now() - cut).toBeLessThan(5_000);
  });

  it('a client that falls silent is gone within ping interval, ping timeout and grace', async () => {
    const alice = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    await alice.status(BOB, true);
    const silent = performance.now();
    blackHole(bob);
    await alice.status(BOB, false);
    // 2 s + 1 s + 1 s, and as much again for a busy machine: the defaults would take 40 s.
    expect(performance.now() - silent).toBeLessThan(8_000);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    const detected = /meeshy_detection_seconds_sum\{[^}]*\} ([\d.]+)/.exec(metrics)?.[1];
    expect(Number(detected)).toBeGreaterThan(1);
  });
});

/** The client neither sends nor answers any more, but its TCP connection stays open. */
function blackHole(client: Client): void {
  const ws = client.socket.io.engine.transport.ws as unknown as {
    _socket: { pause(): void; write: unknown };
  };
  ws._socket.pause();
  ws._socket.write = () => true;
}
