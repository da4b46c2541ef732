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
  const tellPeople = gathered(() => store.setState(({ revision }) => ({ revision: revision + 1 })));
  client.subscribe(change => {
    if (change.kind === 'people') tellPeople();
    else store.setState(({ revision }) => ({ connection: change.state, revision: revision + 1 }));
  });
  return store;
}

const frameMs = 16;
const atOncePerFrame = 4;

/** Few calls go through at once; of many, those beyond are gathered to one at the end of the frame, which is all that can be seen. */
function gathered(tell: () => void): () => void {
  let frameStart = Number.NEGATIVE_INFINITY;
  let told = 0;
  let isWaiting = false;
  return () => {
    const now = performance.now();
    if (now - frameStart >= frameMs) {
      frameStart = now;
      told = 0;
    }
    if (isWaiting) return;
    if (++told <= atOncePerFrame) {
      tell();
      return;
    }
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      tell();
    }, frameMs);
  };
}

function storeWhereNobodyIs(): PresenceStore {
  return createStore<PresenceState>(() => ({
    person: () => undefined,
    serverNow: () => Date.now(),
    connection: connecting,
    revision: 0,
  }));
}
