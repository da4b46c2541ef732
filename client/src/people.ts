import {
  getUserStatus,
  nextStatusChangeAt,
  type StatusOptions,
  type UserStatus,
} from './status.js';
import type { PresenceRecord } from './wire/events.js';

/** One person as known at this moment. Never changes: a new one takes its place, so `===` tells whether anything happened. */
export interface Person extends PresenceRecord {
  readonly status: UserStatus;
}

interface Entry {
  readonly person: Person;
  /** Server time at which the status changes by itself; infinite when it does not. */
  readonly dueAt: number;
}

/** Everybody the viewer knows about. Pure bookkeeping: time is given, nothing is scheduled here. */
export class People {
  readonly #entries = new Map<string, Entry>();
  /** Who was heard of since a snapshot is awaited that tells who is still to be seen; null while none is. */
  #heard: Set<string> | null = null;
  /** Of whom an event came since the last question: it may be newer than the answer. */
  #fresh = new Set<string>();

  constructor(public options: StatusOptions) {}

  get(userId: string): Person | undefined {
    return this.#entries.get(userId)?.person;
  }

  *[Symbol.iterator](): IterableIterator<Person> {
    for (const { person } of this.#entries.values()) yield person;
  }

  /** Takes what is newer than the known; returns the ids that changed. */
  merge(records: readonly PresenceRecord[], now: number): string[] {
    for (const { userId } of records) this.#fresh.add(userId);
    return this.#take(records, now, isNewer);
  }

  /** Takes an answer of the gateway: what it says counts, but for what was heard after the question. */
  answer(records: readonly PresenceRecord[], now: number): string[] {
    return this.#take(
      records,
      now,
      (record, known) =>
        isNewer(record, known) || (!this.#fresh.has(record.userId) && !isSame(record, known)),
    );
  }

  /** The gateway is asked: what was heard until now yields to the answer. */
  ask(): void {
    this.#fresh.clear();
  }

  /** Forgets strangers; returns those who were known. */
  forget(userIds: readonly string[]): string[] {
    return userIds.filter(userId => this.#entries.delete(userId));
  }

  #take(
    records: readonly PresenceRecord[],
    now: number,
    replaces: (record: PresenceRecord, known: Person) => boolean,
  ): string[] {
    const changed: string[] = [];
    for (const record of records) {
      this.#heard?.add(record.userId);
      const known = this.get(record.userId);
      if (known && !replaces(record, known)) continue;
      this.#place(record, now);
      changed.push(record.userId);
    }
    return changed;
  }

  /** Gives a new status to those whose time has come; returns the ids that changed. */
  refresh(now: number): string[] {
    return this.#reconsider(now, entry => entry.dueAt <= now);
  }

  /** The same for everybody, after the options or the clock changed. */
  refreshAll(now: number): string[] {
    return this.#reconsider(now, () => true);
  }

  /** The next moment at which `refresh` has something to do, in server time; infinite for never. */
  nextDueAt(userIds: Iterable<string> = this.#entries.keys()): number {
    let next = Number.POSITIVE_INFINITY;
    for (const userId of userIds) next = Math.min(next, this.#entries.get(userId)?.dueAt ?? next);
    return next;
  }

  /** From now on it is noted who is heard of. */
  awaitSnapshot(): void {
    this.#heard = new Set();
    this.ask();
  }

  /** The snapshot is there: forgets of whom nothing was heard, but for those to be kept; returns them. */
  forgetUnheard(isKept: (userId: string) => boolean): string[] {
    const heard = this.#heard;
    if (!heard) return [];
    return this.forget(
      [...this.#entries.keys()].filter(userId => !heard.has(userId) && !isKept(userId)),
    );
  }

  /** No snapshot is awaited any more. */
  settle(): void {
    this.#heard = null;
  }

  #place(record: PresenceRecord, now: number): void {
    const status = getUserStatus(record, now, this.options);
    const dueAt = nextStatusChangeAt(record, now, this.options) ?? Number.POSITIVE_INFINITY;
    this.#entries.set(record.userId, { person: { ...record, status }, dueAt });
  }

  #reconsider(now: number, concerned: (entry: Entry) => boolean): string[] {
    const changed: string[] = [];
    for (const [userId, entry] of this.#entries) {
      if (!concerned(entry)) continue;
      this.#place(entry.person, now);
      if (this.get(userId)?.status !== entry.person.status) changed.push(userId);
    }
    return changed;
  }
}

/** `lastActiveAt` never goes back, so it decides between equal versions. */
function isNewer(record: PresenceRecord, known: PresenceRecord): boolean {
  if (record.version !== known.version) return record.version > known.version;
  return (record.lastActiveAt ?? '') > (known.lastActiveAt ?? '');
}

function isSame(record: PresenceRecord, known: PresenceRecord): boolean {
  return (
    record.version === known.version &&
    record.isOnline === known.isOnline &&
    record.lastActiveAt === known.lastActiveAt
  );
}
