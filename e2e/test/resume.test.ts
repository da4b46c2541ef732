import { connectPresence, type PresenceClient } from '@meeshy/presence';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, conversationId, GUEST, token, WORLD } from '../src/world';

interface Snapshot {
  users: { userId: string; isOnline: boolean }[];
  complete: boolean;
  resumed?: boolean;
}

/** How far a gateway looks further back than the mark of a client that resumes. */
const MARGIN = 120_000;

/** With real marks in real time: `./meeshy test --long`. */
describe.runIf(process.env.MEESHY_LONG)('a client that comes back with its mark', () => {
  let gateway: Gateway;
  let presence: PresenceClient | undefined;

  beforeAll(async () => {
    gateway = await Gateway.start({ DRAIN_GRACE: '0s' });
    await gateway.admin('POST', '/api/admin/import', WORLD);
  });
  afterAll(async () => {
    presence?.close();
    Client.closeAll();
    await gateway?.stop();
  });

  async function user(id: string): Promise<Client> {
    return Client.v4(gateway.url, { token: token(id) }).signedIn();
  }

  it('is told only of those who changed while it was away', async () => {
    await user(CAROL);
    const carolCame = Date.now();
    // Nothing but the passing of time makes a change older than the margin.
    await new Promise(done => setTimeout(done, carolCame + MARGIN + 2_000 - Date.now()));

    const snapshots: Snapshot[] = [];
    const asked: unknown[] = [];
    presence = connectPresence({
      io: (url, options) => {
        const socket = io(url, { ...options, transports: ['websocket'], forceNew: true });
        socket.on('presence:snapshot', (snapshot: Snapshot) => snapshots.push(snapshot));
        socket.onAnyOutgoing((event, payload) => asked.push([event, payload]));
        return socket;
      },
      url: gateway.url,
      token: token(ALICE),
    });
    const alice = presence;
    const phase = () => alice.connection.phase;
    await expect.poll(phase, { timeout: 10_000 }).toBe('online');
    expect(snapshots).toMatchObject([{ complete: true }]);
    expect(snapshots[0]?.users.map(each => each.userId).sort()).toEqual(
      [ALICE, BOB, CAROL, GUEST].sort(),
    );

    const socket = alice.socket as unknown as Socket;
    socket.disconnect();
    await expect.poll(phase).not.toBe('online');
    const bob = await user(BOB);
    expect(alice.person(BOB)?.isOnline).toBe(false);
    socket.connect();
    await expect.poll(() => snapshots.length, { timeout: 10_000 }).toBe(2);

    expect(snapshots[1]).toMatchObject({ complete: false, resumed: true });
    expect(snapshots[1]?.users.map(each => each.userId).sort()).toEqual([ALICE, BOB].sort());
    await expect.poll(() => alice.person(BOB)?.isOnline).toBe(true);
    expect(alice.person(CAROL)?.isOnline, 'known from before').toBe(true);
    expect(alice.person(GUEST), 'known from before').toBeDefined();

    bob.close();
    await expect.poll(() => alice.person(BOB)?.isOnline).toBe(false);
    expect(asked, 'the digests after a resume agree').toEqual([]);
  }, 180_000);

  it('is told everything when its mark is from before this gateway', async () => {
    const client = Client.v4(gateway.url, {
      token: token(ALICE),
      presence: {
        highestVersion: Date.now() - 10 * 60_000,
        conversations: [conversationId(1), conversationId(2)],
      },
    });
    expect(await client.next<Snapshot>('presence:snapshot')).toMatchObject({ complete: true });
  });
});
