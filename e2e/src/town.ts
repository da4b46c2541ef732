import { Client, type UserStatus } from './clients';
import { until, wait } from './waiting';
import { conversationId, token, userId } from './world';

/** Longer than any run, also when the clock of a gateway jumps. */
const TOKEN_SECONDS = 2 * 86_400;

interface Seen {
  isOnline: boolean;
  version: number;
}

/** Somebody with one device that comes back by itself, as browsers do; what it has been told, and when it was really there. */
export class Person {
  client: Client | null = null;
  /** What this person's device shows of the others. */
  readonly view = new Map<string, Seen>();
  /** Every time that somebody was shown to it as offline. */
  readonly offlines: { userId: string; at: number }[] = [];
  private readonly stays: { from: number; to: number }[] = [];
  private read = 0;

  constructor(
    readonly id: string,
    readonly group: number,
  ) {}

  get isThere(): boolean {
    return this.stays.at(-1)?.to === Number.POSITIVE_INFINITY;
  }

  wasThere(at: number): boolean {
    return this.stays.some(stay => stay.from <= at && at <= stay.to);
  }

  arrived(): void {
    this.stays.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
  }

  /** From here on nobody is wrong to show this person as offline. */
  gone(): void {
    const stay = this.stays.at(-1);
    if (stay) stay.to = Math.min(stay.to, performance.now());
  }

  /** Whether the device has been welcomed since. */
  signedInSince(moment: number): boolean {
    return (
      this.client?.heard.some(each => each.event === 'authenticated' && each.at >= moment) ?? false
    );
  }

  /** Takes in what the device has heard since the last call. */
  listen(): void {
    const heard = this.client?.heard ?? [];
    for (; this.read < heard.length; this.read++) {
      const { event, payload, at } = heard[this.read] as {
        event: string;
        payload: never;
        at: number;
      };
      if (event === 'user:status') this.told(payload, at);
      else if (event === 'presence:snapshot')
        for (const each of (payload as { users: UserStatus[] }).users) this.told(each, at);
    }
  }

  /** A new device: it knows nothing. */
  takes(client: Client): void {
    this.listen();
    this.client = client;
    this.read = 0;
    this.view.clear();
  }

  private told(status: UserStatus, at: number): void {
    if (!status.isOnline) this.offlines.push({ userId: status.userId, at });
    const before = this.view.get(status.userId);
    if (!before || status.version >= before.version) {
      this.view.set(status.userId, { isOnline: status.isOnline, version: status.version });
    }
  }
}

/**
 * People in groups, each group one conversation, all with real clients: the witnesses of a fault. It knows who is there, and
 * so who was shown wrong.
 */
export class Town {
  readonly people: Person[] = [];

  constructor(
    private readonly address: () => string,
    readonly groups: number,
    readonly size: number,
  ) {
    for (let i = 0; i < groups * size; i++) {
      this.people.push(new Person(userId(100 + i), Math.floor(i / size)));
    }
  }

  /** To be imported before anybody comes. */
  get document() {
    return {
      users: this.people.map((each, i) => ({ id: each.id, username: `person${i}`, role: 'USER' })),
      conversations: Array.from({ length: this.groups }, (_, group) => ({
        id: conversationId(100 + group),
        identifier: conversation(group),
        type: 'group',
        members: this.people.filter(each => each.group === group).map(each => each.id),
      })),
    };
  }

  person(index: number): Person {
    const found = this.people[index];
    if (!found) throw new Error(`there is no person ${index}`);
    return found;
  }

  get there(): Person[] {
    return this.people.filter(each => each.isThere);
  }

  /** They come, a few at a time, and everybody knows. */
  async come(people = this.people, url = this.address()): Promise<void> {
    for (let i = 0; i < people.length; i += 50) {
      await Promise.all(people.slice(i, i + 50).map(each => this.connect(each, url)));
    }
    const waited = await until(() => this.wrong(people).length === 0, 30_000);
    if (waited === null) throw new Error(`they did not see each other: ${this.wrong(people)[0]}`);
    for (const each of people) each.arrived();
  }

  /** They close their tabs. */
  leave(people: Person[]): void {
    for (const each of people) {
      each.gone();
      each.client?.close();
    }
  }

  /** The same person takes another device or another way, and what it had before is left to itself. */
  async switches(person: Person, url: string): Promise<void> {
    await this.connect(person, url);
  }

  /** Sends a message; waits for ever when the line breaks before an answer comes. */
  say(person: Person, content: string): Promise<Answer> {
    return (
      person.client?.ask<Answer>('message:send', {
        conversationId: conversation(person.group),
        content,
      }) ?? Promise.reject(new Error('nobody there'))
    );
  }

  /** Milliseconds until all of them have been welcomed again, null when they were not in time. */
  back(people: Person[], since: number, within: number): Promise<number | null> {
    return until(() => people.every(each => each.signedInSince(since)), within);
  }

  /** Milliseconds until everybody is shown as they are, null when they were not in time. */
  agree(within: number): Promise<number | null> {
    return until(() => this.wrong().length === 0, within);
  }

  /**
   * Somebody leaves and comes back, again and again for that long: the milliseconds after which a neighbour saw it, the
   * longest; infinite when it was not seen within ten seconds.
   */
  async edges(person: Person, neighbour: Person, forMillis: number): Promise<number> {
    const end = performance.now() + forMillis;
    let longest = 0;
    do {
      this.leave([person]);
      longest = Math.max(longest, await this.shown(neighbour, person, false));
      const coming = performance.now();
      await this.connect(person, this.address());
      await this.shown(neighbour, person, true);
      longest = Math.max(longest, performance.now() - coming);
      person.arrived();
      await wait(300);
    } while (performance.now() < end);
    return longest;
  }

  /** Milliseconds until one shows the other so. */
  async shown(viewer: Person, subject: Person, isOnline: boolean, within = 10_000) {
    const waited = await until(() => {
      viewer.listen();
      return viewer.view.get(subject.id)?.isOnline === isOnline;
    }, within);
    return waited ?? Number.POSITIVE_INFINITY;
  }

  /** Every time that somebody who was there was shown as offline to somebody. */
  falselyOffline(): string[] {
    const found: string[] = [];
    const byId = new Map(this.people.map(each => [each.id, each]));
    for (const viewer of this.people) {
      viewer.listen();
      for (const { userId: subject, at } of viewer.offlines) {
        if (byId.get(subject)?.wasThere(at)) found.push(`${subject} to ${viewer.id} at ${at}`);
      }
    }
    return found;
  }

  /** What is shown and is not so, on the devices of those who are there; those who come count as there. */
  private wrong(coming: Person[] = []): string[] {
    const isThere = (each: Person) => each.isThere || coming.includes(each);
    const found: string[] = [];
    for (const viewer of this.people.filter(isThere)) {
      viewer.listen();
      for (const subject of this.people) {
        if (subject.group !== viewer.group) continue;
        const shown = viewer.view.get(subject.id)?.isOnline ?? false;
        if (shown !== isThere(subject)) found.push(`${subject.id} to ${viewer.id}`);
      }
    }
    return found;
  }

  private async connect(person: Person, url: string): Promise<void> {
    const credential = { token: token(person.id, { expiresIn: TOKEN_SECONDS }) };
    person.takes(Client.v4(url, credential, 'websocket', { reconnection: true }));
    await person.client?.next('authenticated', () => true, 30_000);
  }
}

export interface Answer {
  success: boolean;
  code?: string;
  error?: string;
  data?: { messageId: string };
}

export const conversation = (group: number) => `group${group}`;
