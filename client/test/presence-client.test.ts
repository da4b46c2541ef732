import { describe, expect, it } from 'vitest';
import { iso, noon, record, World } from './world.js';

const minute = 60_000;

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

describe('the passing of time', () => {
  it('turns a dot when it is due, with one timer and nothing sent', () => {
    const { client, clock, socket } = new World().signIn(
      record('ann'),
      record('ben', { lastActiveAt: iso(Date.parse(noon) - 2 * minute) }),
    );
    expect(clock.pending).toBe(1);
    expect(clock.nextAt).toBe(Date.parse(noon) + 3 * minute);

    clock.advance(3 * minute);
    expect([client.statusOf('ann'), client.statusOf('ben')]).toEqual(['online', 'away']);
    expect(clock.nextAt).toBe(Date.parse(noon) + 5 * minute);

    clock.advance(2 * minute);
    expect(client.statusOf('ann')).toBe('away');
    clock.advance(60 * minute);
    expect([client.statusOf('ann'), client.statusOf('ben')]).toEqual(['offline', 'offline']);

    expect(clock.pending).toBe(0);
    expect(socket.emitted).toEqual([]);
  });

  it('sets no timer while nothing can change', () => {
    const { clock, socket } = new World().signIn(
      record('ann', { lastActiveAt: null }),
      record('ben', { isOnline: false, lastActiveAt: null }),
      record('cid', { isOnline: false, lastActiveAt: '2020-01-01T00:00:00.000Z' }),
    );
    clock.advance(24 * 60 * minute);
    expect(clock.timersSet).toBe(0);
    expect(socket.emitted).toEqual([]);
  });

  it('needs as many timers as there are changes, however long it lasts', () => {
    const { clock } = new World().signIn(record('ann'));
    clock.advance(365 * 24 * 60 * minute);
    expect(clock.timersSet).toBe(2);
  });

  it('follows an activity that moves the change', () => {
    const { client, clock, socket } = new World().signIn(record('ann'));
    clock.advance(4 * minute);
    socket.receive('user:status', record('ann', { version: 2, lastActiveAt: iso(clock.now()) }));
    clock.advance(4 * minute);
    expect(client.statusOf('ann')).toBe('online');
    clock.advance(1 * minute);
    expect(client.statusOf('ann')).toBe('away');
  });

  it('goes by the time of the server', () => {
    const world = new World();
    const serverTime = iso(world.clock.now() + 10 * minute);
    world.accept({ serverTime });
    world.snapshot([record('ann', { lastActiveAt: serverTime })], { serverTime });
    expect(world.client.serverNow()).toBe(Date.parse(serverTime));
    expect(world.client.statusOf('ann')).toBe('online');
    world.clock.advance(5 * minute - 1);
    expect(world.client.statusOf('ann')).toBe('online');
    world.clock.advance(1);
    expect(world.client.statusOf('ann')).toBe('away');
  });

  it('believes the stamp with the shortest journey', () => {
    const world = new World();
    world.accept({ serverTime: iso(world.clock.now() - 80) });
    world.socket.receive('heartbeat:ack', { serverTime: iso(world.clock.now() - 3) });
    world.socket.receive('heartbeat:ack', { serverTime: iso(world.clock.now() - 50) });
    expect(world.client.serverNow()).toBe(world.clock.now() - 3);
  });

  it('follows a clock of the gateway that is set an hour ahead and back', () => {
    const world = new World();
    world.accept({ serverTime: iso(world.clock.now()) });
    world.snapshot([record('ann', { lastActiveAt: iso(world.clock.now()) })]);
    expect(world.client.statusOf('ann')).toBe('online');

    world.socket.receive('heartbeat:ack', { serverTime: iso(world.clock.now() + 60 * minute) });
    expect(world.client.serverNow()).toBe(world.clock.now() + 60 * minute);
    expect(world.client.statusOf('ann')).toBe('offline');

    world.socket.receive('heartbeat:ack', { serverTime: iso(world.clock.now()) });
    expect(world.client.serverNow()).toBe(world.clock.now());
    expect(world.client.statusOf('ann')).toBe('online');
    world.clock.advance(5 * minute);
    expect(world.client.statusOf('ann')).toBe('away');
  });

  it('uses the thresholds of the gateway, unless given others', () => {
    const thresholds = { onlineMs: 10_000, awayMs: 20_000 };
    const theirs = new World();
    theirs.accept({ thresholds });
    theirs.snapshot([record('ann')]);
    theirs.clock.advance(10_000);
    expect(theirs.client.statusOf('ann')).toBe('away');
    theirs.clock.advance(10_000);
    expect(theirs.client.statusOf('ann')).toBe('offline');

    const ours = new World({ thresholds: { onlineMs: 1_000, awayMs: 2_000 } });
    ours.accept({ thresholds });
    ours.snapshot([record('ann')]);
    ours.clock.advance(1_000);
    expect(ours.client.statusOf('ann')).toBe('away');
  });

  it('shows the disconnected as offline when asked to', () => {
    const { client } = new World({ disconnectedAs: 'offline' }).signIn(
      record('ann', { isOnline: false }),
    );
    expect(client.statusOf('ann')).toBe('offline');
  });
});

