import { describe, expect, it } from 'vitest';
import { iso, minute, record, World } from './world.js';

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
