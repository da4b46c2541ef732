import type { PresenceRecord } from '@meeshy/presence';
import { request } from './request.js';
import { credentialHeaders, type Session } from './session.js';

export interface Member extends PresenceRecord {
  readonly isAnonymous: boolean;
}

export interface Conversation {
  readonly id: string;
  readonly identifier: string;
  readonly type: string;
  readonly title: string | null;
  readonly members: readonly Member[];
}

export async function loadConversations(session: Session): Promise<readonly Conversation[]> {
  const headers = credentialHeaders(session);
  const { conversations } = await request<{ conversations: Conversation[] }>('/api/conversations', {
    headers,
  });
  return conversations.map(conversation => ({
    ...conversation,
    members: conversation.members ?? [],
  }));
}

/** The name a conversation has for one of its members: its title, or who else is in it. */
export function conversationName(conversation: Conversation, viewerId: string): string {
  if (conversation.title) return conversation.title;
  if (conversation.type !== 'direct') return conversation.identifier;
  const others = conversation.members.filter(member => member.userId !== viewerId);
  return others.map(member => member.username).join(', ') || conversation.identifier;
}
