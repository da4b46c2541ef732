import { afterEach, expect, it } from 'vitest';
import { Client, type UserStatus } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, token, WORLD } from '../src/world';

let gateway: Gateway;

afterEach(async () => {
  Client.closeAll();
  await gateway?.stop();
});

const user = (id: string) => Client.v4(gateway.url, { token: token(id) });

it('after kill -9 the data is there, who returns stays online, who does not is announced offline', async () => {
  gateway = await Gateway.start();
  await gateway.admin('POST', '/api/admin/import', WORLD);
  const alice = await user(ALICE).signedIn();
  const sent = await alice.ask<{ success: boolean }>('message:send', {
    conversationId: 'team',
    content: 'kept',
  });
  expect(sent.success).toBe(true);
  const bob = await user(BOB).signedIn();
  const carol = await user(CAROL).signedIn();
  await expect.poll(() => alice.statusesOf(CAROL).length).toBe(1);
  const online = await alice.status(BOB, true);
  // Presence is written behind, within milliseconds.
  await new Promise(done => setTimeout(done, 300));

  const killed = Date.now();
  await gateway.kill();
  await Promise.all([alice, bob, carol].map(each => each.next('disconnect')));
  gateway = await Gateway.start({ PORT: String(gateway.port), DATA_DIR: gateway.dataDir });

  const back = await user(ALICE).signedIn();
  const snapshot = await back.next<{ users: UserStatus[] }>('presence:snapshot');
  expect(snapshot.users.map(each => each.userId)).toContain(BOB);
  const carolBack = await user(CAROL).signedIn();

  const offline = await back.status(BOB, false, 60_000);
  expect(Date.now() - killed).toBeLessThan(60_000);
  expect(offline.version).toBeGreaterThan(online.version);
  expect(offline.lastActiveAt).toBe(online.lastActiveAt);
  expect(Math.abs(Date.parse(offline.lastSeen ?? '') - killed)).toBeLessThan(6_000);
  await carolBack.settled();
  await back.settled();
  expect(back.statusesOf(CAROL).filter(each => !each.isOnline)).toEqual([]);
  expect(carolBack.statusesOf(ALICE).filter(each => !each.isOnline)).toEqual([]);
}, 120_000);
