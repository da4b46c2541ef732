// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  OnlineIndicator,
  PresenceProvider,
  useConnectionState,
  useRealtimeStatus,
  useStatuses,
} from '../src/react/index.js';
import { record, World } from './world.js';

afterEach(cleanup);

function Dot({ userId }: { userId: string }) {
  return <OnlineIndicator userId={userId} data-testid={`dot-${userId}`} />;
}

function Crowd({ userIds, onRender }: { userIds: readonly string[]; onRender: () => void }) {
  onRender();
  return <i data-testid="crowd">{useStatuses(userIds).join(' ')}</i>;
}

function OwnDot({ userId }: { userId: string }) {
  const { status, colour, label, isOnline, isCertain } = useRealtimeStatus(userId);
  const { phase } = useConnectionState();
  return <i data-testid="own">{[status, colour, label, isOnline, isCertain, phase].join(' ')}</i>;
}

describe('hooks', () => {
  it('give the connection and all that a dot of your own needs', () => {
    const { client, socket } = new World().signIn(record('ann', { isOnline: false }));
    render(
      <PresenceProvider client={client} language="fr">
        <OwnDot userId="ann" />
      </PresenceProvider>,
    );
    const own = screen.getByTestId('own');
    expect(own.textContent).toBe('away #f59e0b Absent false true online');
    act(() => socket.drop());
    expect(own.textContent).toBe('away #f59e0b Absent false false uncertain');
  });

  it('give the statuses of several people, rendering only when one of them changes', () => {
    const { client, socket } = new World().signIn(record('ann'), record('ben'), record('cid'));
    const onRender = vi.fn();
    const userIds = ['ann', 'nobody', 'ben'];
    render(
      <PresenceProvider client={client}>
        <Crowd userIds={userIds} onRender={onRender} />
      </PresenceProvider>,
    );
    act(() => socket.receive('user:status', record('cid', { version: 2, isOnline: false })));
    expect(onRender).toHaveBeenCalledTimes(1);
    act(() => socket.receive('user:status', record('ben', { version: 2, isOnline: false })));
    expect(screen.getByTestId('crowd').textContent).toBe('online offline away');
  });

  it('outside of a provider say what is missing', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<Dot userId="ann" />)).toThrow(/PresenceProvider/);
  });
});
