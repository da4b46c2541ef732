import { describe, expect, it } from 'vitest';
import {
  type Chat,
  createChat,
  readMessage,
  withConversations,
  withMessage,
  withOpened,
  withTyping,
} from '../src/demo/room/chat.js';
import { conversation, member } from './people.js';

const message = {
  id: 'm1',
  conversationId: 'c1',
  senderId: 'ann',
  content: 'hello',
  createdAt: '2026-01-15T12:00:00.000Z',
};

function chatWith(...steps: ((chat: Chat) => Partial<Chat>)[]): Chat {
  const chat = createChat();
  for (const step of steps) chat.setState(step);
  return chat.getState();
}

describe('a chat', () => {
  it('opens the first conversation, and keeps the open one while it is there', () => {
    const two = [conversation('c1'), conversation('c2')];
    const opened = chatWith(
      chat => withConversations(chat, two),
      chat => withOpened(chat, 'c2'),
      chat => withConversations(chat, two),
    );
    expect(opened.openId).toBe('c2');
    expect(withConversations(opened, [conversation('c1')]).openId).toBe('c1');
    expect(withConversations(opened, []).openId).toBeNull();
  });

  it('knows the names of all members', () => {
    const { names } = chatWith(chat =>
      withConversations(chat, [conversation('c1', [member('ann', { username: 'Ann' })])]),
    );
    expect(names.get('ann')).toBe('Ann');
  });

  it('takes a message once, though its sender is told twice', () => {
    const { messages } = chatWith(
      chat => withMessage(chat, message),
      chat => withMessage(chat, { ...message, content: 'again' }),
    );
    expect(messages.c1).toEqual([message]);
  });

  it('counts what is unread, until it is opened', () => {
    const chat = chatWith(one => withMessage(one, message));
    expect(chat.unread.c1).toBe(1);
    expect(withOpened(chat, 'c1').unread?.c1).toBe(0);
  });

  it('forgets that somebody types when their message is there', () => {
    const typing = { conversationId: 'c1', userId: 'ann' };
    const before = chatWith(chat => withTyping(chat, typing, 1));
    expect(Object.keys(before.typing.c1 ?? {})).toEqual(['ann']);
    expect(withMessage(before, message).typing?.c1).toEqual({});
  });
});

describe('a message from the wire', () => {
  it('may be named by id or messageId', () => {
    const { id, ...rest } = message;
    expect(readMessage({ ...rest, messageId: id })).toEqual(message);
    expect(readMessage({ ...message, messageId: id })).toEqual(message);
  });

  it.each([undefined, null, 'x', {}, { ...message, content: 5 }, { ...message, id: '' }])(
    'like %j is none',
    payload => {
      expect(readMessage(payload)).toBeNull();
    },
  );
});
