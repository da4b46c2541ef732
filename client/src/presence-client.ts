import { type Clock, ServerClock, systemClock } from './clock.js';
import {
  afterClose,
  afterLoss,
  type CloseReason,
  type ConnectionState,
  connecting,
  online,
} from './connection.js';
import type { RestAccess } from './credential.js';
import { Deadline } from './deadline.js';
import { differs } from './digest.js';
import { Members } from './members.js';
import { People, type Person } from './people.js';
import type { PresenceSocket } from './socket.js';
import type { StatusThresholds, UserStatus } from './status.js';
import {
  conversationOf,
  decodeAuthenticated,
  decodeDigest,
  decodeJoined,
  decodeMembership,
  decodeMessage,
  decodePresence,
  decodeSize,
  decodeSnapshot,
  serverTimeOf,
} from './wire/decoding.js';
import type { AuthenticationAccepted, PresenceRecord } from './wire/events.js';

export interface PresenceClientOptions {
  /** How somebody without any connection is shown while recently active. Default `away`. */
  readonly disconnectedAs?: 'away' | 'offline' | undefined;
  /** Thresholds of the status rule; without them those of the gateway count. */
  readonly thresholds?: StatusThresholds | undefined;
  readonly clock?: Clock | undefined;
  /** Told once of each kind of malformed input. Default `console.warn`. */
  readonly warn?: ((message: string) => void) | undefined;
  /** Whether `close` and a refusal disconnect the socket. Default true. */
  readonly ownsSocket?: boolean | undefined;
  /** Where `refreshPresence` asks, and as whom. `connectPresence` fills it in. */
  readonly rest?: RestAccess | undefined;
}

/** Everything a digest covers was sent before it. Only news of members may still be on its way when it differs. */
const digestSettlingMs = 5_000;

/** More are not listed in a handshake: a gateway takes little from whoever has not proven who it is. */
const mostResumed = 400;

/** Server time that moves by more than a journey: a clock was set. */
const clockSetMs = 1_000;

