import { systemClock } from './clock.js';
import { complaints } from './complaints.js';
import type { ConnectionState } from './connection.js';
import { type Core, listen } from './core.js';
import { digests } from './digests.js';
import { live, unborn } from './life.js';
import { lifeEvents } from './life-events.js';
import type { PresenceChange, PresenceClientOptions } from './options.js';
import type { Person } from './people.js';
import { sight as sightOf } from './sight.js';
import type { PresenceSocket } from './socket.js';
import type { UserStatus } from './status.js';
import { viewEvents } from './view-events.js';
import { decodePresence } from './wire/decoding.js';
import type { AuthenticationAccepted } from './wire/events.js';

/** More are not listed in a handshake: a gateway takes little from whoever has not proven who it is. */
const mostResumed = 400;

/**
 * The presence of everybody a viewer may see, kept true from what a socket brings.
 *
 * It only listens: while nothing is missing it sends nothing, and while no status is due to change it holds no timer. It asks by
 * the socket, once each time: for a conversation when a digest of the gateway shows that something was missed; for everything when it
 * is given a socket that was connected before; and it opens again (`conversation:join`) what the application had opened, after a
 * reconnection and when only that can tell who is still to be seen. Listeners are called in the order of the changes, after the
 * change is readable here; one call per packet, however many people it concerns.
 */
export class PresenceClient {
  readonly #core: Core;
  readonly #listeners = new Set<(change: PresenceChange) => void>();
  readonly #detach: () => void;
  #life = unborn;

  constructor(
    readonly socket: PresenceSocket,
    readonly options: PresenceClientOptions = {},
  ) {
    const sight = sightOf(options.clock ?? systemClock, options, userIds =>
      this.#tell({ kind: 'people', userIds }),
    );
    this.#core = {
      socket,
      cut: () => {
        if (options.ownsSocket !== false) socket.disconnect();
      },
      ...sight,
      ...digests(sight, conversationId => socket.emit?.('presence:repair', { conversationId })),
      life: () => this.#life,
      act: action => {
        const before = this.connection;
        const life = live(this.#life, action);
        this.#life = life;
        const state = life.shown;
        if (state !== before) this.#tell({ kind: 'connection', state });
        return life;
      },
      // biome-ignore lint/suspicious/noConsole: a library has no other place to complain, and it can be replaced
      complain: complaints(options.warn ?? (message => console.warn(message))),
    };
    this.#detach = listen(socket, { ...lifeEvents(this.#core), ...viewEvents(this.#core) });
    // Its snapshot has gone by.
    if (socket.connected) socket.emit?.('presence:repair', {});
  }

  /** A person as known now; undefined for somebody the viewer has not been told about. */
  person(userId: string): Person | undefined {
    return this.#core.people.get(userId);
  }

  /** Unknown people are offline. */
  statusOf(userId: string): UserStatus {
    return this.person(userId)?.status ?? 'offline';
  }

  /** Everybody known, in no particular order. */
  people(): Iterable<Person> {
    return this.#core.people;
  }

  get connection(): ConnectionState {
    return this.#life.shown;
  }

  /** Who the gateway says we are; null until it has said so. */
  get viewer(): AuthenticationAccepted['user'] | null {
    return this.#life.viewer;
  }

  /** Server time in epoch milliseconds. */
  serverNow(): number {
    return this.#core.clock.now();
  }

  /** Takes presence from elsewhere, as in a REST answer. What is older than the known is ignored, so it may be late. */
  learn(records: readonly unknown[]): void {
    const decoded = records.map(decodePresence).filter(record => record !== null);
    if (decoded.length < records.length) this.#core.complain('learn', records);
    this.#core.merge(decoded);
  }

  /**
   * What to send as `presence` in the `auth` of each connection: it tells the gateway where to resume, and that digests are
   * understood. `connectPresence` does so by itself.
   */
  resumption(): Record<string, unknown> {
    const { conversations, isWhole } = this.#core.members;
    if (!isWhole || conversations.length > mostResumed) return {};
    let highestVersion = 0;
    for (const { version } of this.people()) highestVersion = Math.max(highestVersion, version);
    return { highestVersion, conversations };
  }

  subscribe(listener: (change: PresenceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends it all: no listener is called after the last state. */
  close(): void {
    this.#detach();
    this.#core.close();
    this.#core.drop();
    this.#core.cut();
    this.#core.act({ type: 'disconnect', how: 'left', at: this.serverNow() });
    this.#listeners.clear();
  }

  #tell(change: PresenceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
