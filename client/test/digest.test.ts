import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differs, digestEntry } from '../src/digest.js';
import type { PresenceRecord } from '../src/index.js';
import { iso, minute, record, World } from './world.js';

interface Vectors {
  entries: (PresenceRecord & { entry: number })[];
  digests: {
    name: string;
    since: string;
    until: string;
    members: PresenceRecord[];
    recent: string[];
    count: number;
    hash: number;
  }[];
}
const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../contract/digest-vectors.json', import.meta.url), 'utf8'),
);

describe('the digest of the contract', () => {
  it.each(vectors.entries)('of $userId at $version, online $isOnline', vector => {
    expect(digestEntry(vector)).toBe(vector.entry);
  });

  it.each(vectors.digests)('of $name', ({ members, ...vector }) => {
    const digest = { conversationId: 'c', ...vector };
    expect(differs(digest, members)).toBe(false);
    expect(differs({ ...digest, hash: (digest.hash + 1) % 2 ** 32 }, members)).toBe(true);
    expect(differs({ ...digest, count: digest.count + 1 }, members)).toBe(true);
  });
});

/** Ann and Ben share the conversation `c` with the viewer; both changed half a minute before the sign-in, a minute ago. */
class Conversation extends World {
  readonly me = record('me', { version: this.clock.now() - 90_000 });
  readonly ann = record('ann', { version: this.clock.now() - 30_000 });
  readonly ben = record('ben', { version: this.clock.now() - 30_000 });

  constructor() {
    super();
    this.accept();
    this.snapshot([this.me, this.ann, this.ben], {
      complete: true,
      conversations: { c: ['me', 'ann', 'ben'] },
    });
    this.clock.advance(minute);
  }

  digest(members: PresenceRecord[], recent: string[] = []): void {
    const counted = members.filter(each => !recent.includes(each.userId));
    this.socket.receive('presence:digest', {
      conversationId: 'c',
      count: counted.length,
      hash: counted.reduce((sum, each) => (sum + digestEntry(each)) >>> 0, 0),
      since: iso(this.clock.now() - 30 * minute),
      until: iso(this.clock.now() - 10_000),
      ...(recent.length > 0 && { recent }),
    });
    this.clock.advance(6_000);
  }

  get asked(): unknown[] {
    return this.socket.emitted;
  }
}

describe('a client that hears a digest', () => {
  it('never asks while it knows what the gateway knows', () => {
    const world = new Conversation();
    for (let i = 0; i < 100; i++) {
      world.digest([world.me, world.ann, world.ben]);
      world.clock.advance(minute);
    }
    expect(world.asked).toEqual([]);
  });

  it('asks for a conversation of which it missed an event, and is right again', () => {
    const world = new Conversation();
    const gone = record('ben', { isOnline: false, version: world.clock.now() - 20_000 });
    world.digest([world.me, world.ann, gone]);
    expect(world.asked).toEqual([['presence:repair', { conversationId: 'c' }]]);

    world.snapshot([world.me, world.ann, gone], {
      complete: false,
      conversations: { c: ['me', 'ann', 'ben'] },
    });
    expect(world.client.person('ben')?.isOnline).toBe(false);
    world.clock.advance(minute);
    world.digest([world.me, world.ann, gone]);
    expect(world.asked).toHaveLength(1);
  });

  it('asks also when the conversation never rests', () => {
    const world = new Conversation();
    const gone = record('ben', { isOnline: false, version: world.clock.now() - 20_000 });
    world.clock.after(2_000, () =>
      world.socket.receive('user:status', record('ann', { version: world.clock.now() })),
    );
    world.digest([world.me, world.ann, gone]);
    expect(world.asked).toHaveLength(1);
  });

  it('does not ask when somebody joins or leaves before it would', () => {
    const world = new Conversation();
    world.clock.after(2_000, () =>
      world.socket.receive('conversation:member-left', { conversationId: 'c', userId: 'ben' }),
    );
    world.digest([world.me, world.ann]);
    expect(world.asked).toEqual([]);
  });

  it('waits for the next when it knows of a later change, or somebody has just joined or left', () => {
    const world = new Conversation();
    world.socket.receive('user:status', record('ben', { version: world.clock.now() }));
    world.digest([world.me, world.ann]);
    expect(world.asked).toEqual([]);

    world.clock.advance(minute);
    world.socket.receive('conversation:member-left', { conversationId: 'c', userId: 'ben' });
    world.digest([world.me, world.ann, world.ben]);
    expect(world.asked).toEqual([]);
  });

  it('leaves out those who have just changed', () => {
    const world = new Conversation();
    world.digest([world.me, world.ann, world.ben], ['ben']);
    expect(world.asked).toEqual([]);
  });

  it('forgets the digest with the connection', () => {
    const world = new Conversation();
    world.socket.receive('presence:digest', {
      conversationId: 'c',
      count: 0,
      hash: 0,
      since: iso(world.clock.now() - 30 * minute),
      until: iso(world.clock.now()),
    });
    world.socket.drop();
    world.clock.advance(minute);
    expect(world.asked).toEqual([]);
  });
});

