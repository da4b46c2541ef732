import { io as io4 } from 'socket.io-client';
// The client of Socket.IO 2 (Engine.IO 3), as old Meeshy clients have it; it brings no types.
// @ts-expect-error no declaration file
import io2 from 'socket.io-client-v2';

export type Transport = 'websocket' | 'polling';
export interface UserStatus {
  userId: string;
  username: string;
  isAnonymous: boolean;
  isOnline: boolean;
  lastActiveAt: string | null;
  lastSeen: string | null;
  version: number;
}

interface RawSocket {
  id?: string;
  connected: boolean;
  io: {
    reconnection(on: boolean): unknown;
    engine: {
      transport: {
        ws?: { pause?: () => void; resume?: () => void; _socket?: { destroy(): void } };
      };
    };
  };
  on(event: string, listener: (...args: never[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  disconnect(): unknown;
  close(): unknown;
}

/** A real client, and everything it has heard. */
export class Client {
  private static readonly opened: Client[] = [];
  readonly heard: { event: string; payload: never; at: number }[] = [];
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: RawSocket) {
    Client.opened.push(this);
    const listen = (event: string) =>
      socket.on(event, (payload: never) => {
        this.heard.push({ event, payload, at: performance.now() });
        for (const wake of this.waiting.splice(0)) wake();
      });
    for (const event of EVENTS) listen(event);
  }

  /** Ends what the tests of this file have opened. */
  static closeAll(): void {
    for (const client of Client.opened.splice(0)) client.close();
  }

  /** socket.io-client 4. */
  static v4(
    url: string,
    auth: Record<string, unknown>,
    transport: Transport = 'websocket',
    options = {},
  ): Client {
    const socket = io4(url, {
      auth,
      transports: [transport],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    return new Client(socket as unknown as RawSocket);
  }

  /** socket.io-client 2: no auth payload; a browser of that age sends headers by polling, Node by both. */
  static v2(
    url: string,
    headers: Record<string, string>,
    transport: Transport = 'websocket',
  ): Client {
    const socket = io2(url, {
      transports: [transport],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
      transportOptions: {
        polling: { extraHeaders: headers },
        websocket: { extraHeaders: headers },
      },
    });
    return new Client(socket as RawSocket);
  }

  /** Waits for an event that fits; what was heard before counts too. */
  async next<T>(
    event: string,
    fits: (payload: T) => boolean = () => true,
    within = 10_000,
  ): Promise<T> {
    const deadline = Date.now() + within;
    for (;;) {
      const found = this.all<T>(event).find(fits);
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      if (left <= 0) {
        const seen = this.heard
          .map(each => `${each.event} ${JSON.stringify(each.payload)}`)
          .join('\n');
        throw new Error(`no fitting "${event}" within ${within} ms; heard:\n${seen}`);
      }
      await new Promise<void>(done => {
        const timer = setTimeout(done, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          done();
        });
      });
    }
  }

  all<T>(event: string): T[] {
    return this.heard.filter(each => each.event === event).map(each => each.payload as T);
  }

  /** Every `user:status` about somebody. */
  statusesOf(userId: string): UserStatus[] {
    return this.all<UserStatus>('user:status').filter(each => each.userId === userId);
  }

  status(userId: string, isOnline: boolean, within?: number): Promise<UserStatus> {
    return this.next<UserStatus>(
      'user:status',
      each => each.userId === userId && each.isOnline === isOnline,
      within,
    );
  }

  async signedIn(): Promise<this> {
    await this.next<{ success: boolean }>('authenticated', each => each.success);
    await this.next('presence:snapshot');
    return this;
  }

  forget(): void {
    this.heard.length = 0;
  }

  emit(event: string, ...args: unknown[]): void {
    this.socket.emit(event, ...args);
  }

  /** Emits and waits for the acknowledgement. */
  ask<T>(event: string, payload: unknown): Promise<T> {
    return new Promise(done => this.socket.emit(event, payload, done));
  }

  /** Says goodbye, as at a sign-out. */
  close(): void {
    this.socket.disconnect();
  }

  /** Vanishes as a browser does that is killed: the connection breaks without a goodbye. */
  vanish(returns = true): void {
    if (!returns) this.socket.io.reconnection(false);
    const ws = this.socket.io.engine.transport.ws;
    if (ws?._socket) ws._socket.destroy();
    else throw new Error('only a websocket can be cut');
  }

  /** Whether it takes what the connection brings; else that stays where it is. */
  read(does: boolean): void {
    const ws = this.socket.io.engine.transport.ws;
    if (does) ws?.resume?.();
    else ws?.pause?.();
  }

  /**
   * Everything that was sent to this client before now has arrived: what it is asked comes after that on the same
   * connection.
   */
  async settled(within?: number): Promise<void> {
    const mark = this.all('heartbeat:ack').length;
    this.emit('heartbeat', {});
    await this.next('heartbeat:ack', () => this.all('heartbeat:ack').length > mark, within);
  }
}

const EVENTS = [
  'connect',
  'connect_error',
  'disconnect',
  'authenticated',
  'user:status',
  'presence:snapshot',
  'error',
  'message:new',
  'typing:start',
  'typing:stop',
  'conversation:joined',
  'conversation:left',
  'conversation:join-error',
  'conversation:member-left',
  'conversation:online_stats',
  'conversation:size',
  'presence:digest',
  'heartbeat:ack',
  'auth:token-expired',
  'auth:session-revoked',
];
