import { describe, expect, it } from 'vitest';
import { iso, minute, noon, onlineMs, record, World } from './world.js';

describe('the passing of time', () => {
  it('turns a dot when it is due, with one timer and nothing sent', () => {
    const { client, clock, socket } = new World().signIn(
      record('ann'),
      record('ben', { lastActiveAt: iso(Date.parse(noon) - 2 * minute) }),
    );
    expect(clock.pending).toBe(1);
    expect(clock.nextAt).toBe(Date.parse(noon) + onlineMs - 2 * minute);

    clock.advance(onlineMs - 2 * minute);
    expect([client.statusOf('ann'), client.statusOf('ben')]).toEqual(['online', 'away']);
    expect(clock.nextAt).toBe(Date.parse(noon) + onlineMs);

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
    world.clock.advance(onlineMs - 1);
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
    world.clock.advance(onlineMs);
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
