import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';

/*
 * `./meeshy bench client`: the package in a production build, in headless Chromium.
 */

const { brief, json } = optionsOf(process.argv.slice(2));

/** A frame may be this late at 60 a second before it counts as missed: the clock of the page has tenths of a millisecond. */
const frameMs = 1_000 / 60;
const toleranceMs = 1;
const types = { '.html': 'text/html', '.js': 'text/javascript' };
const folder = mkdtempSync(join(tmpdir(), 'meeshy-bench-client-'));

function optionsOf(words) {
  const options = { brief: false, json: null };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--short') options.brief = true;
    else if (word === '--json' && words.length > 0) options.json = words.shift();
    else {
      process.stderr.write(`Unknown option "${word}": use --short and --json FILE.\n`);
      process.exit(2);
    }
  }
  return options;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

async function serve() {
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : request.url;
    const body = await readFile(join(folder, path)).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'content-type': types[extname(path)] ?? 'text/plain' });
    response.end(body);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return server;
}

/** Time of long tasks of the page's thread, from a trace of the browser. */
async function traced(browser, page, action) {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] });
  const result = await action();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const tasks = traceEvents.filter(event => /RunTask/.test(event.name) && event.dur > 0);
  return { result, longestTaskMs: Math.max(0, ...tasks.map(event => event.dur)) / 1_000 };
}

function summary({ deltasMs, changes }) {
  const late = deltasMs.filter(delta => delta > frameMs + toleranceMs).length;
  const totalMs = deltasMs.reduce((sum, delta) => sum + delta, 0);
  return {
    frames: deltasMs.length,
    changes,
    perSecond: (deltasMs.length * 1_000) / totalMs,
    lateShare: late / deltasMs.length,
    p95: quantile(deltasMs, 0.95),
    longest: Math.max(...deltasMs),
  };
}

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => 'bench' in globalThis);
  const seconds = brief ? 8 : 30;
  say(
    `Chromium ${browser.version()}, headless, drawn by software; ${cpus().length} cores: ${cpus()[0]?.model}`,
  );
  await page.evaluate(() => [globalThis.bench.statusRule(5), globalThis.bench.snapshots(5)]);
  const statusUs = await page.evaluate(() => globalThis.bench.statusRule(50));
  const snapshotsMs = await page.evaluate(
    rounds => globalThis.bench.snapshots(rounds),
    brief ? 15 : 50,
  );
  const idle = summary(
    await page.evaluate(s => globalThis.bench.frames(s, false), Math.min(seconds, 8)),
  );
  const busy = await traced(browser, page, () =>
    page.evaluate(s => globalThis.bench.frames(s, true), seconds),
  );
  const frames = summary(busy.result);
  const describe = (name, each) =>
    `${name}: ${each.changes} changes, ${each.perSecond.toFixed(1)} frames/s, ${(each.lateShare * 100).toFixed(1)} % of frames late, p95 ${each.p95.toFixed(1)} ms, longest ${each.longest.toFixed(1)} ms`;
  say(describe('at rest (what this machine can draw)', idle));
  say(describe('1 000 changes a second, 10 000 people, 200 dots', frames));
  say(`longest task in the trace: ${busy.longestTaskMs.toFixed(1)} ms`);
  const targets = [
    ['client_frames_per_second', frames.perSecond, '1/s', '>=', 59],
    ['client_frame_p95', frames.p95, 'ms', '<=', frameMs + toleranceMs],
    ['client_changes_per_second', frames.changes / seconds, '1/s', '>=', 990],
    ['client_status', statusUs, 'us', '<=', 1],
    ['client_snapshot_10000_median', quantile(snapshotsMs, 0.5), 'ms', '<=', 50],
    ['client_snapshot_10000_p95', quantile(snapshotsMs, 0.95), 'ms', '<=', 50],
  ].map(([name, value, unit, sign, limit]) => {
    const pass = sign === '<=' ? value <= limit : value >= limit;
    return { name, value, unit, goal: `${sign}${Number(limit.toFixed(1))}`, pass };
  });
  for (const { name, value, unit, goal, pass } of targets) {
    say(`TARGET ${name} ${value.toFixed(3)} ${unit} ${goal} ${pass ? 'pass' : 'miss'}`);
  }
  if (json) writeFileSync(json, `${JSON.stringify(targets, null, 2)}\n`);
  process.exitCode = targets.every(target => target.pass) ? 0 : 1;
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
