import { createHmac } from 'node:crypto';
import { SECRET } from './gateway';

const id = (kind: string, number: number) =>
  kind + number.toString(16).padStart(24 - kind.length, '0');

export const userId = (number: number) => id('65a0', number);
export const conversationId = (number: number) => id('65b0', number);
export const linkId = (number: number) => id('65c0', number);

export const ALICE = userId(1);
export const BOB = userId(2);
export const CAROL = userId(3);
export const STRANGER = userId(4);
export const GUEST_TOKEN = 'anon_0123456789abcdef0123456789abcdef';
export const GUEST = id('65d0', 1);

/** Alice and Bob share two conversations, Carol one of them; the stranger shares none. A guest is in the team. */
export const WORLD = {
  users: [
    { id: ALICE, username: 'alice', displayName: 'Alice Martin', role: 'USER', language: 'fr' },
    {
      id: BOB,
      username: 'bob',
      firstName: 'Bob',
      lastName: 'Keller',
      role: 'USER',
      language: 'en',
    },
    { id: CAROL, username: 'carol', role: 'USER', language: 'en' },
    { id: STRANGER, username: 'stranger', role: 'USER', language: 'en' },
  ],
  conversations: [
    { id: conversationId(1), identifier: 'team', type: 'group', members: [ALICE, BOB, CAROL] },
    { id: conversationId(2), identifier: 'pair', type: 'direct', members: [ALICE, BOB] },
    { id: conversationId(3), identifier: 'elsewhere', type: 'group', members: [STRANGER] },
  ],
  shareLinks: [
    { id: linkId(1), linkId: 'mshy_team', conversationId: conversationId(1), expiresAt: null },
    {
      id: linkId(2),
      linkId: 'mshy_over',
      conversationId: conversationId(1),
      expiresAt: '2020-01-01T00:00:00.000Z',
    },
  ],
  anonymousParticipants: [
    { id: GUEST, shareLinkId: linkId(1), username: 'guest1', sessionToken: GUEST_TOKEN },
  ],
};

interface TokenOptions {
  /** Seconds from now; negative: already over. */
  expiresIn?: number;
  secret?: string;
  algorithm?: string;
  claims?: Record<string, unknown>;
}

/** A JWT made by hand, so that it can be wrong in every way. */
export function token(user: string, options: TokenOptions = {}): string {
  const {
    expiresIn = 3600,
    secret = SECRET,
    algorithm = 'HS256',
    claims = { userId: user },
  } = options;
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const unsigned = `${part({ alg: algorithm, typ: 'JWT' })}.${part({ iat: now, exp: now + expiresIn, ...claims })}`;
  const signature =
    algorithm === 'none' ? '' : createHmac('sha256', secret).update(unsigned).digest('base64url');
  return `${unsigned}.${signature}`;
}
