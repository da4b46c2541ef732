import { type Credential, obtain, type RestAccess } from './credential.js';
import type { PresenceClientOptions } from './options.js';
import { PresenceClient } from './presence-client.js';
import type { PresenceSocket } from './socket.js';

type AuthPayload = (send: (payload: Record<string, unknown>) => void) => void;

export interface ConnectOptions extends Omit<PresenceClientOptions, 'rest'>, RestAccess {
  /** `io` of `socket.io-client`, 4.5 or later. */
  readonly io: (url: string, options: Record<string, unknown>) => PresenceSocket;
  /** Further options for `io`. */
  readonly socketOptions?: Readonly<Record<string, unknown>> | undefined;
}

/** Connects to a gateway. The socket belongs to the returned client: its `close` disconnects it. */
export function connectPresence(options: ConnectOptions): PresenceClient {
  const { io, url = '/', token, sessionToken, socketOptions, ...rest } = options;
  let client: PresenceClient | null = null;
  const resumption = () => client?.resumption() ?? {};
  const socket = io(url, { ...socketOptions, auth: authPayload(resumption, token, sessionToken) });
  client = new PresenceClient(socket, { ...rest, rest: { url, token, sessionToken } });
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
    obtain(credential)
      .then(value => send({ ...payload(value), presence: resumption() }))
      // Without a credential the gateway refuses with a clear message; that is better than a connection that never starts.
      .catch(() => send({}));
  };
}
