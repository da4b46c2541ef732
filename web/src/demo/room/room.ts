import {
  type ClientEvents,
  type MessageNew,
  type OnlineStats,
  PresenceClient,
  type ServerEvents,
  type Typing,
} from '@meeshy/presence';
import { io, type Socket } from 'socket.io-client';
import { loadConversations } from '../gateway/conversations.js';
import type { Session } from '../gateway/session.js';
import { arrivalOf } from './arrival.js';
import {
  type ChatStore,
  createChat,
  readMessage,
  withConversations,
  withMessage,
  withOpened,
  withTyping,
} from './chat.js';
import { createDevices, type DevicesStore, killDevice } from './devices.js';
import { createEventLog, type EventLogStore, log } from './event-log.js';

export type RoomSocket = Socket<ServerEvents, ClientEvents>;

/** Everything of one signed-in person: connection, presence, chat and log. Lives outside of rendering. */
export interface Room {
  readonly session: Session;
  readonly presence: PresenceClient;
  readonly chat: ChatStore;
  readonly eventLog: EventLogStore;
  open(conversationId: string): void;
  /** False when the gateway did not take the message. */
  send(content: string): Promise<boolean>;
  typing(active: boolean): void;
  /** Cuts the connection without a goodbye and comes back after so long. */
  loseNetwork(forMs: number): void;
  /** Other devices that this page plays. */
  readonly devices: DevicesStore;
  close(): void;
}

/** A lost `typing:stop` must not leave somebody typing for ever. */
const typingLastsMs = 6_000;
const ackTimeoutMs = 10_000;

export function openRoom(session: Session): Room {
  const socket: RoomSocket = io({
    // Says with each connection what is known already: only what was missed is told then.
    auth: send => send({ ...credentials(session), presence: presence.resumption() }),
    autoConnect: false,
  });
  const eventLog = createEventLog();
  const chat = createChat();
  const asked = new Set<string>();

  // The log looks first, while the presence still knows what was before.
  let presence: PresenceClient;
  const devices = createDevices();
  socket.onAny((event, payload) => log(eventLog, arrivalOf(event, payload, presence)));
  presence = new PresenceClient(socket);

  const refresh = async () => {
    const conversations = await loadConversations(session).catch(() => null);
    if (!conversations) {
      chat.setState(state => ({ conversations: state.conversations ?? [] }));
      return;
    }
    presence.learn(conversations.flatMap(({ members }) => members));
    const before = chat.getState().openId;
    chat.setState(state => withConversations(state, conversations));
    const { openId } = chat.getState();
    if (openId && openId !== before) socket.emit('conversation:join', { conversationId: openId });
  };

  // Each new connection starts from what is true now. Nothing is asked on a timer.
  presence.subscribe(change => {
    if (change.kind !== 'connection' || change.state.phase !== 'online') return;
    const { openId } = chat.getState();
    if (openId) socket.emit('conversation:join', { conversationId: openId });
    void refresh();
  });

  // Somebody nobody knew has come into a conversation, as a guest does: asked for once, not at each of their events.
  socket.on('user:status', ({ userId }) => {
    const { conversations } = chat.getState();
    const known = conversations?.some(({ members }) => members.some(one => one.userId === userId));
    if (!conversations || known || asked.has(userId)) return;
    asked.add(userId);
    void refresh();
  });

  socket.on('message:new', (payload: MessageNew) => {
    const message = readMessage(payload);
    if (message) chat.setState(state => withMessage(state, message));
  });
  socket.on('conversation:online_stats', ({ conversationId, onlineCount }: OnlineStats) => {
    chat.setState(({ onlineCounts }) => ({
      onlineCounts: { ...onlineCounts, [conversationId]: onlineCount },
    }));
  });
  socket.on('typing:start', (typing: Typing) => {
    const at = Date.now();
    chat.setState(state => withTyping(state, typing, at));
    setTimeout(() => {
      const since = chat.getState().typing[typing.conversationId]?.[typing.userId];
      if (since === at) chat.setState(state => withTyping(state, typing, null));
    }, typingLastsMs);
  });
  socket.on('typing:stop', (typing: Typing) => {
    chat.setState(state => withTyping(state, typing, null));
  });
  socket.connect();

  const openId = () => chat.getState().openId;
  return {
    session,
    presence,
    chat,
    eventLog,
    open(conversationId) {
      const before = openId();
      if (before === conversationId) return;
      if (before) socket.emit('conversation:leave', { conversationId: before });
      socket.emit('conversation:join', { conversationId });
      chat.setState(state => withOpened(state, conversationId));
    },
    async send(content) {
      const conversationId = openId();
      if (!conversationId) return false;
      const sentAt = performance.now();
      const answer = await socket
        .timeout(ackTimeoutMs)
        .emitWithAck('message:send', { conversationId, content })
        .catch(() => null);
      const accepted = answer?.success === true;
      log(eventLog, {
        at: Date.now(),
        event: 'message:send',
        kind: 'sent',
        userId: session.userId,
        detail: accepted ? content : '',
        latencyMs: answer ? performance.now() - sentAt : null,
      });
      if (!accepted) return false;
      const id = answer.data.messageId;
      const createdAt = new Date(presence.serverNow()).toISOString();
      const message = { id, conversationId, senderId: session.userId, content, createdAt };
      chat.setState(state => withMessage(state, message));
      return true;
    },
    typing(active) {
      const conversationId = openId();
      // Worth nothing later: without a connection it is dropped instead of kept.
      const event = active ? 'typing:start' : 'typing:stop';
      if (conversationId) socket.volatile.emit(event, { conversationId });
    },
    devices,
    loseNetwork(forMs) {
      socket.io.reconnection(false);
      socket.io.engine.close();
      setTimeout(() => {
        socket.io.reconnection(true);
        if (presence.connection.phase !== 'closed') socket.connect();
      }, forMs);
    },
    close() {
      for (const { id } of devices.getState().devices) killDevice(devices, id);
      presence.close();
    },
  };
}

export function credentials({ kind, credential }: Session): Record<string, string> {
  return kind === 'registered'
    ? { token: credential, tokenType: 'jwt' }
    : { sessionToken: credential, sessionType: 'anonymous' };
}
