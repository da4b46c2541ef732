import { afterEach, expect, it } from 'vitest';
import { Client, type UserStatus } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, token, WORLD } from '../src/world';

const SETTINGS = { DRAIN_GRACE: '12s', OFFLINE_GRACE: '1s' };

let gateway: Gateway;

afterEach(async () => {
  Client.closeAll();
  await gateway?.stop();
});

/** Comes back by itself, as browsers do. */
function user(id: string): Client {
  return Client.v4(gateway.url, { token: token(id) }, 'websocket', {
    reconnection: true,
    reconnectionDelayMax: 1_000,
  });
}

it('a rolling restart announces nobody who returns as offline, and who does not once the grace is over', async () => {
  gateway = await Gateway.start(SETTINGS);
  await gateway.admin('POST', '/api/admin/import', WORLD);
  const alice = await user(ALICE).signedIn();
  const bob = await user(BOB).signedIn();
  const carol = await user(CAROL).signedIn();
  await alice.status(BOB, true);
  await alice.status(CAROL, true);

  const stopping = performance.now();
  await gateway.stop();
  // Three connections are sent away within moments; nobody waits for the grace of 12 s.
  expect(performance.now() - stopping).toBeLessThan(9_000);
  expect(gateway.output).toContain('Drained participants=3 left=0');
  carol.close();
  for (const each of [alice, bob]) expect(each.all('disconnect')).toEqual(['transport close']);

  gateway = await Gateway.start({
    ...SETTINGS,
    PORT: String(gateway.port),
    DATA_DIR: gateway.dataDir,
  });
  await expect.poll(() => alice.all('presence:snapshot').length, { timeout: 20_000 }).toBe(2);
  await expect.poll(() => bob.all('presence:snapshot').length, { timeout: 20_000 }).toBe(2);
  const returned = alice.all<{ users: UserStatus[] }>('presence:snapshot').at(-1);
  expect(returned?.users.find(each => each.userId === BOB)).toMatchObject({ isOnline: true });
  expect(returned?.users.find(each => each.userId === CAROL)).toMatchObject({ isOnline: true });

  await alice.status(CAROL, false, 30_000);
  await bob.settled();
  for (const each of [alice, bob]) {
    expect(
      each
        .all<UserStatus>('user:status')
        .filter(status => !status.isOnline && status.userId !== CAROL),
    ).toEqual([]);
  }
}, 120_000);

it('a node that drains takes nobody new and says so', async () => {
  gateway = await Gateway.start({
    DRAIN_GRACE: '60s',
    OFFLINE_GRACE: '1s',
    SOCKETS_PER_PERSON: '400',
  });
  await gateway.admin('POST', '/api/admin/import', WORLD);
  // So many that the closing takes three seconds.
  await Promise.all(Array.from({ length: 300 }, () => user(ALICE).signedIn()));
  const ended = gateway.stop();

  await expect
    .poll(async () => (await fetch(`${gateway.url}/health/ready`)).status, { interval: 20 })
    .toBe(503);
  const ready = await (await fetch(`${gateway.url}/health/ready`)).text();
  expect(ready).toContain('draining');
  const knock = await fetch(`${gateway.url}/socket.io/?EIO=4&transport=polling`);
  expect(knock.status).toBe(503);
  Client.closeAll();
  await ended;
}, 60_000);

it('an idle node stops at once', async () => {
  gateway = await Gateway.start({ DRAIN_GRACE: '30s' });
  const stopping = performance.now();
  await gateway.stop();
  // The end of the process may write its archive of classes; it waits for nobody.
  expect(performance.now() - stopping).toBeLessThan(8_000);
}, 60_000);
