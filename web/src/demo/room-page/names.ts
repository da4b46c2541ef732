import { usePresence } from '@meeshy/presence/react';
import { useEntrance } from '../entrance/entrance.js';
import { useWords } from '../words/use-words.js';
import { useChat, useRoom } from './room-context.js';

/** The name to show for a person: what presence says, else what the conversations or the doors say. */
export function useName(userId: string | null): string {
  const words = useWords();
  const { session } = useRoom();
  const present = usePresence(userId ?? '')?.username;
  const listed = useChat(({ names }) => names.get(userId ?? ''));
  const self = userId === session.userId ? session.name : undefined;
  return present || listed || self || words.somebody;
}

/** The name somebody signs in with, where the demo knows it; guests have but one name. */
export function useSignInName(userId: string): string | undefined {
  return useEntrance(({ doors }) => doors?.people.find(person => person.id === userId)?.username);
}
