import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser, screenshot, violations } from '../src/browser';
import { Client } from '../src/clients';
import { ADMIN_KEY, Command, Gateway } from '../src/gateway';
import { ALICE, BOB, GUEST_TOKEN, token, userId, WORLD } from '../src/world';

const ROOT = userId(99);

let gateway: Gateway;
let browser: Browser;
let pages: Page[] = [];

beforeAll(async () => {
  // The job runs when told so, and not in between.
  gateway = await Gateway.start({ OFFLINE_GRACE: '1s', MAINTENANCE_INTERVAL: '1h' });
  await gateway.admin('POST', '/api/admin/import', WORLD);
  await gateway.admin('POST', '/api/admin/import', {
    users: [{ id: ROOT, username: 'root', displayName: 'Rosa Oti', role: 'BIGBOSS' }],
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});
afterEach(async () => {
  Client.closeAll();
  for (const page of pages) await page.context().close();
  pages = [];
});

interface Looks {
  colorScheme?: 'dark' | 'light';
  width?: number;
  height?: number;
}

async function page(looks: Looks = {}, path = '/admin'): Promise<Page> {
  const { colorScheme = 'light', width = 1440, height = 900 } = looks;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    colorScheme,
  });
  const opened = await context.newPage();
  pages.push(opened);
  await opened.goto(gateway.url + path);
  return opened;
}

async function signIn(at: Page, credential: string): Promise<void> {
  await at.getByTestId('credential').fill(credential);
  await at.getByTestId('enter').click();
}

/** A console that is live. */
async function consoleOf(looks: Looks = {}): Promise<Page> {
  const opened = await page(looks);
  await signIn(opened, ADMIN_KEY);
  await opened.getByTestId('tiles').waitFor();
  return opened;
}

async function person(auth: Record<string, string>): Promise<Client> {
  return Client.v4(gateway.url, auth).signedIn();
}

const value = (at: Page, tile: string) => at.getByTestId(`value-${tile}`).innerText();

it('a wrong key is refused in words, and the right one opens', async () => {
  const console = await page();
  await console.getByTestId('enter').click();
  await expect
    .poll(() => console.getByTestId('refusal').innerText())
    .toContain('Type the admin key first');
  await signIn(console, 'wrong');
  await expect
    .poll(() => console.getByTestId('refusal').innerText())
    .toContain('not the admin key of this gateway');
  await signIn(console, token(ALICE));
  await expect
    .poll(() => console.getByTestId('refusal').innerText())
    .toContain('not an administrator’s');

  await signIn(console, token(ROOT));
  await console.getByTestId('tiles').waitFor();
  await console.reload();
  await console.getByTestId('tiles').waitFor();
  await console.getByTestId('sign-out').click();
  await console.getByTestId('credential').waitFor();
  expect(
    await console.evaluate(() => JSON.stringify([sessionStorage, localStorage])),
  ).not.toContain('eyJ');
});

it('the key in the address of the demo opens it and is taken out', async () => {
  const console = await page({}, `/admin#key=${ADMIN_KEY}`);
  await console.getByTestId('tiles').waitFor();
  expect(console.url()).toBe(`${gateway.url}/admin`);
});

it('the numbers are those of the metrics, and edges appear by themselves', async () => {
  const console = await consoleOf();
  await person({ token: token(ALICE) });
  await person({ token: token(ALICE) });
  await person({ sessionToken: GUEST_TOKEN });
  const bob = await person({ token: token(BOB) });

  await expect.poll(() => value(console, 'online')).toBe('3');
  await expect.poll(() => value(console, 'connections')).toBe('4');
  expect(await gateway.metric('meeshy_users_online_total')).toBe(3);
  const edges = console.getByTestId('edges').locator('li');
  await expect.poll(() => edges.first().innerText()).toContain('Bob Keller');
  expect(await edges.first().getAttribute('data-online')).toBe('true');

  const connected = await gateway.metric(
    'meeshy_edges_total{cause="connected",direction="online"}',
  );
  await expect
    .poll(() => console.getByTestId('causes').innerText())
    .toContain(`connected ${connected}`);

  bob.close();
  await expect.poll(() => edges.first().getAttribute('data-online')).toBe('false');
  await expect.poll(() => value(console, 'online')).toBe('2');
  expect(await gateway.metric('meeshy_users_online_total')).toBe(2);
  await expect
    .poll(() => value(console, 'zombies'))
    .toBe(`${await gateway.metric('meeshy_zombies_cleaned_total')}`);
});