describe('the connection', () => {
  it('lost and found again goes through uncertain, and the dots stay', () => {
    const world = new World().signIn(record('ann'));
    world.clock.advance(1_000);
    world.socket.drop('ping timeout');
    expect(world.client.connection).toEqual({ phase: 'uncertain', certainAt: world.clock.now() });
    expect(world.client.statusOf('ann')).toBe('online');

    world.accept();
    expect(world.client.connection.phase).toBe('uncertain');
    world.snapshot([record('ann')]);
    expect(world.client.connection.phase).toBe('online');
  });

  it('that never was stays connecting', () => {
    const { client, socket } = new World();
    socket.receive('connect_error', new Error('xhr poll error'));
    socket.drop('transport error');
    expect(client.connection.phase).toBe('connecting');
  });

  it.each([
    ['auth:token-expired', 'expired'],
    ['auth:session-revoked', 'revoked'],
  ])('ended by %s says so', (event, reason) => {
    const { client, socket } = new World().signIn(record('ann'));
    socket.receive(event, { code: 'X', message: 'over' });
    socket.active = false;
    socket.drop('io server disconnect');
    expect(client.connection).toMatchObject({ phase: 'closed', reason, message: 'over' });
  });

  it('of a session that was ended is not remade, even if the gateway only hangs up', () => {
    const { client, socket } = new World().signIn(record('ann'));
    socket.receive('auth:token-expired', { code: 'X', message: 'over' });
    socket.drop('transport close');
    expect(client.connection).toMatchObject({ phase: 'closed', reason: 'expired' });
    expect(socket.active).toBe(false);
  });

  it('with a refused credential is given up', () => {
    const { client, socket } = new World();
    socket.receive('authenticated', { success: false, error: 'no' });
    expect(client.connection).toMatchObject({ phase: 'closed', reason: 'refused', message: 'no' });
    expect(socket.active).toBe(false);
  });

  it('with a credential that may be accepted later is not', () => {
    const { client, socket } = new World();
    socket.receive('authenticated', { success: false, error: 'busy', retry: true });
    expect(client.connection.phase).toBe('connecting');
    expect(socket.active).toBe(true);
  });

  it('of a borrowed socket is not cut', () => {
    const { client, socket } = new World({ ownsSocket: false });
    socket.receive('authenticated', { success: false, error: 'no' });
    client.close();
    expect(socket.active).toBe(true);
    expect(socket.listenerCount()).toBe(0);
  });

  it('closed leaves no timer and no listener behind', () => {
    const { client, clock, socket } = new World().signIn(record('ann'));
    client.close();
    expect(clock.pending).toBe(0);
    expect(socket.listenerCount()).toBe(0);
    expect(client.connection).toMatchObject({ phase: 'closed', reason: 'left' });
  });
});

describe('a socket that was connected before', () => {
  it('is asked once for everything, and nothing is certain until it is there', () => {
    const world = new World({}, true);
    expect(world.client.connection.phase).toBe('connecting');
    expect(world.socket.emitted).toEqual([['presence:repair', {}]]);
    world.signIn(record('ann'));
    expect(world.client.connection.phase).toBe('online');
    expect(world.client.statusOf('ann')).toBe('online');
    world.clock.advance(60 * minute);
    expect(world.socket.emitted).toHaveLength(1);
  });

  it('is not asked when it connects later', () => {
    const { socket } = new World().signIn(record('ann'));
    expect(socket.emitted).toEqual([]);
  });
});

describe('a credential that is renewed on a live connection', () => {
  it('changes nothing but the clock', () => {
    const world = new World().signIn(record('ann'));
    world.socket.receive('conversation:joined', { conversationId: 'c', userId: 'me' });
    world.accept({ serverTime: iso(world.clock.now() + 500) });
    expect(world.client.connection.phase).toBe('online');
    expect(world.client.serverNow()).toBe(world.clock.now() + 500);
    world.snapshot([record('ben')]);
    expect(world.client.person('ann')).toBeDefined();
  });

  it('in the middle of a snapshot does not keep it from being complete', () => {
    const world = new World();
    world.accept();
    world.snapshot([record('ann')], { page: 1, pages: 2 });
    world.accept();
    world.snapshot([record('ben')], { page: 2, pages: 2 });
    expect(world.client.connection.phase).toBe('online');
    expect([...world.client.people()]).toHaveLength(2);
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
