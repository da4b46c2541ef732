/** Who this tab is, and what proves it. */
export interface Session {
  readonly kind: 'registered' | 'guest';
  readonly credential: string;
  readonly userId: string;
  /** What to sign in with. */
  readonly username: string;
  /** What to show. */
  readonly name: string;
}

const key = 'meeshy.session';

/** Kept per tab, so that each tab can be another person; it survives a reload. */
export function storedSession(): Session | null {
  try {
    const session = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return typeof session?.credential === 'string' ? session : null;
  } catch {
    return null;
  }
}

export function storeSession(session: Session | null): void {
  if (session) sessionStorage.setItem(key, JSON.stringify(session));
  else sessionStorage.removeItem(key);
}

export function credentialHeaders(session: Session): Record<string, string> {
  return session.kind === 'registered'
    ? { authorization: `Bearer ${session.credential}` }
    : { 'x-session-token': session.credential };
}
