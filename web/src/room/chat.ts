import type { MessageNew, Typing } from '@meeshy/presence';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Conversation } from '../gateway/conversations.js';

export interface Chat {
  /** Null until the gateway has told. */
  readonly conversations: readonly Conversation[] | null;
  readonly openId: string | null;
  readonly messages: Readonly<Record<string, readonly MessageNew[]>>;
  readonly unread: Readonly<Record<string, number>>;
  /** Who is typing, by conversation: ids with the moment it was last said. */
  readonly typing: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export type ChatStore = StoreApi<Chat>;

export function createChat(): ChatStore {
  return createStore<Chat>(() => ({
    conversations: null,
    openId: null,
    messages: {},
    unread: {},
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
  return { conversations, openId: stillThere ? chat.openId : (conversations[0]?.id ?? null) };
}

export function withOpened(chat: Chat, conversationId: string): Partial<Chat> {
  return { openId: conversationId, unread: { ...chat.unread, [conversationId]: 0 } };
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
