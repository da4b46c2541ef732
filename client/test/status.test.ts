import { describe, expect, it } from 'vitest';
import {
  getUserStatus,
  nextStatusChangeAt,
  statusPresentation,
  type UserStatus,
} from '../src/index.js';
import { contract } from './contract.js';

interface Vectors {
  serverTime: string;
  thresholds: { onlineMs: number; awayMs: number };
  vectors: {
    name: string;
    isOnline: boolean;
    lastActiveAt: string | null;
    disconnectedAs?: 'away' | 'offline';
    expect: UserStatus;
  }[];
  presentation: Record<UserStatus, { colour: string; fr: string; en: string; icon: string }>;
}

const shared = contract('status-vectors.json') as Vectors;
const now = Date.parse(shared.serverTime);

describe('the status rule', () => {
  it.each(shared.vectors)('$name → $expect', vector => {
    const options = { thresholds: shared.thresholds, disconnectedAs: vector.disconnectedAs };
    expect(getUserStatus(vector, now, options)).toBe(vector.expect);
    expect(getUserStatus(vector, new Date(now), options)).toBe(vector.expect);
  });

  it('uses the thresholds of the contract when none are given', () => {
    for (const vector of shared.vectors.filter(one => !one.disconnectedAs)) {
      expect(getUserStatus(vector, now), vector.name).toBe(vector.expect);
    }
  });

  it('takes dates and epoch milliseconds as well', () => {
    expect(getUserStatus({ isOnline: true, lastActiveAt: new Date(now - 400_000) }, now)).toBe(
      'away',
    );
    expect(getUserStatus({ isOnline: true, lastActiveAt: now - 400_000 }, now)).toBe('away');
    expect(getUserStatus({ isOnline: false, lastActiveAt: new Date('?') }, now)).toBe('offline');
  });

  it('does not read a lone number as a date', () => {
    expect(getUserStatus({ isOnline: true, lastActiveAt: '7' }, now)).toBe('online');
  });

  it('is different one millisecond after a change than at the one before', () => {
    for (const vector of shared.vectors) {
      const options = { thresholds: shared.thresholds, disconnectedAs: vector.disconnectedAs };
      const changeAt = nextStatusChangeAt(vector, now, options);
      if (changeAt === null) continue;
      const before = getUserStatus(vector, changeAt - 1, options);
      expect(changeAt).toBeGreaterThan(now);
      expect(before, vector.name).toBe(vector.expect);
      expect(getUserStatus(vector, changeAt, options), vector.name).not.toBe(before);
    }
  });

  it('never changes again once offline, or without a timestamp', () => {
    expect(nextStatusChangeAt({ isOnline: false, lastActiveAt: now - 1_800_000 }, now)).toBeNull();
    expect(nextStatusChangeAt({ isOnline: true, lastActiveAt: null }, now)).toBeNull();
  });
});

describe('the presentation of a status', () => {
  it.each(Object.entries(shared.presentation))('%s', (status, expected) => {
    const { colour, icon, fr, en } = expected;
    expect(statusPresentation(status as UserStatus, 'fr')).toEqual({
      status,
      colour,
      icon,
      label: fr,
    });
    expect(statusPresentation(status as UserStatus)).toEqual({ status, colour, icon, label: en });
  });
});
