import { PresenceClient } from '@meeshy/presence';
import { describe, expect, it } from 'vitest';
import { arrivalOf, latencyOf } from '../src/demo/room/arrival.js';
import { medianLatency } from '../src/demo/room/event-log.js';

const now = Date.parse('2026-01-15T12:00:00.000Z');
const iso = (msAgo: number) => new Date(now - msAgo).toISOString();

describe('the latency of an event', () => {
  it('is counted from the youngest stamp of its cause', () => {
    expect(latencyOf('user:status', { lastActiveAt: iso(40), lastSeen: iso(90_000) }, now)).toBe(
      40,
    );
    expect(latencyOf('user:status', { lastActiveAt: iso(90_000), lastSeen: iso(7) }, now)).toBe(7);
    expect(latencyOf('message:new', { createdAt: iso(3) }, now)).toBe(3);
  });

  it('is unknown without a stamp of the moment', () => {
    expect(latencyOf('user:status', { lastActiveAt: iso(90_000), lastSeen: null }, now)).toBeNull();
    expect(latencyOf('typing:start', {}, now)).toBeNull();
    expect(latencyOf('message:new', { createdAt: 'now' }, now)).toBeNull();
  });

  it('is never less than nothing', () => {
    expect(latencyOf('message:new', { createdAt: iso(-2) }, now)).toBe(0);
  });

  it('has a median over those that are known', () => {
    const events = [9, null, 1, 3].map(latencyMs => ({ ...arrival({}), id: 0, latencyMs }));
    expect(medianLatency(events)).toBe(3);
    expect(medianLatency([])).toBeNull();
  });
});

describe('an arriving event', () => {
  it('is an edge when the connection changed, else an activity', () => {
    const record = {
      userId: 'ann',
      isOnline: true,
      lastActiveAt: null,
      lastSeen: null,
      version: 1,
    };
    const presence = silentPresence();
    expect(arrivalOf('user:status', record, presence).kind).toBe('edge');
    presence.learn([record]);
    expect(arrivalOf('user:status', { ...record, version: 2 }, presence).kind).toBe('activity');
    expect(arrivalOf('user:status', { ...record, isOnline: false }, presence).kind).toBe('edge');
  });

  it('may be anything without harm', () => {
    for (const payload of [undefined, null, 3, 'x', []]) {
      expect(arrivalOf('user:status', payload, silentPresence()).userId).toBeNull();
      expect(arrivalOf('presence:snapshot', payload, silentPresence()).detail).toBe('0');
    }
  });
});

function arrival(payload: unknown) {
  return arrivalOf('message:new', payload, silentPresence());
}

function silentPresence(): PresenceClient {
  return new PresenceClient({
    connected: false,
    active: true,
    on: () => {},
    off: () => {},
    disconnect: () => {},
  });
}