export type PresenceChange =
  | { readonly kind: 'people'; readonly userIds: readonly string[] }
  | { readonly kind: 'connection'; readonly state: ConnectionState };

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
  readonly #clock: ServerClock;
  readonly #people: People;
  readonly #members = new Members();
  readonly #digests = new Set<() => void>();
  readonly #nextThreshold: Deadline;
  readonly #local: Clock;
  readonly #warn: (message: string) => void;
  readonly #listeners = new Set<(change: PresenceChange) => void>();
  readonly #warned = new Set<string>();
  readonly #detach: () => void;
  #connection: ConnectionState;
  #viewer: AuthenticationAccepted['user'] | null = null;
  #closing: { reason: CloseReason; message: string } | null = null;
  #pagesLeft = 0;
  /** Whether the snapshot of this connection has told everything. */
  #isTold = false;
  /** Snapshots of large conversations on their way, after which it is known who is still to be seen. */
  #crowdsAwaited = 0;
  /** Whether the gateway has let this connection in: a second `authenticated` only renews the credential. */
  #accepted = false;

  constructor(
    readonly socket: PresenceSocket,
    readonly options: PresenceClientOptions = {},
  ) {
    this.#local = options.clock ?? systemClock;
    this.#clock = new ServerClock(this.#local);
    this.#people = new People({
      thresholds: options.thresholds,
      disconnectedAs: options.disconnectedAs,
    });
    this.#nextThreshold = new Deadline(this.#local, () => this.#onThreshold());
    // biome-ignore lint/suspicious/noConsole: a library has no other place to complain, and it can be replaced
    this.#warn = options.warn ?? (message => console.warn(message));
    this.#connection = connecting;
    this.#detach = this.#listen();
    // Its snapshot has gone by.
    if (socket.connected) socket.emit?.('presence:repair', {});
  }

  /** A person as known now; undefined for somebody the viewer has not been told about. */
  person(userId: string): Person | undefined {
    return this.#people.get(userId);
  }

  /** Unknown people are offline. */
  statusOf(userId: string): UserStatus {
    return this.person(userId)?.status ?? 'offline';
  }

  /** Everybody known, in no particular order. */
  people(): Iterable<Person> {
    return this.#people;
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  /** Who the gateway says we are; null until it has said so. */
  get viewer(): AuthenticationAccepted['user'] | null {
    return this.#viewer;
  }

  /** Server time in epoch milliseconds. */
  serverNow(): number {
    return this.#clock.now();
  }

  /** Takes presence from elsewhere, as in a REST answer. What is older than the known is ignored, so it may be late. */
  learn(records: readonly unknown[]): void {
    const decoded = records.map(decodePresence).filter(record => record !== null);
    if (decoded.length < records.length) this.#complain('learn', records);
    this.#merge(decoded);
  }

  /**
   * What to send as `presence` in the `auth` of each connection: it tells the gateway where to resume, and that digests are
   * understood. `connectPresence` does so by itself.
   */
  resumption(): Record<string, unknown> {
    if (!this.#members.isWhole) return {};
    const { conversations } = this.#members;
    if (conversations.length > mostResumed) return {};
    let highestVersion = 0;
    for (const { version } of this.#people) highestVersion = Math.max(highestVersion, version);
    return { highestVersion, conversations };
  }

  subscribe(listener: (change: PresenceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends it all: no listener is called after the last state. */
  close(): void {
    this.#detach();
    this.#nextThreshold.cancel();
    this.#dropDigests();
    if (this.options.ownsSocket !== false) this.socket.disconnect();
    if (this.#connection.phase !== 'closed') this.#close('left', '');
    this.#listeners.clear();
  }

  #listen(): () => void {
    const handlers: Record<string, (payload: unknown) => void> = {
      authenticated: payload => this.#onAuthenticated(payload),
      'presence:snapshot': payload => this.#onSnapshot(payload),
      'user:status': payload => this.#onUserStatus(payload),
      'presence:digest': payload => this.#onDigest(payload),
      'conversation:member-left': payload => this.#onMemberLeft(payload),
      'conversation:size': payload => this.#onSize(payload),
      'conversation:joined': payload => this.#onOpened(payload),
      'conversation:left': payload => this.#onShut(payload),
      'conversation:join-error': payload => this.#onNotOpened(payload),
      'heartbeat:ack': payload => this.#onTime(payload),
      'auth:token-expired': payload => this.#expectClose('expired', payload),
      'auth:session-revoked': payload => this.#expectClose('revoked', payload),
      connect_error: payload => this.#onConnectError(payload),
      disconnect: reason => this.#onDisconnect(reason),
    };
    for (const [event, handler] of Object.entries(handlers)) this.socket.on(event, handler);
    return () => {
      for (const [event, handler] of Object.entries(handlers)) this.socket.off(event, handler);
    };
  }

  #onAuthenticated(payload: unknown): void {
    const answer = decodeAuthenticated(payload);
    if (!answer) this.#complain('authenticated', payload);
    else if (answer.success) this.#onAccepted(answer);
    else if (!answer.retry) this.#onRefused(answer.error);
    // Else the gateway ends the line in a while, and socket.io comes back with the same credential.
  }

  #onRefused(message: string): void {
    this.#close('refused', message);
    // The gateway keeps a refused socket open for a while, and socket.io would try the same credential for ever.
    if (this.options.ownsSocket !== false) this.socket.disconnect();
  }

  #onAccepted(answer: AuthenticationAccepted): void {
    if (this.#accepted) {
      this.#clock.observe(answer.serverTime);
      return;
    }
    this.#accepted = true;
    this.#viewer = answer.user;
    this.#closing = null;
    this.#pagesLeft = 0;
    this.#clock.restart(answer.serverTime);
    this.#isTold = false;
    this.#crowdsAwaited = 0;
    this.#people.awaitSnapshot();
    this.#adopt(answer.thresholds);
  }

  /** The view counts as true only once the whole snapshot is there, so nobody sees old dots in full colour. */
  #onSnapshot(payload: unknown): void {
    const snapshot = decodeSnapshot(payload);
    if (!snapshot) {
      this.#complain('presence:snapshot', payload);
      this.#become(online);
      return;
    }
    if (snapshot.malformed > 0) this.#complain('presence:snapshot', payload);
    this.#clock.observe(snapshot.serverTime);
    const changed = this.#people.answer(snapshot.records, this.serverNow());
    const { conversations } = snapshot;
    if (!snapshot.complete && !snapshot.resumed) {
      const isCrowd = !conversations && snapshot.page === snapshot.pages;
      const strangers = conversations
        ? this.#members.replace(conversations, this.#local.now())
        : [];
      const forgotten = this.#people.forget(strangers);
      this.#changed(changed.concat(forgotten, isCrowd ? this.#crowdTold() : []));
      return;
    }
    if (snapshot.page === 1) this.#pagesLeft = snapshot.pages;
    this.#pagesLeft--;
    if (this.#pagesLeft !== 0) {
      this.#changed(changed);
      return;
    }
    this.#isTold = true;
    const forgotten = snapshot.resumed ? [] : this.#forgetUnnamed();
    if (conversations) this.#members.replaceAll(conversations, this.#local.now());
    this.#changed(changed.concat(forgotten, this.#open(this.#members.opened)));
    this.#become(online);
  }

  /** Who is seen in a large conversation alone is not named in a whole snapshot: that one is asked for them. */
  #forgetUnnamed(): string[] {
    const isOpen = this.#members.crowds.length > 0;
    return this.#people.forgetUnheard(userId => isOpen && !this.#members.lists(userId));
  }

  /** Opens conversations (again); returns who is forgotten at once, because no large one is left to show them. */
  #open(conversationIds: readonly string[]): string[] {
    for (const conversationId of conversationIds) {
      this.socket.emit?.('conversation:join', { conversationId });
    }
    this.#crowdsAwaited = this.#members.crowds.length;
    return this.#crowdsAwaited === 0 ? this.#forgetStrangers() : [];
  }

  /** A large conversation has told who is connected, or will not. */
  #crowdTold(): string[] {
    if (this.#crowdsAwaited === 0) return [];
    this.#crowdsAwaited--;
    return this.#crowdsAwaited === 0 ? this.#forgetStrangers() : [];
  }

  /** Nobody tells any more of those who are in no conversation that is listed or open. */
  #forgetStrangers(): string[] {
    const forgotten = this.#members.isWhole
      ? this.#people.forgetUnheard(id => id === this.#viewer?.id || this.#members.lists(id))
      : [];
    this.#people.settle();
    return forgotten;
  }

  /** The viewer stopped seeing a conversation. Others may show the same people: the large ones of them are asked. */
  #lookAgain(): void {
    // Else the snapshot that is on its way will tell.
    if (!this.#isTold) return;
    this.#people.awaitSnapshot();
    this.#changed(this.#open(this.#members.crowds));
  }

  #onUserStatus(payload: unknown): void {
    const record = decodePresence(payload);
    if (!record) {
      this.#complain('user:status', payload);
      return;
    }
    for (const id of decodeJoined(payload)) {
      this.#members.join(id, record.userId, this.#local.now());
    }
    this.#merge([record]);
  }

  #onMemberLeft(payload: unknown): void {
    const left = decodeMembership(payload);
    if (!left) {
      this.#complain('conversation:member-left', payload);
      return;
    }
    const now = this.#local.now();
    if (left.userId === this.#viewer?.id) {
      this.#members.unfollow(left.conversationId, now);
      this.#members.shut(left.conversationId);
      this.#lookAgain();
    } else {
      this.#forget(this.#members.leave(left.conversationId, left.userId, now));
    }
  }

  #onSize(payload: unknown): void {
    const size = decodeSize(payload);
    if (!size) this.#complain('conversation:size', payload);
    else if (size.isLarge)
      this.#forget(this.#members.unfollow(size.conversationId, this.#local.now()));
  }

  #onOpened(payload: unknown): void {
    const membership = decodeMembership(payload);
    if (membership?.userId !== this.#viewer?.id || !membership) return;
    this.#members.open(membership.conversationId);
  }

  #onShut(payload: unknown): void {
    const { conversationId = '', userId } = decodeMembership(payload) ?? {};
    if (userId !== this.#viewer?.id || !this.#members.isOpen(conversationId)) return;
    const wasCrowd = this.#members.crowds.includes(conversationId);
    this.#members.shut(conversationId);
    if (wasCrowd) this.#lookAgain();
  }

  #onNotOpened(payload: unknown): void {
    const conversationId = conversationOf(payload);
    if (!this.#members.isOpen(conversationId)) return;
    const wasCrowd = this.#members.crowds.includes(conversationId);
    this.#members.shut(conversationId);
    if (wasCrowd) this.#changed(this.#crowdTold());
  }

  #forget(strangers: readonly string[]): void {
    this.#changed(this.#people.forget(strangers.filter(userId => userId !== this.#viewer?.id)));
  }

  #onDigest(payload: unknown): void {
    const digest = decodeDigest(payload);
    if (!digest) {
      this.#complain('presence:digest', payload);
      return;
    }
    const members = this.#members.of(digest.conversationId);
    const known = [...(members ?? [])].map(userId => this.person(userId));
    if (members && !differs(digest, known)) return;
    const heardAt = this.#local.now();
    const cancel = this.#local.after(digestSettlingMs, () => {
      this.#digests.delete(cancel);
      if (this.#members.isSettled(digest, heardAt)) this.#repair(digest.conversationId);
    });
    this.#digests.add(cancel);
  }

  #repair(conversationId: string): void {
    this.#people.ask();
    this.socket.emit?.('presence:repair', { conversationId });
  }

  #dropDigests(): void {
    for (const cancel of this.#digests) cancel();
    this.#digests.clear();
  }

  #onConnectError(error: unknown): void {
    if (!this.socket.active) this.#close('refused', decodeMessage(error));
  }

  #onDisconnect(reason: unknown): void {
    this.#accepted = false;
    this.#dropDigests();
    const announced = this.#closing;
    this.#closing = null;
    if (this.#connection.phase === 'closed') return;
    if (reason === 'io client disconnect') {
      this.#close('left', '');
    } else if (this.socket.active && !announced) {
      this.#become(afterLoss(this.#connection, this.serverNow()));
    } else {
      this.#close(announced?.reason ?? 'server', announced?.message ?? '');
      // An ended session stays ended, even if the socket took the close for an accident and would come back.
      if (this.options.ownsSocket !== false) this.socket.disconnect();
    }
  }

  #expectClose(reason: CloseReason, payload: unknown): void {
    this.#closing = { reason, message: decodeMessage(payload) };
  }

  /** The gateway tells the time, also unasked when its clock was set: then every status may be another. */
  #onTime(payload: unknown): void {
    const before = this.serverNow();
    this.#clock.observe(serverTimeOf(payload));
    if (Math.abs(this.serverNow() - before) > clockSetMs) this.#adopt(undefined);
  }

  #onThreshold(): void {
    const changed = this.#people.refresh(this.serverNow());
    this.#schedule(this.#people.nextDueAt());
    this.#changed(changed);
  }

  #adopt(thresholds: StatusThresholds | undefined): void {
    if (thresholds && !this.options.thresholds) {
      this.#people.options = { ...this.#people.options, thresholds };
    }
    // Server time may have moved as well: all is computed anew.
    const changed = this.#people.refreshAll(this.serverNow());
    this.#nextThreshold.cancel();
    this.#schedule(this.#people.nextDueAt());
    this.#changed(changed);
  }

  #merge(records: readonly PresenceRecord[]): void {
    this.#changed(this.#people.merge(records, this.serverNow()));
  }

  #changed(userIds: readonly string[]): void {
    if (userIds.length === 0) return;
    this.#schedule(this.#people.nextDueAt(userIds));
    this.#tell({ kind: 'people', userIds });
  }

  #schedule(dueAtServerTime: number): void {
    this.#nextThreshold.noLaterThan(dueAtServerTime - this.#clock.offsetMs);
  }

  #close(reason: CloseReason, message: string): void {
    this.#become(afterClose(this.#connection, this.serverNow(), reason, message));
  }

  #become(state: ConnectionState): void {
    if (state === this.#connection) return;
    this.#connection = state;
    this.#tell({ kind: 'connection', state });
  }

  #tell(change: PresenceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #complain(event: string, payload: unknown): void {
    if (this.#warned.has(event)) return;
    this.#warned.add(event);
    this.#warn(`Meeshy Presence: malformed "${event}" ignored: ${brief(payload)}`);
  }
}

function brief(payload: unknown): string {
  try {
    return String(JSON.stringify(payload)).slice(0, 200);
  } catch {
    return String(payload);
  }
}
