/** The part of a `socket.io-client` socket that is used here. Any such socket fits, however its events are typed. */
export interface PresenceSocket {
  readonly connected: boolean;
  /** False when the socket will not try to connect again by itself. */
  readonly active: boolean;
  on: Listening;
  off: Listening;
  /** Only used to ask for what was missed: see `PresenceClient`. */
  emit?: Emitting;
  disconnect(): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: only `any` lets both a typed and an untyped socket fit
type Emitting = (event: any, ...payload: any[]) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: as above
type Listening = (event: any, listener: any) => unknown;
