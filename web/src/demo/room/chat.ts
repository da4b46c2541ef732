import type { MessageNew, Typing } from '@meeshy/presence';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Conversation } from '../gateway/conversations.js';

export interface Chat {
  /** Null until the gateway has told. */
  readonly conversations: readonly Conversation[] | null;
  /** Names of everybody in them, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly openId: string | null;
  readonly messages: Readonly<Record<string, readonly MessageNew[]>>;
  readonly unread: Readonly<Record<string, number>>;
  /** Of large conversations: how many are here, counted by the gateway because not everybody is told one by one. */
  readonly onlineCounts: Readonly<Record<string, number>>;
  /** Who is typing, by conversation: ids with the moment it was last said. */
  readonly typing: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export type ChatStore = StoreApi<Chat>;

export function createChat(): ChatStore {
  return createStore<Chat>(() => ({
    conversations: null,
    names: new Map(),
    openId: null,
    messages: {},
    unread: {},
    onlineCounts: {},
    typing: {},
  }));
}

/*
 * The pure steps of a chat. Each takes the chat as it is and gives the part that changed.
 */

export function withConversations(
  chat: Chat,
  conversations: readonly Conversation[],
): Partial<Chat> {
  const stillThere = conversations.some(({ id }) => id === chat.openId);
  const members = conversations.flatMap(conversation => conversation.members);
  const names = new Map(members.map(({ userId, username }) => [userId, username]));
  return {
    conversations,
    names,
    openId: stillThere ? chat.openId : (conversations[0]?.id ?? null),
  };
}

export function withOpened(chat: Chat, conversationId: string): Partial<Chat> {
  return { openId: conversationId, unread: { ...chat.unread, [conversationId]: 0 } };
}

/** A message as it came, or null when it is none. */
export function readMessage(payload: unknown): MessageNew | null {
  const { id, messageId, conversationId, senderId, ...rest } = { ...(payload as MessageNew) };
  const known = id ?? messageId;
  const texts = [known, conversationId, senderId, rest.content, rest.createdAt];
  if (!known || texts.some(text => typeof text !== 'string')) return null;
  return { ...rest, id: known, conversationId, senderId };
}

/** A message may be told twice, by its event and by the acknowledgement of its sender. */
export function withMessage(chat: Chat, message: MessageNew): Partial<Chat> {
  const { conversationId } = message;
  const before = chat.messages[conversationId] ?? [];
  if (before.some(({ id }) => id === message.id)) return {};
  const seen = conversationId === chat.openId;
  return {
    messages: { ...chat.messages, [conversationId]: [...before, message] },
    unread: {
      ...chat.unread,
      [conversationId]: seen ? 0 : (chat.unread[conversationId] ?? 0) + 1,
    },
    ...withTyping(chat, { conversationId, userId: message.senderId }, null),
  };
}

/** Somebody began to type at a moment, or stopped (null). */
export function withTyping(chat: Chat, typing: Typing, at: number | null): Partial<Chat> {
  const { [typing.userId]: _, ...others } = chat.typing[typing.conversationId] ?? {};
  const typists = at === null ? others : { ...others, [typing.userId]: at };
  return { typing: { ...chat.typing, [typing.conversationId]: typists } };
}
