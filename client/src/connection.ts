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
