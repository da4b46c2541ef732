import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openWindow, screenshot } from '../src/browser';
import { Gateway } from '../src/gateway';

const GRACE_SECONDS = 2;
// Of the demo people, those who do not come and go by themselves.
const HUGO = '65a100000000000000000008';
const INES = '65a100000000000000000009';

let gateway: Gateway;
let browser: Browser;

beforeAll(async () => {
  gateway = await Gateway.start(
    { OFFLINE_GRACE: `${GRACE_SECONDS}s`, RELOAD_GRACE: `${GRACE_SECONDS}s` },
    'demo',
  );
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});

const dot = (page: Page, userId: string) => page.getByTestId(`dot-${userId}`);
const status = (page: Page, userId: string) => dot(page, userId).getAttribute('data-status');

async function inside(as: string, conversation: string): Promise<Page> {
  const page = await openWindow(browser, `${gateway.url}/?as=${as}`);
  await page.getByTestId(`conversation-${conversation}`).click();
  return page;
}

it('two windows show each other come and go', async () => {
  const alice = await openWindow(browser, gateway.url);
  await alice.getByTestId('sign-in-alice').click();
  await alice.getByTestId('conversation-lyon-berlin').click();
  await expect.poll(() => status(alice, HUGO)).not.toBe('online');

  const hugo = await inside('hugo', 'lyon-berlin');
  await expect.poll(() => status(alice, HUGO)).toBe('online');
  await expect.poll(() => status(hugo, '65a100000000000000000001')).toBe('online');
  await screenshot(alice, 'two-windows');

  await hugo.context().close();
  await expect.poll(() => status(alice, HUGO)).toBe('away');
  await alice.context().close();
});

it('closing one of two tabs is seen by nobody', async () => {
  const alice = await inside('alice', 'lyon-berlin');
  const first = await inside('hugo', 'lyon-berlin');
  const second = await inside('hugo', 'lyon-berlin');
  await expect.poll(() => status(alice, HUGO)).toBe('online');
  await first.context().close();
  await new Promise(done => setTimeout(done, (GRACE_SECONDS + 1) * 1000));
  expect(await status(alice, HUGO)).toBe('online');
  await second.context().close();
  await expect.poll(() => status(alice, HUGO)).toBe('away');
  await alice.context().close();
});

it('a browser that is killed is gone within the bound', async () => {
  const alice = await inside('alice', 'lyon-berlin');
  const doomed = await launchBrowser();
  const ines = await openWindow(doomed, `${gateway.url}/?as=ines`);
  await ines.getByTestId('conversation-lyon-berlin').click();
  await expect.poll(() => status(alice, INES)).toBe('online');
  const session = await doomed.newBrowserCDPSession();
  session.send('Browser.crash').catch(() => undefined);
  await expect.poll(() => status(alice, INES), { timeout: 40_000 }).toBe('away');
  await alice.context().close();
});

it('messages and typing reach the others', async () => {
  const alice = await inside('alice', 'lyon-berlin');
  const hugo = await inside('hugo', 'lyon-berlin');
  await expect.poll(() => status(alice, HUGO)).toBe('online');
  await hugo.getByTestId('composer').pressSequentially('Salut Alice');
  await expect.poll(() => alice.getByTestId('typing').innerText()).toContain('Hugo');
  await hugo.getByTestId('send').click();
  await expect.poll(() => alice.getByTestId('messages').innerText()).toContain('Salut Alice');
  await alice.getByTestId('composer').fill('Salut Hugo ! Tu es à Berlin aujourd’hui ?');
  await alice.getByTestId('send').click();
  await expect.poll(() => hugo.getByTestId('messages').innerText()).toContain('Tu es à Berlin');
  await screenshot(alice, 'messages');
  await alice.context().close();
  await hugo.context().close();
});

it('a guest comes in by the link and is seen', async () => {
  const alice = await inside('alice', 'open-door');
  const guest = await openWindow(browser, gateway.url);
  await guest.getByTestId('guest-name-mshy_demo').fill('Zoé');
  await guest.getByTestId('guest-join-mshy_demo').click();
  await expect.poll(() => guest.getByTestId('messages').count()).toBe(1);
  const person = alice.getByTestId('person-Zoé');
  await expect.poll(() => person.count(), { timeout: 10_000 }).toBe(1);
  await expect
    .poll(() => person.locator('[data-testid^="dot-"]').getAttribute('data-status'), {
      timeout: 10_000,
    })
    .toBe('online');
  await guest.context().close();
  await alice.context().close();
});

it('speaks French and English', async () => {
  const alice = await inside('alice', 'open-door');
  await alice.getByTestId('lang-fr').click();
  await expect.poll(() => alice.locator('html').getAttribute('lang')).toBe('fr');
  await expect.poll(() => alice.locator('body').innerText()).toContain('En ligne');
  await screenshot(alice, 'room-fr');
  await alice.getByTestId('lang-en').click();
  await expect.poll(() => alice.locator('html').getAttribute('lang')).toBe('en');
  await alice.context().close();
});

it('asks the server for nothing by itself while it is open', async () => {
  const alice = await inside('alice', 'open-door');
  await expect
    .poll(() => alice.getByTestId('connection-state').getAttribute('data-phase'))
    .toBe('online');
  const requests: string[] = [];
  alice.on('request', request => requests.push(request.url()));
  await new Promise(done => setTimeout(done, 8_000));
  expect(requests).toEqual([]);
  await alice.context().close();
});