it('a person is found, shown whole, and disconnected for good', async () => {
  const alice = Client.v4(gateway.url, { token: token(ALICE) }, 'websocket', {
    extraHeaders: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/127.0' },
  });
  await alice.signedIn();
  await person({ token: token(BOB) });
  const console = await consoleOf();
  await console.getByTestId('search').fill('ali');
  await console.getByTestId('found-alice').click();

  const file = console.getByTestId('file');
  await expect.poll(() => file.getByTestId('devices').innerText()).toContain('Firefox · Linux');
  expect(await file.getByTestId('devices').innerText()).toContain('127.0.0.x');
  expect(await file.getByTestId('viewers').innerText()).toContain('Bob Keller');

  await console.getByTestId('disconnect').click();
  await console.getByTestId('disconnect-confirm').click();
  await expect
    .poll(() => console.getByTestId('disconnect-outcome').innerText())
    .toContain('1 connection closed');
  const told = await alice.next<{ code: string }>('auth:session-revoked');
  expect(told.code).toBe('DISCONNECTED_BY_ADMIN');
  await alice.next('disconnect');
  // The file follows the edge by itself.
  await expect
    .poll(() => file.getByTestId('file-edges').locator('li').first().innerText())
    .toContain('disconnected');
  await expect.poll(() => file.getByTestId('devices').locator('li').count()).toBe(0);
  expect(gateway.output).toMatch(/AUDIT action=disconnect operator=admin-key .*closed=1/);
});

it('the maintenance job runs when told so twice', async () => {
  const console = await consoleOf();
  await console.getByTestId('cleanup').click();
  await console.keyboard.press('Escape');
  expect(await gateway.metric('meeshy_last_cleanup_timestamp')).toBe(0);
  await console.getByTestId('cleanup').click();
  await console.getByTestId('cleanup-confirm').click();
  await expect
    .poll(() => console.getByTestId('cleanup-outcome').innerText())
    .toContain('Done: 0 zombies');
  expect(await gateway.metric('meeshy_last_cleanup_timestamp')).toBeGreaterThan(0);
});

it('asks for nothing by itself: no request and no message on a timer', async () => {
  const console = await page();
  const sent: string[] = [];
  console.on('websocket', socket =>
    socket.on('framesent', ({ payload }) => sent.push(String(payload))),
  );
  await signIn(console, ADMIN_KEY);
  await console.getByTestId('tiles').waitFor();
  const requests: string[] = [];
  console.on('request', request => requests.push(request.url()));
  sent.length = 0;
  const before = await console.getByTestId('state').innerText();
  await new Promise(done => setTimeout(done, 4_000));
  expect(before).toBe('Live');
  expect(requests).toEqual([]);
  // The answer to a heartbeat is none of ours.
  expect(sent.filter(packet => packet !== '3')).toEqual([]);
});

it('is accessible, light and dark, on a desk and on a phone, in both languages', async () => {
  const bob = await person({ token: token(BOB) });
  await person({ token: token(ALICE) });
  await person({ sessionToken: GUEST_TOKEN });
  bob.vanish();
  for (const colorScheme of ['light', 'dark'] as const) {
    const door = await page({ colorScheme });
    await signIn(door, 'wrong');
    await expect.poll(() => door.getByTestId('refusal').innerText()).not.toBe('');
    expect(await violations(door)).toEqual([]);
    await screenshot(door, `console-door-${colorScheme}`);

    await signIn(door, ADMIN_KEY);
    await door.getByTestId('tiles').waitFor();
    await door.getByTestId('search').fill('alice');
    await door.getByTestId('found-alice').click();
    await door.getByTestId('devices').waitFor();
    await expect
      .poll(() => door.getByTestId('truth').innerText())
      .toContain('Shown online, was gone');
    expect(await violations(door)).toEqual([]);
    await door.evaluate(() => scrollTo(0, 0));
    await screenshot(door, `console-${colorScheme}`, { fullPage: true });
  }
  const phone = await consoleOf({ colorScheme: 'dark', width: 390, height: 844 });
  await phone.getByTestId('lang-fr').click();
  await expect.poll(() => phone.getByTestId('tiles').innerText()).toContain('Personnes en ligne');
  expect(await violations(phone)).toEqual([]);
  expect(
    await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
  ).toBe(true);
  await screenshot(phone, 'console-phone-fr', { fullPage: true });
}, 180_000);

it('console and watch say that their figures are of before, and go on when the gateway is back', async () => {
  const console = await consoleOf();
  const watch = new Command(['watch', '--url', gateway.url], { ADMIN_KEY });
  await expect.poll(() => watch.output, { timeout: 20_000 }).toContain('health=up');
  await gateway.kill();
  await expect
    .poll(() => console.getByTestId('state').getAttribute('data-phase'), { timeout: 10_000 })
    .toBe('lost');
  expect(await console.getByTestId('stale').innerText()).toMatch(/figures are of \d\d:\d\d:\d\d/);
  await expect.poll(() => watch.output).toContain('connection lost, trying again');
  await screenshot(console, 'console-lost');

  const before = watch.output.length;
  gateway = await Gateway.start({ PORT: String(gateway.port), DATA_DIR: gateway.dataDir });
  await expect
    .poll(() => console.getByTestId('state').getAttribute('data-phase'), { timeout: 20_000 })
    .toBe('live');
  expect(await console.getByTestId('stale').count()).toBe(0);
  await expect.poll(() => watch.output.slice(before), { timeout: 20_000 }).toContain('health=up');
  expect(await watch.interrupt()).toBe(0);
});
