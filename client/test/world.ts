import {
  defaultThresholds,
  PresenceClient,
  type PresenceClientOptions,
  type PresenceRecord,
} from '../src/index.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedSocket } from './scripted-socket.js';

export const noon = '2026-01-15T12:00:00.000Z';
export const minute = 60_000;

/** The standard rule: whoever is connected is away after so long, and offline after so long. `status.test.ts` holds it to the contract. */
export const { onlineMs, awayMs } = defaultThresholds;

export function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

export function record(userId: string, fields: Partial<PresenceRecord> = {}): PresenceRecord {
  return {
    userId,
    username: userId,
    isAnonymous: false,
    isOnline: true,
    lastActiveAt: noon,
    lastSeen: null,
    version: 1,
    ...fields,
  };
}

/** A client at noon, its gateway and its clock. */
export class World {
  readonly clock = new ManualClock(noon);
  readonly socket = new ScriptedSocket();
  readonly warnings: string[] = [];
  readonly client: PresenceClient;

  constructor(options: PresenceClientOptions = {}, connectedBefore = false) {
    this.socket.connected = connectedBefore;
    this.client = new PresenceClient(this.socket, {
      clock: this.clock,
      warn: message => this.warnings.push(message),
      ...options,
    });
  }

  accept(fields: Record<string, unknown> = {}): void {
    this.socket.connected = true;
    this.socket.active = true;
    const user = { id: 'me', language: 'fr', isAnonymous: false };
    const serverTime = iso(this.clock.now());
    this.socket.receive('authenticated', {
      success: true,
      user,
      serverTime,
      version: '1',
      ...fields,
    });
  }

  snapshot(users: readonly unknown[], fields: Record<string, unknown> = {}): void {
    this.socket.receive('presence:snapshot', {
      users,
      serverTime: iso(this.clock.now()),
      ...fields,
    });
  }

  signIn(...users: readonly unknown[]): this {
    this.accept();
    this.snapshot(users);
    return this;
  }
}
