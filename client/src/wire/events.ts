/*
 * The Socket.IO contract of the gateway as types. `contract/wire/*.json` holds one example of each; a test holds both together.
 * Timestamps are ISO 8601 text in UTC.
 */

/** What the gateway says about one person. Of two, the one with the greater `version` is newer. */
export interface PresenceRecord {
  readonly userId: string;
  /** The name to show. */
  readonly username: string;
  /** A guest of a share link, who may call itself as a member does: show it. */
  readonly isAnonymous: boolean;
  /** At least one live connection. */
  readonly isOnline: boolean;
  readonly lastActiveAt: string | null;
  /** When the last connection went; null when that never happened. */
  readonly lastSeen: string | null;
  readonly version: number;
}

export interface AuthenticationAccepted {
  readonly success: true;
  readonly user: { readonly id: string; readonly language: string; readonly isAnonymous: boolean };
  readonly serverTime: string;
  /** Version of the gateway. */
  readonly version: string;
  /** The gateway's thresholds of the status rule, in milliseconds. */
  readonly thresholds?: { readonly onlineMs: number; readonly awayMs: number };
}

export interface AuthenticationRefused {
  readonly success: false;
  readonly error: string;
  readonly code?: string;
  /** Whether the same credential may be accepted later. */
  readonly retry?: boolean;
}

export interface PresenceSnapshot {
  readonly users: readonly PresenceRecord[];
  readonly serverTime: string;
  /** From 1. Absent means the only page. */
  readonly page?: number;
  readonly pages?: number;
  /** Everybody whom the viewer sees is in it, but for members of large conversations. */
  readonly complete?: boolean;
  /** It tells only what was missed since the last connection. */
  readonly resumed?: boolean;
  /** On the last page: the members of each conversation that it describes whole. */
  readonly conversations?: Readonly<Record<string, readonly string[]>>;
}

/** `user:status`: a record, and the conversations that the person has just joined. */
export interface StatusChange extends PresenceRecord {
  readonly conversations?: readonly string[];
}

/** What the gateway believes the viewer was told of a conversation. */
export interface PresenceDigest {
  readonly conversationId: string;
  /** How many members counted: those online, and those whose version is not older than `since`. */
  readonly count: number;
  /** Sum of their entries modulo 2^32. */
  readonly hash: number;
  readonly since: string;
  /** Later changes are on their way. */
  readonly until: string;
  /** Members who changed after `until`; they are not counted. */
  readonly recent?: readonly string[];
}

export interface ConversationSize {
  readonly conversationId: string;
  /** Single changes are told only to those who have opened it. */
  readonly isLarge: boolean;
}

export interface MessageNew {
  readonly id: string;
  readonly messageId?: string;
  readonly conversationId: string;
  readonly senderId: string;
  readonly senderName?: string;
  readonly isAnonymous?: boolean;
  readonly content: string;
  readonly createdAt: string;
}

export interface Typing {
  readonly conversationId: string;
  readonly userId: string;
  readonly username?: string;
  readonly isAnonymous?: boolean;
}

export interface ConversationMembership {
  readonly conversationId: string;
  readonly userId: string;
  readonly isAnonymous: boolean;
}

export interface ConversationJoinRefused {
  readonly conversationId: string;
  readonly reason:
    | 'invalid_payload'
    | 'not_authenticated'
    | 'rate_limited'
    | 'not_a_member'
    | 'no_longer_member'
    | 'server_error';
  readonly message: string;
}

export interface OnlineStats {
  readonly conversationId: string;
  readonly onlineCount: number;
  readonly updatedAt: string;
}

/** `GET /api/users/presence?ids=`: those of them whom the viewer may see. */
export interface PresenceAnswer {
  readonly success: true;
  readonly data: { readonly users: readonly PresenceRecord[]; readonly serverTime: string };
}

export type MessageAck =
  | { readonly success: true; readonly data: { readonly messageId: string } }
  | {
      readonly success: false;
      readonly error: string;
      readonly code?: string;
      /** Seconds; whoever waits so long is not early. */
      readonly retryAfter?: number;
    };

/** From the gateway to the browser. */
export interface ServerEvents {
  authenticated: (payload: AuthenticationAccepted | AuthenticationRefused) => void;
  'user:status': (payload: StatusChange) => void;
  'presence:snapshot': (payload: PresenceSnapshot) => void;
  'presence:digest': (payload: PresenceDigest) => void;
  error: (payload: { message: string; code?: string }) => void;
  'message:new': (payload: MessageNew) => void;
  'typing:start': (payload: Typing) => void;
  'typing:stop': (payload: Typing) => void;
  'conversation:joined': (payload: ConversationMembership) => void;
  'conversation:left': (payload: ConversationMembership) => void;
  'conversation:member-left': (payload: ConversationMembership) => void;
  'conversation:size': (payload: ConversationSize) => void;
  'conversation:join-error': (payload: ConversationJoinRefused) => void;
  'conversation:online_stats': (payload: OnlineStats) => void;
  'heartbeat:ack': (payload: { serverTime: string }) => void;
  'auth:token-expired': (payload: { code: string; message: string }) => void;
  'auth:session-revoked': (payload: { code: string; message: string; reason: string }) => void;
}

/** From the browser to the gateway. Nobody sets their own status. */
export interface ClientEvents {
  authenticate: (payload: { token?: string; sessionToken?: string; language?: string }) => void;
  'conversation:join': (payload: { conversationId: string }) => void;
  'conversation:leave': (payload: { conversationId: string }) => void;
  'typing:start': (payload: { conversationId: string }) => void;
  'typing:stop': (payload: { conversationId: string }) => void;
  'message:send': (
    payload: { conversationId: string; content: string },
    ack: (answer: MessageAck) => void,
  ) => void;
  heartbeat: (payload: { clientTime?: string }) => void;
  /** Tell me of this conversation again; of everything when none is named. */
  'presence:repair': (payload: { conversationId?: string }) => void;
}
