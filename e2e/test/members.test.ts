import type { PresenceClient } from '@meeshy/presence';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../src/clients';
import { Follower } from '../src/follower';
import { Gateway } from '../src/gateway';
import { ALICE, CAROL, conversationId, STRANGER, token, WORLD } from '../src/world';

let gateway: Gateway;
const presences: PresenceClient[] = [];

beforeAll(async () => {
  // Nobody was here before, and nothing waits for whoever might come back.
  gateway = await Gateway.start({
    OFFLINE_GRACE: '1s',
    DRAIN_GRACE: '0s',
    DIGEST_INTERVAL: '2s',
  });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(() => {
  for (const presence of presences.splice(0)) presence.close();
  Client.closeAll();
});

function follower(id: string): Follower {
  const follower = new Follower(gateway.url, id);
  presences.push(follower.presence);
  return follower;
}

const user = (id: string) => Client.v4(gateway.url, { token: token(id) });

describe('members', () => {
  it('who leave are forgotten by the others at once, who join are seen at once', async () => {
    const alice = await follower(ALICE).online();
    const carol = await user(CAROL).signedIn();
    await expect.poll(() => alice.presence.person(CAROL)?.isOnline).toBe(true);
    const path = `/api/admin/conversations/${conversationId(1)}/members/${CAROL}`;
    await gateway.admin('DELETE', path);
    try {
      await expect.poll(() => alice.presence.person(CAROL)).toBeUndefined();
      expect(alice.all('conversation:member-left')).toEqual([
        { conversationId: conversationId(1), userId: CAROL, isAnonymous: false },
      ]);
    } finally {
      await gateway.admin('PUT', path);
    }
    await expect.poll(() => alice.presence.person(CAROL)?.isOnline).toBe(true);
    expect(alice.all('user:status').at(-1)).toMatchObject({
      userId: CAROL,
      conversations: [conversationId(1)],
    });
    await carol.settled();
    expect(alice.asked).toEqual([]);
  }, 30_000);

  it('somebody who has never been here comes and goes as one of several conversations', async () => {
    const alice = await follower(ALICE).online();
    const carol = await follower(CAROL).online();
    const dora = '65a000000000000000000099';
    await gateway.admin('POST', '/api/admin/import', {
      users: [{ id: dora, username: 'dora' }],
      conversations: [
        { id: conversationId(1), identifier: 'team', type: 'group', members: [dora] },
        { id: conversationId(2), identifier: 'pair', type: 'direct', members: [dora] },
      ],
    });
    await expect.poll(() => alice.presence.person(dora)).toBeDefined();
    await expect.poll(() => carol.presence.person(dora)).toBeDefined();
    const told = (who: Follower) =>
      who
        .all<{ userId: string; conversations?: string[] }>('user:status')
        .filter(each => each.userId === dora)
        .map(each => each.conversations?.slice().sort());
    expect(told(alice)).toEqual([[conversationId(1), conversationId(2)]]);
    expect(told(carol)).toEqual([[conversationId(1)]]);

    await gateway.admin('DELETE', `/api/admin/conversations/team/members/${dora}`);
    await expect.poll(() => carol.presence.person(dora), { timeout: 3_000 }).toBeUndefined();
    expect(alice.presence.person(dora)).toBeDefined();
    await gateway.admin('DELETE', `/api/admin/conversations/pair/members/${dora}`);
    await expect.poll(() => alice.presence.person(dora), { timeout: 3_000 }).toBeUndefined();
    expect(alice.all('conversation:member-left')).toEqual([
      { conversationId: conversationId(1), userId: dora, isAnonymous: false },
      { conversationId: conversationId(2), userId: dora, isAnonymous: false },
    ]);
    expect(carol.all('conversation:member-left')).toHaveLength(1);
    expect(told(alice)).toHaveLength(1);
  }, 30_000);

  it('of a conversation that is over no longer see each other', async () => {
    const alice = await follower(ALICE).online();
    const over = { id: conversationId(9), identifier: 'over', type: 'group' };
    await gateway.admin('POST', '/api/admin/import', {
      conversations: [{ ...over, members: [ALICE, STRANGER] }],
    });
    const stranger = await user(STRANGER).signedIn();
    await expect.poll(() => alice.presence.person(STRANGER)?.isOnline).toBe(true);
    await gateway.admin('POST', '/api/admin/import', {
      conversations: [{ ...over, isActive: false }],
    });
    await expect.poll(() => alice.presence.person(STRANGER), { timeout: 3_000 }).toBeUndefined();
    stranger.close();
    await stranger.next('disconnect');
    expect(alice.presence.person(STRANGER)).toBeUndefined();
  }, 30_000);

  it('a guest whose link ends while connected is told why and goes offline', async () => {
    const link = '65c000000000000000000077';
    const guest = '65d000000000000000000077';
    await gateway.admin('POST', '/api/admin/import', {
      shareLinks: [
        {
          id: link,
          linkId: 'mshy_short',
          conversationId: conversationId(1),
          expiresAt: new Date(Date.now() + 3_000).toISOString(),
        },
      ],
      anonymousParticipants: [
        { id: guest, shareLinkId: link, username: 'brief', sessionToken: 'anon_brief_0123456789' },
      ],
    });
    const alice = await user(ALICE).signedIn();
    const brief = Client.v4(gateway.url, { sessionToken: 'anon_brief_0123456789' });
    await brief.signedIn();
    await alice.status(guest, true);
    expect(await brief.next('auth:session-revoked')).toMatchObject({ reason: 'link_expired' });
    await brief.next('disconnect');
    await alice.status(guest, false);
  }, 30_000);
});
