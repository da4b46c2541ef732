import { execFileSync } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { Gateway } from '../src/gateway';
import { selfSigned } from '../src/proxy';
import { ALICE, WORLD } from '../src/world';

/** The publisher of keys has a certificate that Java does not know of (docs/operate/tls.md). */
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const tls = selfSigned();

let publisher: Server;
let gateway: Gateway | undefined;

beforeAll(async () => {
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  publisher = createServer({ cert: tls.chain, key: tls.key }, (_, answer) => {
    answer.setHeader('Content-Type', 'application/json');
    answer.end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>(done => publisher.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  Client.closeAll();
  await gateway?.stop();
});
afterAll(() => publisher?.close());

function token(): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part({ userId: ALICE, exp: now + 600 })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

async function start(options: string): Promise<Client> {
  const { port } = publisher.address() as AddressInfo;
  gateway = await Gateway.start({
    JWT_JWKS_URL: `https://localhost:${port}/keys`,
    MEESHY_JAVA_OPTS: options,
  });
  await gateway.admin('POST', '/api/admin/import', WORLD);
  return Client.v4(gateway.url, { token: token() });
}

it('keys behind a certificate of nobody whom Java trusts are not taken', async () => {
  const client = await start('');
  expect(await client.next('authenticated')).toMatchObject({ success: false });
});

it('with the authority in a trust store of its own they are', async () => {
  const client = await start(
    `-Djavax.net.ssl.trustStore=${trustStore()} -Djavax.net.ssl.trustStorePassword=changeit`,
  );
  await client.signedIn();
});

/** As the page says to make it. */
function trustStore(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meeshy-trust-'));
  const [authority, store] = [join(folder, 'ca.pem'), join(folder, 'trust.p12')];
  writeFileSync(authority, tls.chain);
  const keytool = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/keytool') : 'keytool';
  const made = '-importcert -noprompt -alias own -storetype PKCS12 -storepass changeit';
  execFileSync(keytool, [...made.split(' '), '-file', authority, '-keystore', store], {
    stdio: 'pipe',
  });
  return store;
}
