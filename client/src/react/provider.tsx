import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { LanguageChoice } from '../language.js';
import type { PresenceClient } from '../presence-client.js';
import { type PresenceStore, presenceStore } from './store.js';
import { Wakings } from './wakings.js';

export interface PresenceContext {
  readonly client: PresenceClient | null;
  readonly store: PresenceStore;
  readonly language: LanguageChoice;
  readonly wakings: Wakings;
}

const Context = createContext<PresenceContext | null>(null);

export interface PresenceProviderProps {
  /** Made once outside of rendering, as with `connectPresence`. Null on the server and while nobody is signed in. */
  readonly client: PresenceClient | null;
  /** Default `en`. */
  readonly language?: LanguageChoice;
  readonly children?: ReactNode;
}

/** Gives presence to the components inside. It neither opens nor closes the client: who made it closes it. */
export function PresenceProvider({ client, language = 'en', children }: PresenceProviderProps) {
  const wakings = useMemo(
    () => new Wakings(() => client?.serverNow() ?? Date.now(), client?.options.clock),
    [client],
  );
  const value = useMemo(
    () => ({ client, store: presenceStore(client), language, wakings }),
    [client, language, wakings],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePresenceContext(): PresenceContext {
  const context = useContext(Context);
  if (!context)
    throw new Error('Presence hooks and components need a PresenceProvider around them');
  return context;
}
