/** What an operator offers at the door. Kept for this tab only, and forgotten with it. */
export type Credential = { readonly adminKey: string } | { readonly token: string };

const storageKey = 'meeshy.console';

export function storedCredential(): Credential | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return isCredential(value) ? value : null;
  } catch {
    return null;
  }
}

export function storeCredential(credential: Credential | null): void {
  if (credential) sessionStorage.setItem(storageKey, JSON.stringify(credential));
  else sessionStorage.removeItem(storageKey);
}

/** One field takes both: a token is told by its form. */
export function credentialFrom(text: string): Credential {
  const offered = text.trim().replace(/^bearer\s+/i, '');
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(offered) ? { token: offered } : { adminKey: offered };
}

/** The key in the address that the demo prints. It is behind the #, so no server sees it, and it is taken out at once. */
export function credentialFromAddress(): Credential | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (!key) return null;
  history.replaceState(null, '', location.pathname);
  return credentialFrom(key);
}

function isCredential(value: unknown): value is Credential {
  if (typeof value !== 'object' || value === null) return false;
  const { adminKey, token } = value as Record<string, unknown>;
  return typeof adminKey === 'string' || typeof token === 'string';
}
