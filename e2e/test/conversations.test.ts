import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Transport, type UserStatus } from '../src/clients';
import { Gateway } from '../src/gateway';
import { ALICE, BOB, CAROL, conversationId, STRANGER, token, WORLD } from '../src/world';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await Gateway.start({ OFFLINE_GRACE: '1s', PING_INTERVAL: '2s', PING_TIMEOUT: '1s' });
  await gateway.admin('POST', '/api/admin/import', WORLD);
});
afterAll(() => gateway?.stop());
afterEach(async () => {
  Client.closeAll();
  await nobodyIsOnline();
});

function user(id: string, transport: Transport = 'websocket'): Client {
  return Client.v4(gateway.url, { token: token(id) }, transport);
}

async function nobodyIsOnline(): Promise<void> {
  await expect
    .poll(async () => (await gateway.admin('GET', '/api/admin/maintenance/stats')) as object, {
      timeout: 10_000,
    })
    .toMatchObject({ onlineUsers: 0, onlineAnonymous: 0 });
}

describe('conversations', () => {
  it('relay messages to every member with an acknowledgement to the sender', async () => {
    const alice = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    const stranger = await user(STRANGER).signedIn();
    const answer = await alice.ask<{ success: boolean; data: { messageId: string } }>(
      'message:send',
      {
        conversationId: 'team',
        content: 'Bonjour',
      },
    );
    expect(answer).toMatchObject({ success: true });
    expect(await bob.next('message:new')).toMatchObject({
      messageId: answer.data.messageId,
      conversationId: conversationId(1),
      senderId: ALICE,
      senderName: 'Alice Martin',
      content: 'Bonjour',
    });
    await stranger.settled();
    expect(stranger.all('message:new')).toEqual([]);
    expect(
      await stranger.ask('message:send', {
        conversationId: conversationId(1),
        content: 'let me in',
      }),
    ).toMatchObject({ success: false, code: 'UNKNOWN_CONVERSATION' });
    expect(
      await alice.ask('message:send', { conversationId: 'team', content: '  ' }),
    ).toMatchObject({
      success: false,
      code: 'EMPTY_CONTENT',
    });
  });

  it('relay typing to the other members only', async () => {
    const alice = await user(ALICE).signedIn();
    const aliceToo = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    alice.emit('typing:start', { conversationId: conversationId(1) });
    expect(await bob.next('typing:start')).toMatchObject({
      userId: ALICE,
      conversationId: conversationId(1),
    });
    alice.emit('typing:stop', { conversationId: 'team' });
    await bob.next('typing:stop');
    await aliceToo.settled();
    expect(aliceToo.all('typing:start')).toEqual([]);
  });

  it('are joined by id or identifier, by members only', async () => {
    const alice = await user(ALICE).signedIn();
    alice.emit('conversation:join', { conversationId: 'team' });
    expect(await alice.next('conversation:joined')).toEqual({
      conversationId: conversationId(1),
      userId: ALICE,
      isAnonymous: false,
    });
    alice.emit('conversation:join', { conversationId: 'elsewhere' });
    expect(await alice.next('conversation:join-error')).toMatchObject({
      conversationId: 'elsewhere',
      reason: 'not_a_member',
    });
    alice.forget();
    alice.emit('conversation:join', { conversationId: 42 });
    expect(await alice.next('conversation:join-error')).toMatchObject({
      reason: 'invalid_payload',
    });
    alice.emit('conversation:leave', { conversationId: conversationId(1) });
    expect(await alice.next('conversation:left')).toEqual({
      conversationId: conversationId(1),
      userId: ALICE,
      isAnonymous: false,
    });
  });

  it('end at once for somebody who is removed, and begin at once for somebody who is added', async () => {
    const carol = await user(CAROL).signedIn();
    const bob = await user(BOB).signedIn();
    await carol.status(BOB, true);
    try {
      await gateway.admin(
        'DELETE',
        `/api/admin/conversations/${conversationId(1)}/members/${CAROL}`,
      );
      await expect
        .poll(async () => {
          carol.emit('typing:start', { conversationId: conversationId(1) });
          return carol.all<{ code: string }>('error').some(each => each.code === 'NOT_A_MEMBER');
        })
        .toBe(true);
      carol.forget();
      bob.close();
      const alice = await user(ALICE).signedIn();
      await expect
        .poll(
          async () => (await alice.next<{ users: UserStatus[] }>('presence:snapshot')).users.length,
        )
        .toBeGreaterThan(0);
      await carol.settled();
      expect(carol.all<UserStatus>('user:status')).toEqual([]);
    } finally {
      await gateway.admin('PUT', `/api/admin/conversations/${conversationId(1)}/members/${CAROL}`);
    }
    await carol.next<{ users: UserStatus[] }>('presence:snapshot', each =>
      each.users.some(u => u.userId === ALICE),
    );
  });
});

describe('presence belongs to the server', () => {
  it('a client cannot set its own', async () => {
    const alice = await user(ALICE).signedIn();
    const bob = await user(BOB).signedIn();
    await alice.status(BOB, true);
    bob.emit('user:status', { userId: BOB, isOnline: false });
    bob.emit('user:status', { userId: ALICE, isOnline: false });
    await bob.settled();
    await alice.settled();
    expect(alice.all<UserStatus>('user:status').filter(each => !each.isOnline)).toEqual([]);
  });

  it('an administrator can end a session, and a deactivated user does not come back', async () => {
    const alice = await user(ALICE).signedIn();
    const carol = await user(CAROL).signedIn();
    await gateway.admin('PATCH', `/api/admin/users/${CAROL}`, { isActive: false });
    try {
      expect(await carol.next('auth:session-revoked')).toMatchObject({ reason: 'deactivated' });
      await carol.next('disconnect');
      await alice.status(CAROL, false);
      const again = user(CAROL);
      expect(await again.next('authenticated')).toMatchObject({
        success: false,
        code: 'USER_INACTIVE',
      });
    } finally {
      await gateway.admin('PATCH', `/api/admin/users/${CAROL}`, { isActive: true });
    }
  });
});
