import { PresenceClient } from '@meeshy/presence';
import { PresenceProvider } from '@meeshy/presence/react';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChat, withConversations, withMessage, withOpened } from '../src/demo/room/chat.js';
import { createDevices } from '../src/demo/room/devices.js';
import { createEventLog, log } from '../src/demo/room/event-log.js';
import type { Room } from '../src/demo/room/room.js';
import { RoomPage } from '../src/demo/room-page/room-page.js';
import { chooseLanguage } from '../src/design/preferences.js';
import { conversation, member } from './people.js';

const now = new Date().toISOString();

beforeEach(() => chooseLanguage('en'));
afterEach(cleanup);

/** A room whose gateway is the test. */
function openedRoom(send: Room['send'] = async () => true) {
  const listeners = new Map<string, (payload: unknown) => void>();
  const presence = new PresenceClient({
    connected: true,
    active: true,
    on: (event, listener) => listeners.set(event, listener),
    off: () => {},
    disconnect: () => {},
  });
  const chat = createChat();
  const members = [member('me', { username: 'Alice' }), member('ben', { username: 'Ben' })];
  chat.setState(state =>
    withConversations(state, [conversation('c1', members), conversation('c2')]),
  );
  presence.learn(members);
  const room: Room = {
    session: {
      kind: 'registered',
      credential: 'x',
      userId: 'me',
      username: 'alice',
      name: 'Alice',
    },
    presence,
    chat,
    eventLog: createEventLog(),
    open: id => chat.setState(state => withOpened(state, id)),
    send,
    typing: vi.fn(),
    loseNetwork: vi.fn(),
    devices: createDevices(),
    close: () => {},
  };
  render(
    <StrictMode>
      <PresenceProvider client={presence}>
        <RoomPage room={room} />
      </PresenceProvider>
    </StrictMode>,
  );
  const receive = (event: string, payload: unknown) => act(() => listeners.get(event)?.(payload));
  return { room, receive };
}

describe('the room', () => {
  it('shows a dot per person and moves it when the gateway says so', () => {
    const { receive } = openedRoom();
    expect(screen.getByTestId('dot-ben').dataset.status).toBe('offline');
    expect(screen.getByTestId('group-offline').textContent).toContain('2');

    receive('user:status', {
      ...member('ben', { username: 'Ben', isOnline: true, lastActiveAt: now, version: 2 }),
    });
    expect(screen.getByTestId('dot-ben').dataset.status).toBe('online');
    expect(screen.getByTestId('group-online').textContent).toContain('1');
    expect(screen.getByTestId('person-Ben').textContent).toContain('active just now');
  });

  it('marks what is unread in the conversations that are not open', () => {
    const { room } = openedRoom();
    const message = {
      id: 'm',
      conversationId: 'c2',
      senderId: 'ben',
      content: 'hi',
      createdAt: now,
    };
    act(() => room.chat.setState(state => withMessage(state, message)));
    expect(screen.getByLabelText('1 unread')).toBeDefined();
    fireEvent.click(screen.getByTestId('conversation-c2'));
    expect(screen.queryByLabelText('1 unread')).toBeNull();
    expect(screen.getByTestId('message').textContent).toContain('hi');
  });

  it('keeps a message that did not go out', async () => {
    openedRoom(async () => false);
    const field = screen.getByTestId<HTMLInputElement>('composer');
    fireEvent.change(field, { target: { value: 'hello' } });
    fireEvent.click(screen.getByTestId('send'));
    expect((await screen.findByRole('alert')).textContent).toContain('did not go out');
    await waitFor(() => expect(field.value).toBe('hello'));
  });

  it('says once that one types, and once that one stopped', () => {
    const { room } = openedRoom();
    const field = screen.getByTestId('composer');
    for (const value of ['h', 'he', 'hel']) fireEvent.change(field, { target: { value } });
    fireEvent.blur(field);
    expect(vi.mocked(room.typing).mock.calls).toEqual([[true], [false]]);
  });

  it('writes down what arrives, in the language of the page', () => {
    const { room } = openedRoom();
    act(() =>
      log(room.eventLog, {
        at: Date.now(),
        event: 'user:status',
        kind: 'edge',
        userId: 'ben',
        detail: 'online',
        latencyMs: 4,
      }),
    );
    const eventLog = screen.getByTestId('event-log');
    expect(eventLog.textContent).toContain('Ben is here');
    expect(eventLog.textContent).toContain('4 ms');
    fireEvent.click(screen.getByTestId('lang-fr'));
    expect(eventLog.textContent).toContain('Ben est là');
  });

  it('says that the session was ended, and offers the way back', () => {
    const { receive } = openedRoom();
    receive('authenticated', { success: false, error: 'no' });
    expect(screen.getByTestId('connection-state').dataset.phase).toBe('closed');
    expect(screen.getByRole('alert').textContent).toContain('did not recognise');
    expect(screen.getByText('Come back')).toBeDefined();
  });
});
