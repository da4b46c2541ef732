import { PresenceClient, type PresenceClientOptions } from './presence-client.js';
import type { PresenceSocket } from './socket.js';

/** A credential, or where to get a fresh one: it is asked for at each connection. */
export type Credential = string | (() => string | Promise<string>);

type AuthPayload = (send: (payload: Record<string, unknown>) => void) => void;

export interface ConnectOptions extends PresenceClientOptions {
  /** `io` of `socket.io-client`, 4.5 or later. */
  readonly io: (url: string, options: Record<string, unknown>) => PresenceSocket;
  /** Address of the gateway. Default: where the page comes from. */
  readonly url?: string | undefined;
  /** JWT of a registered user. */
  readonly token?: Credential | undefined;
  /** Session token of a guest. */
  readonly sessionToken?: Credential | undefined;
  /** Further options for `io`. */
  readonly socketOptions?: Readonly<Record<string, unknown>> | undefined;
}

/** Connects to a gateway. The socket belongs to the returned client: its `close` disconnects it. */
export function connectPresence(options: ConnectOptions): PresenceClient {
  const { io, url = '/', token, sessionToken, socketOptions, ...rest } = options;
  let client: PresenceClient | null = null;
  const resumption = () => client?.resumption() ?? {};
  const socket = io(url, { ...socketOptions, auth: authPayload(resumption, token, sessionToken) });
  client = new PresenceClient(socket, { ownsSocket: true, ...rest });
  return client;
}

function authPayload(
  resumption: () => Record<string, unknown>,
  token?: Credential,
  sessionToken?: Credential,
): AuthPayload {
  return send => {
    const [credential, payload] = token
      ? [token, (value: string) => ({ token: value, tokenType: 'jwt' })]
      : [sessionToken, (value: string) => ({ sessionToken: value, sessionType: 'anonymous' })];
    Promise.resolve(typeof credential === 'function' ? credential() : credential)
      .then(value => send({ ...payload(value ?? ''), presence: resumption() }))
      // Without a credential the gateway refuses with a clear message; that is better than a connection that never starts.
      .catch(() => send({}));
  };
}
