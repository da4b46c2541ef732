import { afterEach, expect, it } from 'vitest';
import { Client, type UserStatus } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, token, WORLD } from '../src/world';

let gateway: Gateway;

afterEach(async () => {
  Client.closeAll();
  await gateway?.stop();
});

const user = (id: string) => Client.v4(gateway.url, { token: token(id) });

async function rest<T>(path: string, as: string, body?: unknown): Promise<T> {
  const answer = await fetch(gateway.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token(as)}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}

it('nobody who is connected is swept, however idle, and who does not return after a crash goes offline', async () => {
  const settings = { MAINTENANCE_INTERVAL: '500ms', ZOMBIE_THRESHOLD: '2s' };
  gateway = await Gateway.start(settings);
  await gateway.admin('POST', '/api/admin/import', WORLD);
  const alice = await user(ALICE).signedIn();
  await user(BOB).signedIn();
  await alice.status(BOB, true);
  await new Promise(done => setTimeout(done, 4_000));
  expect(alice.statusesOf(BOB)).toHaveLength(1);
  expect(alice.statusesOf(ALICE).every(each => each.isOnline)).toBe(true);

  await gateway.kill();
  const begun = Date.now();
  gateway = await Gateway.start({
    ...settings,
    PORT: String(gateway.port),
    DATA_DIR: gateway.dataDir,
  });
  const restarted = Date.now();
  const back = await user(ALICE).signedIn();
  const snapshot = await back.next<{ users: UserStatus[] }>('presence:snapshot');
  const bob = snapshot.users.find(each => each.userId === BOB);
  // The sweep waits for the ten seconds that a crash gives people to return: it must not be quicker than they are.
  if (bob?.isOnline) {
    await back.status(BOB, false, 30_000);
  }
  expect(Date.now() - begun).toBeGreaterThan(10_000);
  expect(Date.now() - restarted).toBeLessThan(20_000);
  expect(await gateway.admin('POST', '/api/admin/maintenance/cleanup-zombies')).toMatchObject({
    zombiesCleaned: 0,
  });
  expect(await gateway.admin('GET', '/api/stats')).toMatchObject({
    onlineUsers: 1,
    maintenanceActive: true,
  });
});

it('activity over REST is silent, throttled, and told to viewers only when they would be wrong', async () => {
  gateway = await Gateway.start({
    ACTIVITY_THROTTLE: '3s',
    ONLINE_THRESHOLD: '9s',
    AWAY_THRESHOLD: '60s',
  });
  await gateway.admin('POST', '/api/admin/import', WORLD);
  const alice = await user(ALICE).signedIn();
  await user(BOB).signedIn();
  const first = await alice.status(BOB, true);
  type Me = { data: { lastActiveAt: string; isOnline: boolean } };

  await rest('/api/messages', BOB, { conversationId: 'team', content: 'at once' });
  expect((await rest<Me>('/api/users/me', BOB)).data.lastActiveAt).toBe(first.lastActiveAt);

  await new Promise(done => setTimeout(done, 3_200));
  await rest('/api/messages', BOB, { conversationId: 'team', content: 'after the throttle' });
  await expect
    .poll(
      async () =>
        (await rest<Me>('/api/users/me', ALICE)).data.isOnline &&
        (await rest<Me>('/api/users/me', BOB)).data.lastActiveAt,
    )
    .not.toBe(first.lastActiveAt);
  await alice.settled();
  expect(alice.statusesOf(BOB)).toHaveLength(1);

  await new Promise(done => setTimeout(done, 3_500));
  await rest('/api/users/me', BOB);
  const again = await alice.next<UserStatus>(
    'user:status',
    each => each.userId === BOB && each.version > first.version,
  );
  expect(again.isOnline).toBe(true);
  expect(Date.parse(again.lastActiveAt ?? '')).toBeGreaterThan(
    Date.parse(first.lastActiveAt ?? ''),
  );
  const counts = (await gateway.admin('GET', '/api/admin/status-metrics')) as Record<
    string,
    number
  >;
  expect(counts.totalRequests).toBeGreaterThanOrEqual(5);
  expect(counts.throttledRequests).toBeGreaterThan(0);
  expect(counts.failedUpdates).toBe(0);
});
