import { describe, expect, it } from 'vitest';
import { iso, record, World } from './world.js';

describe('what the client knows', () => {
  it('is the snapshot, then each newer event', () => {
    const { client, socket } = new World().signIn(
      record('ann'),
      record('ben', { isOnline: false }),
    );
    expect(client.statusOf('ann')).toBe('online');
    expect(client.statusOf('ben')).toBe('away');

    socket.receive('user:status', record('ben', { version: 2 }));
    expect(client.statusOf('ben')).toBe('online');
  });

  it('does not go back to an older version', () => {
    const { client, socket } = new World().signIn(record('ann', { version: 5, isOnline: false }));
    socket.receive('user:status', record('ann', { version: 4, isOnline: true }));
    expect(client.person('ann')).toMatchObject({ version: 5, isOnline: false });
  });

  it('keeps an event that came before an older snapshot', () => {
    const world = new World();
    world.accept();
    world.socket.receive('user:status', record('ann', { version: 9, isOnline: false }));
    world.snapshot([record('ann', { version: 8 })]);
    expect(world.client.person('ann')?.isOnline).toBe(false);
  });

  it('takes the later activity of equal versions', () => {
    const { client } = new World().signIn(record('ann'));
    client.learn([record('ann', { lastActiveAt: '2026-01-15T11:00:00.000Z' })]);
    expect(client.statusOf('ann')).toBe('online');
    client.learn([record('ann', { lastActiveAt: '2026-01-15T12:01:00.000Z' })]);
    expect(client.person('ann')?.lastActiveAt).toBe('2026-01-15T12:01:00.000Z');
  });

  it('says offline of a stranger', () => {
    const { client } = new World().signIn();
    expect(client.statusOf('nobody')).toBe('offline');
    expect(client.person('nobody')).toBeUndefined();
  });

  it('keeps the object of a person to whom nothing happened', () => {
    const { client, socket } = new World().signIn(record('ann'), record('ben'));
    const ben = client.person('ben');
    socket.receive('user:status', record('ann', { version: 2 }));
    expect(client.person('ben')).toBe(ben);
  });
});

describe('a snapshot', () => {
  it('may come in pages, and counts as true when the last is there', () => {
    const world = new World();
    world.accept();
    world.snapshot([record('ann')], { page: 1, pages: 2 });
    expect(world.client.connection.phase).toBe('connecting');
    world.snapshot([record('ben')], { page: 2, pages: 2 });
    expect(world.client.connection.phase).toBe('online');
    expect([...world.client.people()]).toHaveLength(2);
  });

  it('after a reconnection forgets whom it does not name', () => {
    const world = new World().signIn(record('ann'), record('ben'));
    world.socket.drop();
    world.accept();
    world.socket.receive('user:status', record('eve', { version: 3 }));
    expect(world.client.statusOf('ben')).toBe('online');
    world.snapshot([record('ann')]);
    expect(world.client.person('ben')).toBeUndefined();
    expect(world.client.person('eve')).toBeDefined();
  });

  it('in the middle of a connection only adds', () => {
    const world = new World().signIn(record('ann'));
    world.snapshot([record('ben')]);
    expect(world.client.person('ann')).toBeDefined();
    expect(world.client.person('ben')).toBeDefined();
  });

  it('is told to listeners in one call, after it is readable', () => {
    const world = new World();
    const seen: unknown[] = [];
    world.client.subscribe(change => {
      if (change.kind === 'people') seen.push(change.userIds.map(id => world.client.statusOf(id)));
    });
    world.signIn(record('ann'), record('ben', { isOnline: false }));
    expect(seen).toEqual([['online', 'away']]);
  });

  it('of ten thousand people is taken within a blink', () => {
    const world = new World();
    world.accept();
    const users = Array.from({ length: 10_000 }, (_, n) =>
      record(`person-${n}`, { lastActiveAt: iso(world.clock.now() - n) }),
    );
    const start = performance.now();
    world.snapshot(users);
    // 50 ms is the goal on an idle machine; the bound leaves room for a busy one.
    expect(performance.now() - start).toBeLessThan(250);
    expect(world.clock.pending).toBe(1);
  });
});

describe('malformed input', () => {
  it('is ignored, with one warning of each kind', () => {
    const { client, socket, warnings } = new World().signIn(record('ann'));
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    for (const payload of [undefined, null, 7, 'x', [], {}, circular, { userId: 'ann' }]) {
      socket.receive('user:status', payload);
      socket.receive('presence:snapshot', payload);
      socket.receive('authenticated', payload);
      socket.receive('heartbeat:ack', payload);
    }
    expect(client.person('ann')).toMatchObject({ isOnline: true, version: 1 });
    expect(client.connection.phase).toBe('online');
    expect(warnings).toHaveLength(3);
  });

  it('inside a snapshot costs only the one person', () => {
    const { client, warnings } = new World().signIn(
      record('ann'),
      { userId: 'ben' },
      record('cid'),
    );
    expect(client.statusOf('ann')).toBe('online');
    expect(client.person('ben')).toBeUndefined();
    expect(client.statusOf('cid')).toBe('online');
    expect(warnings).toHaveLength(1);
  });
});
