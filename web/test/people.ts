import type { Conversation, Member } from '../src/demo/gateway/conversations.js';

export function member(userId: string, fields: Partial<Member> = {}): Member {
  return {
    userId,
    username: userId,
    isOnline: false,
    lastActiveAt: null,
    lastSeen: null,
    version: 1,
    isAnonymous: false,
    ...fields,
  };
}

export function conversation(id: string, members: readonly Member[] = []): Conversation {
  return { id, identifier: id, type: 'group', title: null, members };
}
