import { mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Gateway, run, SECRET } from '../src/gateway';

const BUILD = resolve(import.meta.dirname, '../../.build');
let cache: string;
let trained: Buffer;

/** By another file in its place: gateways of other tests may have the one that is there mapped into their memory. */
function replace(content: Buffer): void {
  writeFileSync(`${cache}.new`, content);
  renameSync(`${cache}.new`, cache);
}

/** Where the JVM says that it has the main class from. */
async function origin(option = ''): Promise<string | undefined> {
  const { output } = await run(['token', 'a-user'], {
    JWT_SECRET: SECRET,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'meeshy-e2e-')),
    MEESHY_JAVA_OPTS: `-Xlog:class+load ${option}`,
  });
  return /presence\.server\.Main source: (.*)/.exec(output)?.[1];
}

beforeAll(async () => {
  expect((await run(['build'], {})).code).toBe(0);
  const found = readdirSync(BUILD).filter(name => name.endsWith('.aot'));
  expect(found).toHaveLength(1);
  cache = join(BUILD, found.join());
  trained = readFileSync(cache);
}, 120_000);

afterAll(() => replace(trained));

it('has its classes from the training', async () => {
  expect(await origin()).toBe('shared objects file');
});

it.each(['-Xshare:off', '-XX:+UseZGC'])(
  'leaves it for an option of the JVM that it does not fit: %s',
  async option => {
    expect(await origin(option)).toMatch(/^(file|jar):/);
  },
);

it.each([
  ['cut off', () => trained.subarray(0, trained.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  ['of another JVM', () => ofAnotherJvm()],
])('starts without a word when what it learnt is %s', async (_, content) => {
  replace(content());
  expect(await origin()).toMatch(/^(file|jar):/);
  const gateway = await Gateway.start();
  await gateway.stop();
  expect(gateway.output).not.toMatch(/\]\[(warning|error) *\]/);
});

/** The same but for the version that its header names. */
function ofAnotherJvm(): Buffer {
  const other = Buffer.from(trained);
  const version = other.indexOf('(25.');
  expect(version).toBeGreaterThan(0);
  other.write('(26.', version);
  return other;
}
