import { connectPresence, type PresenceClient } from '@meeshy/presence';
import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import { token } from './world';

/** The client package as an application uses it, and what it says and hears on its socket. */
export class Follower {
  readonly heard: { event: string; payload: unknown }[] = [];
  readonly asked: unknown[] = [];
  private loses: ((event: string, payload: { userId?: string }) => boolean) | null = null;
  readonly presence: PresenceClient;

  constructor(url: string, id: string) {
    this.presence = connectPresence({
      io: (address, options) => {
        const socket = io(address, { ...options, transports: ['websocket'], forceNew: true });
        this.tap(socket);
        return socket;
      },
      url,
      token: token(id),
    });
  }

  /** The network keeps from this client what fits. */
  lose(fits: (event: string, payload: { userId?: string }) => boolean): void {
    this.loses = fits;
  }

  all<T>(event: string): T[] {
    return this.heard.filter(each => each.event === event).map(each => each.payload as T);
  }

  async online(): Promise<this> {
    await expect
      .poll(() => this.presence.connection.phase, { interval: 10, timeout: 10_000 })
      .toBe('online');
    return this;
  }

  private tap(socket: Socket): void {
    const inner = socket as unknown as { onevent(packet: { data: [string, never] }): void };
    const deliver = inner.onevent.bind(socket);
    inner.onevent = packet => {
      const [event, payload] = packet.data;
      if (this.loses?.(event, payload)) return;
      this.heard.push({ event, payload });
      deliver(packet);
    };
    socket.onAnyOutgoing((event, payload) => this.asked.push([event, payload]));
  }
}
