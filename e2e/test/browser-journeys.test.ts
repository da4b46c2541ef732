import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openWindow, screenshot } from '../src/browser';
import { Gateway } from '../src/gateway';

const ALICE = '65a100000000000000000001';
const HUGO = '65a100000000000000000008';
const INES = '65a100000000000000000009';
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

let gateway: Gateway;
let browser: Browser;
/** Everything over HTTP that a page asked for, by page. */
const requests = new Map<Page, string[]>();

beforeAll(async () => {
  // Heartbeats are rare, or the fast clock of a page would take its connection for lost.
  const heartbeat = { PING_INTERVAL: '20m', PING_TIMEOUT: '20m' };
  const times = { ONLINE_THRESHOLD: '5m', AWAY_THRESHOLD: '30m', ACTIVITY_THROTTLE: '60s' };
  gateway = await Gateway.start({ OFFLINE_GRACE: '1s', ...times, ...heartbeat }, 'demo');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});

const status = (page: Page, userId: string) =>
  page.getByTestId(`dot-${userId}`).getAttribute('data-status');

async function inside(as: string, conversation = 'lyon-berlin', viewport = desktop): Promise<Page> {
  const page = await openWindow(browser, 'about:blank', viewport);
  requests.set(page, []);
  page.on('request', request => requests.get(page)?.push(request.url()));
  await page.goto(`${gateway.url}/?as=${as}`);
  if (viewport.width < 860) await page.getByTestId('view-conversations').click();
  await page.getByTestId(`conversation-${conversation}`).click();
  return page;
}

async function leave(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}

it('three observers see somebody appear, and go at once when they leave', async () => {
  const observers = [await inside('alice'), await inside('ines'), await inside('kenza')];
  const hugo = await inside('hugo');
  for (const page of observers) await expect.poll(() => status(page, HUGO)).toBe('online');
  await hugo.getByTestId('sign-out').click();
  const start = Date.now();
  for (const page of observers) {
    await expect.poll(() => status(page, HUGO), { interval: 20 }).toBe('away');
  }
  expect(Date.now() - start).toBeLessThan(2_000);
  await leave(hugo, ...observers);
});

it('somebody who does nothing is away after five minutes and offline after thirty, though nothing is asked', async () => {
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB' });
  const alice = await context.newPage();
  await alice.clock.install();
  await alice.goto(`${gateway.url}/?as=alice`);
  await alice.getByTestId('conversation-lyon-berlin').click();
  const ines = await inside('ines');
  await expect.poll(() => status(alice, INES)).toBe('online');
  const asked: string[] = [];
  alice.on('request', request => asked.push(request.url()));
  await alice.clock.fastForward('05:10');
  await expect.poll(() => status(alice, INES)).toBe('away');
  await screenshot(alice, 'away-after-five-minutes');
  await alice.clock.fastForward('25:10');
  await expect.poll(() => status(alice, INES)).toBe('offline');
  expect(asked).toEqual([]);
  await context.close();
  await leave(ines);
});

it('three tabs are one person, until the last is closed; a reload is seen by nobody', async () => {
  const alice = await inside('alice');
  const tabs = [await inside('hugo'), await inside('hugo'), await inside('hugo')];
  await expect.poll(() => status(alice, HUGO)).toBe('online');
  const changes: string[] = [];
  await alice.exposeFunction('changed', (now: string) => changes.push(now));
  await alice.getByTestId(`dot-${HUGO}`).evaluate(dot => {
    const tell = (globalThis as unknown as { changed(now: string): void }).changed;
    new MutationObserver(() => tell(String(dot.getAttribute('data-status')))).observe(dot, {
      attributes: true,
      attributeFilter: ['data-status'],
    });
  });
  await tabs[0]?.reload();
  await expect.poll(() => tabs[0] && status(tabs[0], ALICE)).toBe('online');
  await leave(...tabs.slice(0, 2));
  await new Promise(done => setTimeout(done, 1_500));
  expect(changes).toEqual([]);
  expect(await status(alice, HUGO)).toBe('online');
  await leave(...tabs.slice(2));
  await expect.poll(() => status(alice, HUGO)).toBe('away');
  await leave(alice);
});

it('a lost network makes dots uncertain instead of lying, and its return makes them certain', async () => {
  const alice = await inside('alice');
  const hugo = await inside('hugo');
  await expect.poll(() => status(alice, HUGO)).toBe('online');
  const dot = alice.getByTestId(`dot-${HUGO}`);
  await alice.getByTestId('lose-network').click();
  await expect.poll(() => dot.getAttribute('data-certain')).toBe('false');
  expect(await dot.getAttribute('data-status')).toBe('online');
  expect(await dot.getAttribute('title')).toContain('connection lost');
  await screenshot(alice, 'network-lost');
  await leave(hugo);
  await expect.poll(() => dot.getAttribute('data-certain'), { timeout: 20_000 }).toBe('true');
  await expect.poll(() => status(alice, HUGO)).toBe('away');
  await leave(alice);
});

it('a device that this page opens is seen, and its being killed too', async () => {
  const alice = await inside('alice');
  await alice.getByTestId('open-device').click();
  await expect.poll(() => status(alice, HUGO)).toBe('online');
  await expect.poll(() => alice.getByTestId('device').getAttribute('data-state')).toBe('in-use');
  await screenshot(alice, 'device');
  await alice.getByTestId('idle-device').click();
  expect(await alice.getByTestId('device').getAttribute('data-state')).toBe('idle');
  await alice.getByTestId('kill-device').click();
  await expect.poll(() => status(alice, HUGO)).toBe('away');
  await leave(alice);
});

it.each([
  ['desktop', 'light', desktop],
  ['desktop', 'dark', desktop],
  ['phone', 'light', phone],
  ['phone', 'dark', phone],
] as const)('has nothing that axe complains of: %s, %s', async (layout, theme, viewport) => {
  const page = await inside('alice', 'open-door', viewport);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  const complaints = async () => {
    await page.evaluate(axeSource);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`);
    });
  };
  await expect
    .poll(() => page.getByTestId('connection-state').getAttribute('data-phase'))
    .toBe('online');
  await screenshot(page, `room-${layout}-${theme}`);
  expect(await complaints()).toEqual([]);
  if (layout === 'phone') {
    for (const view of ['conversations', 'people', 'events']) {
      await page.getByTestId(`view-${view}`).click();
      await screenshot(page, `phone-${theme}-${view}`);
      expect(await complaints(), view).toEqual([]);
    }
  }
  await page.getByTestId('sign-out').click();
  await page.getByTestId('sign-in-alice').waitFor();
  await screenshot(page, `entrance-${layout}-${theme}`);
  expect(await complaints(), 'entrance').toEqual([]);
  await leave(page);
});

it('no page asked for the same thing again and again', () => {
  expect(requests.size).toBeGreaterThan(5);
  for (const urls of requests.values()) {
    const asked = urls.filter(url => !url.includes('/assets/'));
    for (const url of new Set(asked)) {
      // A tab that was reloaded asks once more, as does one that came back, and for each stranger who appears.
      const times = asked.filter(each => each === url).length;
      expect(times, `${url} was asked for ${times} times`).toBeLessThanOrEqual(4);
    }
  }
});
