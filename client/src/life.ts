import { type CloseReason, type ConnectionState, connecting, online } from './connection.js';
import type { AuthenticationAccepted } from './wire/events.js';

/** Where a connection is in its life. Never changes: each action leads to the next. */
export interface Life {
  /** What of it applications are told. */
  readonly shown: ConnectionState;
  /** Whether the gateway has let this connection in. */
  readonly line: 'out' | 'in';
  /** Who the gateway says we are; null until it has said so. */
  readonly viewer: AuthenticationAccepted['user'] | null;
  /** Why the gateway is about to end the connection, once it has said so. */
  readonly ending: Ending | null;
  /** Pages of a whole snapshot that are still to come. */
  readonly pages: number;
  /**
   * `awaited` until a whole snapshot has told everything. Then, how many large conversations that were asked have yet to tell who
   * is still to be seen.
   */
  readonly view: 'awaited' | number;
}

export interface Ending {
  readonly reason: CloseReason;
  readonly message: string;
}

/** By this side, by an accident after which the socket comes back, or for good. */
export type Disconnected = 'left' | 'lost' | 'server';

/** What happens to a connection; `at` is server time in epoch milliseconds. */
export type Action =
  | { readonly type: 'authenticated'; readonly user: AuthenticationAccepted['user'] }
  /** A page of a whole snapshot, from 1. */
  | { readonly type: 'page'; readonly page: number; readonly pages: number }
  /** So many large conversations are asked who is connected. */
  | { readonly type: 'asked'; readonly crowds: number }
  /** One of them has told, or will not. */
  | { readonly type: 'answered' }
  /** All that is shown is true from now on. */
  | { readonly type: 'online' }
  | { readonly type: 'ending'; readonly ending: Ending }
  | { readonly type: 'disconnect'; readonly how: Disconnected; readonly at: number }
  | { readonly type: 'refused'; readonly message: string; readonly at: number };

export const unborn: Life = {
  shown: connecting,
  line: 'out',
  viewer: null,
  ending: null,
  pages: 0,
  view: 'awaited',
};

export function live(life: Life, action: Action): Life {
  const { shown, view } = life;
  switch (action.type) {
    case 'authenticated':
      // A second `authenticated` only renews the credential.
      return life.line === 'in' ? life : { ...unborn, shown, line: 'in', viewer: action.user };
    case 'page': {
      const pages = (action.page === 1 ? action.pages : life.pages) - 1;
      return { ...life, pages, view: pages === 0 ? 0 : view };
    }
    case 'asked':
      return { ...life, view: action.crowds };
    case 'answered':
      return view === 'awaited' || view === 0 ? life : { ...life, view: view - 1 };
    case 'online':
      return { ...life, shown: online };
    case 'ending':
      return { ...life, ending: action.ending };
    case 'disconnect':
      return {
        ...life,
        line: 'out',
        ending: null,
        shown: afterDisconnect(life, action.how, action.at),
      };
    case 'refused':
      return { ...life, shown: afterClose(shown, action.at, action.type, action.message) };
  }
}

function afterDisconnect({ shown, ending }: Life, how: Disconnected, at: number): ConnectionState {
  if (shown.phase === 'closed') return shown;
  if (ending && how !== 'left') return afterClose(shown, at, ending.reason, ending.message);
  if (how !== 'lost') return afterClose(shown, at, how, '');
  return shown.phase === 'online' ? { phase: 'uncertain', certainAt: at } : shown;
}

function afterClose(
  shown: ConnectionState,
  at: number,
  reason: CloseReason,
  message: string,
): ConnectionState {
  const known = 'certainAt' in shown ? shown.certainAt : null;
  return { phase: 'closed', certainAt: shown.phase === 'online' ? at : known, reason, message };
}
