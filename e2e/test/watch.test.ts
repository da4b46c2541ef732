import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { ADMIN_KEY, Command, freePort, Gateway, run } from '../src/gateway';
import { ALICE, token, WORLD } from '../src/world';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await Gateway.start({ OFFLINE_GRACE: '1s' });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(() => Client.closeAll());

it('watch writes a line a second into a pipe, and ends well on Ctrl+C', async () => {
  const watch = new Command(['watch', '--url', gateway.url], { ADMIN_KEY });
  await expect.poll(() => watch.output, { timeout: 20_000 }).toMatch(/ online=0 .* health=up\n/);

  const alice = await Client.v4(gateway.url, { token: token(ALICE) }).signedIn();
  await expect.poll(() => watch.output).toMatch(/ online=1 registered=1 guests=0 connections=1 /);
  alice.close();
  // A busy machine has seconds of 1.1: one who left is 0.9 a second then.
  await expect.poll(() => watch.output).toMatch(/ offline\/s=(?!0\.0 )/);

  await expect.poll(() => watch.output.split('\n').length).toBeGreaterThan(3);
  expect(await watch.interrupt()).toBe(0);
  const moments = watch.output
    .trim()
    .split('\n')
    .map(line => Date.parse(line.split(' ')[0] ?? ''));
  expect(moments).not.toContain(Number.NaN);
});

it('watch says what is wrong with the key or the address', async () => {
  const [wrong, missing, nobody] = await Promise.all([
    run(['watch', '--url', gateway.url, '--admin-key', 'wrong'], {}),
    run(['watch', '--url', gateway.url], {}),
    run(['watch', '--url', `http://127.0.0.1:${await freePort()}`], { ADMIN_KEY }),
  ]);
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('set ADMIN_KEY or give --admin-key');
  expect(missing.code).toBe(1);
  expect(missing.output).toContain('set ADMIN_KEY or give --admin-key');
  expect(nobody.code).toBe(1);
  expect(nobody.output).toContain('No gateway answers at');
  for (const { output } of [wrong, missing, nobody]) expect(output).not.toContain('\tat ');
});
