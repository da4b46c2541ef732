import { createRoot } from 'react-dom/client';
import { getUserStatus, PresenceClient, type PresenceRecord } from '../src/index.js';
import { OnlineIndicator, PresenceProvider } from '../src/react/index.js';

const crowd = 10_000;
const visible = 200;
const changesPerSecond = 1_000;

type Listener = (payload: unknown) => void;

/** The gateway's end of a socket: what it says is heard at once. */
class LocalSocket {
  readonly connected = false;
  readonly active = true;
  readonly #listeners = new Map<string, Listener>();

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, listener);
  }
  off(event: string): void {
    this.#listeners.delete(event);
  }
  emit(): void {}
  disconnect(): void {}
  say(event: string, payload: unknown): void {
    this.#listeners.get(event)?.(payload);
  }
}

const records: PresenceRecord[] = Array.from({ length: crowd }, (_, n) => ({
  userId: `65a${n.toString(16).padStart(21, '0')}`,
  username: `Person ${n}`,
  isAnonymous: false,
  isOnline: n % 3 !== 0,
  lastActiveAt: new Date(Date.now() - (n % 40) * 60_000).toISOString(),
  lastSeen: null,
  version: 1,
}));

function signedIn(): LocalSocket {
  const socket = new LocalSocket();
  new PresenceClient(socket);
  welcome(socket);
  return socket;
}

function welcome(socket: LocalSocket): void {
  const user = { id: 'me', language: 'en', isAnonymous: false };
  const serverTime = new Date().toISOString();
  socket.say('authenticated', { success: true, user, serverTime, version: '1' });
}

function snapshotOf(socket: LocalSocket): number {
  const payload = { users: records, serverTime: new Date().toISOString() };
  const start = performance.now();
  socket.say('presence:snapshot', payload);
  return performance.now() - start;
}

/** Milliseconds for each of some snapshots, each into a client that knew nobody. */
function snapshots(rounds: number): number[] {
  return Array.from({ length: rounds }, () => snapshotOf(signedIn()));
}

/** Microseconds of one computation of a status. */
function statusRule(rounds: number): number {
  const now = Date.now();
  let online = 0;
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const record of records) if (getUserStatus(record, now) === 'online') online++;
  }
  const elapsedMs = performance.now() - start;
  if (online === 0) throw new Error('Nobody was online: nothing was computed');
  return (elapsedMs * 1_000) / (rounds * crowd);
}

interface Frames {
  readonly deltasMs: number[];
  readonly changes: number;
}

/** Draws 200 of 10 000 people, changes 1 000 a second when `busy`, and notes the time between frames. */
async function frames(seconds: number, busy: boolean): Promise<Frames> {
  const socket = new LocalSocket();
  const client = new PresenceClient(socket);
  welcome(socket);
  snapshotOf(socket);
  const place = document.getElementById('dots');
  if (!place) throw new Error('The page has no place for the dots');
  const root = createRoot(place);
  root.render(
    <PresenceProvider client={client}>
      {records.slice(0, visible).map(({ userId }) => (
        <OnlineIndicator key={userId} userId={userId} size="large" />
      ))}
    </PresenceProvider>,
  );
  await new Promise(done => setTimeout(done, 500));
  const deltasMs: number[] = [];
  let version = 2;
  let changes = 0;
  const start = performance.now();
  // Packets come between frames, one at a time, as from a socket; half of the changes are of people on the screen.
  const source = new MessageChannel();
  source.port1.onmessage = () => {
    const elapsedMs = performance.now() - start;
    if (elapsedMs > seconds * 1_000) return;
    if (changes < (elapsedMs / 1_000) * changesPerSecond) {
      const index = changes % 2 === 0 ? (changes / 2) % visible : (changes * 7) % crowd;
      const record = records[index];
      if (record) {
        const isOnline = Math.floor(changes / (2 * visible)) % 2 === 0;
        const lastActiveAt = new Date().toISOString();
        socket.say('user:status', { ...record, isOnline, lastActiveAt, version: version++ });
      }
      changes++;
      source.port2.postMessage(null);
    } else {
      setTimeout(() => source.port2.postMessage(null), 1);
    }
  };
  if (busy) source.port2.postMessage(null);
  await new Promise<void>(done => {
    let before = performance.now();
    const frame = (now: number) => {
      deltasMs.push(now - before);
      before = now;
      if (now - start < seconds * 1_000) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
  root.unmount();
  client.close();
  return { deltasMs: deltasMs.slice(1), changes };
}

Object.assign(globalThis, { bench: { snapshots, statusRule, frames } });
