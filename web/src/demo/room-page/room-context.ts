import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Conversation } from '../gateway/conversations.js';
import type { Chat } from '../room/chat.js';
import type { Room } from '../room/room.js';

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('Only somebody inside has a room');
  return room;
}

export function useChat<Selected>(selector: (chat: Chat) => Selected): Selected {
  return useStore(useRoom().chat, selector);
}

export function useOpenConversation(): Conversation | null {
  return useChat(({ conversations, openId }) => {
    return conversations?.find(({ id }) => id === openId) ?? null;
  });
}
