export type CloseReason = 'left' | 'refused' | 'expired' | 'revoked' | 'server';

/** How much of what is shown can be believed. */
export type ConnectionState =
  /** Nothing is known yet. */
  | { readonly phase: 'connecting' }
  /** All that is shown is true now. */
  | { readonly phase: 'online' }
  /** The connection is lost and being remade; what is shown was true at `certainAt` (server time, epoch milliseconds). */
  | { readonly phase: 'uncertain'; readonly certainAt: number }
  /** Over, and nothing will be retried. */
  | {
      readonly phase: 'closed';
      readonly certainAt: number | null;
      readonly reason: CloseReason;
      readonly message: string;
    };

export const connecting: ConnectionState = { phase: 'connecting' };
export const online: ConnectionState = { phase: 'online' };

/** The connection went, and is being remade. */
export function afterLoss(state: ConnectionState, at: number): ConnectionState {
  return state.phase === 'online' ? { phase: 'uncertain', certainAt: at } : state;
}

export function afterClose(
  state: ConnectionState,
  at: number,
  reason: CloseReason,
  message: string,
): ConnectionState {
  return { phase: 'closed', certainAt: certainAtOf(state, at), reason, message };
}

function certainAtOf(state: ConnectionState, at: number): number | null {
  switch (state.phase) {
    case 'connecting':
      return null;
    case 'online':
      return at;
    default:
      return state.certainAt;
  }
}
