import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ConnectionState, connecting } from '../connection.js';
import type { Person } from '../people.js';
import type { PresenceClient } from '../presence-client.js';

/** What components select from. People are read through `person`, so a change costs the same whether ten or ten thousand are known. */
export interface PresenceState {
  readonly person: (userId: string) => Person | undefined;
  readonly connection: ConnectionState;
  /** Server time in epoch milliseconds. */
  readonly serverNow: () => number;
  /** Grows with every change of people, so that selectors look again. */
  readonly revision: number;
}

export type PresenceStore = StoreApi<PresenceState>;

const stores = new WeakMap<PresenceClient, PresenceStore>();
const nobody = storeWhereNobodyIs();

/** The store of a client: one, however often a component is mounted. Without a client, a store where nobody is. */
export function presenceStore(client: PresenceClient | null): PresenceStore {
  if (!client) return nobody;
  const store = stores.get(client) ?? follow(client);
  stores.set(client, store);
  return store;
}

function follow(client: PresenceClient): PresenceStore {
  // Created empty and filled at once: the initial state is what React hydrates with, and the server knew nobody.
  const store = storeWhereNobodyIs();
  store.setState({
    person: userId => client.person(userId),
    serverNow: () => client.serverNow(),
    connection: client.connection,
  });
  client.subscribe(change => {
    if (change.kind === 'connection') store.setState({ connection: change.state });
    else store.setState(({ revision }) => ({ revision: revision + 1 }));
  });
  return store;
}

function storeWhereNobodyIs(): PresenceStore {
  return createStore<PresenceState>(() => ({
    person: () => undefined,
    serverNow: () => Date.now(),
    connection: connecting,
    revision: 0,
  }));
}
