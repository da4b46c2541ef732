/** A credential, or where to get a fresh one: it is asked for at each use. */
export type Credential = string | (() => string | Promise<string>);

/** Where the gateway is, and who asks. */
export interface RestAccess {
  /** Address of the gateway. Default: where the page comes from. */
  readonly url?: string | undefined;
  /** JWT of a registered user. */
  readonly token?: Credential | undefined;
  /** Session token of a guest. */
  readonly sessionToken?: Credential | undefined;
}

/** The text of a credential; empty when there is none. */
export async function obtain(credential: Credential | undefined): Promise<string> {
  return (typeof credential === 'function' ? await credential() : credential) ?? '';
}
