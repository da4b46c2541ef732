import { type Clock, systemClock } from './clock.js';
import { obtain, type RestAccess } from './credential.js';
import type { PresenceClient } from './presence-client.js';
import { decodeMessage } from './wire/decoding.js';

export type RefreshOutcome =
  | { readonly kind: 'refreshed' }
  /** Asked again too early; nothing was sent. */
  | { readonly kind: 'too-soon'; readonly retryAfterMs: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Between two refreshes of one client, however many components ask. */
export const refreshPauseMs = 5_000;

/** As many as the gateway answers in one request. */
const mostIds = 200;

interface Ongoing {
  readonly startedAt: number;
  readonly outcome: Promise<RefreshOutcome>;
  settled: boolean;
}

const lastOf = new WeakMap<PresenceClient, Ongoing>();

/**
 * Asks the gateway by REST how these people are, and takes the answer in. The one request of this package: call it when its user asks,
 * as with a button, never on a timer. While one is under way its outcome is shared; after it there is a pause of five seconds.
 */
export function refreshPresence(
  client: PresenceClient,
  userIds: readonly string[],
): Promise<RefreshOutcome> {
  const clock = client.options.clock ?? systemClock;
  const last = lastOf.get(client);
  if (last && !last.settled) return last.outcome;
  const retryAfterMs = last ? last.startedAt + refreshPauseMs - clock.now() : 0;
  // A clock that was set back must not lock the button.
  if (retryAfterMs > 0 && retryAfterMs <= refreshPauseMs) {
    return Promise.resolve({ kind: 'too-soon', retryAfterMs });
  }
  const ongoing = begin(client, userIds, clock);
  lastOf.set(client, ongoing);
  return ongoing.outcome;
}

function begin(client: PresenceClient, userIds: readonly string[], clock: Clock): Ongoing {
  const outcome = ask(client, [...new Set(userIds)])
    .catch(
      (error): RefreshOutcome => ({
        kind: 'failed',
        message: decodeMessage(error) || String(error),
      }),
    )
    .finally(() => {
      ongoing.settled = true;
    });
  const ongoing: Ongoing = { startedAt: clock.now(), outcome, settled: false };
  return ongoing;
}

async function ask(client: PresenceClient, userIds: readonly string[]): Promise<RefreshOutcome> {
  const { rest } = client.options;
  if (!rest) throw new Error('This client was made without `rest`: it does not know whom to ask');
  const headers = await credentialHeaders(rest);
  for (let from = 0; from < userIds.length; from += mostIds) {
    const ids = userIds.slice(from, from + mostIds).map(encodeURIComponent);
    const path = `${(rest.url ?? '').replace(/\/+$/, '')}/api/users/presence?ids=${ids.join(',')}`;
    const response = await fetch(path, { headers });
    const answer = await response.json().catch(() => null);
    const users = answer?.data?.users;
    if (!response.ok || !Array.isArray(users)) {
      const message = typeof answer?.error === 'string' ? answer.error : `HTTP ${response.status}`;
      return { kind: 'failed', message };
    }
    client.learn(users);
  }
  return { kind: 'refreshed' };
}

async function credentialHeaders({
  token,
  sessionToken,
}: RestAccess): Promise<Record<string, string>> {
  return token
    ? { authorization: `Bearer ${await obtain(token)}` }
    : { 'x-session-token': await obtain(sessionToken) };
}
