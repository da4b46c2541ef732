import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ADMIN_KEY, freePort, Gateway, run, SECRET } from '../src/gateway';
import { ALICE, WORLD } from '../src/world';

const folder = () => mkdtempSync(join(tmpdir(), 'meeshy-e2e-'));

it('refuses to start without a secret, and says what to do', async () => {
  const { code, output } = await run(['start'], { DATA_DIR: folder() });
  expect(code).not.toBe(0);
  expect(output).toContain('JWT_SECRET is missing');
  expect(output).not.toContain('\tat ');
});

it('refuses settings that contradict each other in one sentence', async () => {
  const { code, output } = await run(['start'], {
    JWT_SECRET: SECRET,
    ONLINE_THRESHOLD: '40m',
    DATA_DIR: folder(),
  });
  expect(code).not.toBe(0);
  expect(output).toContain('ONLINE_THRESHOLD');
  expect(output).toContain('AWAY_THRESHOLD');
  expect(output).not.toContain('\tat ');
});

it('says which port is taken', async () => {
  const gateway = await Gateway.start();
  try {
    const { code, output } = await run(['start'], {
      JWT_SECRET: SECRET,
      HOST: '127.0.0.1',
      PORT: String(gateway.port),
      DATA_DIR: folder(),
    });
    expect(code).not.toBe(0);
    expect(output).toContain(`Port ${gateway.port}`);
    expect(output).not.toContain('\tat ');
  } finally {
    await gateway.stop();
  }
});

it('says which data folder cannot be used', async () => {
  const file = join(folder(), 'a-file');
  writeFileSync(file, 'not a folder');
  const { code, output } = await run(['start'], {
    JWT_SECRET: SECRET,
    DATA_DIR: file,
    PORT: String(await freePort()),
  });
  expect(code).not.toBe(0);
  expect(output).toContain(file);
  expect(output).not.toContain('\tat ');
});

it('does not let two gateways share one data folder', async () => {
  const gateway = await Gateway.start();
  try {
    const { code, output } = await run(['start'], {
      JWT_SECRET: SECRET,
      DATA_DIR: gateway.dataDir,
      PORT: String(await freePort()),
    });
    expect(code).not.toBe(0);
    expect(output).toContain(gateway.dataDir);
    expect(output).not.toContain('\tat ');
  } finally {
    await gateway.stop();
  }
});

it('prints its settings once without secrets, imports a file and makes a token that is let in', async () => {
  const gateway = await Gateway.start();
  const settings = { JWT_SECRET: SECRET, ADMIN_KEY, DATA_DIR: gateway.dataDir };
  try {
    expect(gateway.output).toContain('PING_INTERVAL');
    expect(gateway.output).not.toContain(SECRET);
    expect(gateway.output).not.toContain(ADMIN_KEY);

    const file = join(folder(), 'world.json');
    writeFileSync(file, JSON.stringify(WORLD));
    const imported = await run(['import', file, '--url', gateway.url], settings);
    expect(imported.output).toContain('users');
    expect(imported.code).toBe(0);

    const made = await run(['token', ALICE], settings);
    expect(made.code).toBe(0);
    const token = made.output.trim().split('\n').at(-1) ?? '';
    const me = await fetch(`${gateway.url}/api/users/me`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(await me.json()).toMatchObject({ success: true, data: { id: ALICE } });

    writeFileSync(file, JSON.stringify({ users: [{ id: 'nonsense' }] }));
    const refused = await run(['import', file, '--url', gateway.url], settings);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('users[0].id');
  } finally {
    await gateway.stop();
  }
});

it('the simulation replays a seed and says that everything held', async () => {
  const { code, output } = await run(['simulate', '--seed', '7'], {});
  expect(output).toContain('seeds 7 to 7');
  expect(output).toContain('every invariant held');
  expect(code).toBe(0);
}, 60_000);