describe('a client that comes back', () => {
  it('says what it knows, and only hears what it missed', () => {
    const world = new Conversation();
    expect(world.client.resumption()).toEqual({
      highestVersion: world.ben.version,
      conversations: ['c'],
    });
    world.socket.drop();
    world.accept();
    const gone = record('ben', { isOnline: false, version: world.clock.now() });
    world.snapshot([gone], { complete: false, resumed: true });

    expect(world.client.connection.phase).toBe('online');
    expect(world.client.person('ann')).toBeDefined();
    expect(world.client.person('ben')?.isOnline).toBe(false);
    expect(world.client.resumption()).toMatchObject({ highestVersion: world.clock.now() });
  });

  it('starts from nothing when it never knew everything', () => {
    const world = new World();
    expect(world.client.resumption()).toEqual({});
    world.signIn(record('ann'));
    expect(world.client.resumption()).toEqual({});
  });

  it('asks for everything when it would have to list very many conversations', () => {
    const world = new Conversation();
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, each) => [`c${each}`, ['me']]));
    world.snapshot([world.me], { complete: true, conversations: many(400) });
    expect(world.client.resumption()).toHaveProperty('conversations');
    world.snapshot([world.me], { complete: true, conversations: many(401) });
    expect(world.client.resumption()).toEqual({});
  });

  it('believes a snapshot more than what it heard on an earlier connection', () => {
    const world = new Conversation();
    world.socket.drop();
    world.accept();
    const older = record('ben', { isOnline: false, version: world.ben.version - 1 });
    world.snapshot([world.me, world.ann, older], {
      complete: true,
      conversations: { c: ['me', 'ann', 'ben'] },
    });
    expect(world.client.person('ben')?.isOnline).toBe(false);
  });
});

describe('members', () => {
  it('who leave the last shared conversation are forgotten', () => {
    const world = new Conversation();
    world.socket.receive('conversation:member-left', { conversationId: 'c', userId: 'ben' });
    expect(world.client.person('ben')).toBeUndefined();
    expect(world.client.person('ann')).toBeDefined();
  });

  it('who join are known by their first event', () => {
    const world = new Conversation();
    world.socket.receive('user:status', record('eve', { conversations: ['c'] } as never));
    world.socket.receive('conversation:member-left', { conversationId: 'c', userId: 'eve' });
    expect(world.client.person('eve')).toBeUndefined();
  });

  it('of a conversation that has become large are forgotten, unless it is open', () => {
    const world = new Conversation();
    world.socket.receive('conversation:joined', { conversationId: 'c', userId: 'me' });
    world.socket.receive('conversation:size', { conversationId: 'c', isLarge: true });
    expect(world.client.person('ben')).toBeDefined();

    const other = new Conversation();
    other.socket.receive('conversation:size', { conversationId: 'c', isLarge: true });
    expect(other.client.person('ben')).toBeUndefined();
    expect(other.client.person('me')).toBeDefined();
  });

  it('of a large conversation that is opened are shown without being the whole', () => {
    const world = new Conversation();
    world.snapshot([record('zoe')], { complete: false });
    expect(world.client.person('zoe')).toBeDefined();
    expect(world.client.person('ann')).toBeDefined();
    expect(world.client.resumption()).toMatchObject({ conversations: ['c'] });
  });
});
