import { useCallback, useState } from 'react';
import { type RefreshOutcome, refreshPresence } from '../refresh.js';
import { usePresenceClient } from './hooks.js';

export interface ManualStatusRefresh {
  /** To be called when somebody asks for it, as with a button. Never rejects. */
  readonly refresh: () => Promise<RefreshOutcome>;
  readonly isRefreshing: boolean;
  /** Of the last call; null before the first. */
  readonly outcome: RefreshOutcome | null;
}

/**
 * The way out for somebody who does not trust a dot: asks the gateway by REST, at most once in five seconds for the whole page.
 * Nothing is ever asked by itself.
 */
export function useManualStatusRefresh(userIds: readonly string[]): ManualStatusRefresh {
  const client = usePresenceClient();
  const [isRefreshing, setRefreshing] = useState(false);
  const [outcome, setOutcome] = useState<RefreshOutcome | null>(null);
  const refresh = useCallback(async () => {
    setRefreshing(true);
    const outcome: RefreshOutcome = client
      ? await refreshPresence(client, userIds)
      : { kind: 'failed', message: 'Nobody is signed in' };
    setOutcome(outcome);
    setRefreshing(false);
    return outcome;
  }, [client, userIds]);
  return { refresh, isRefreshing, outcome };
}
