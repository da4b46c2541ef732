// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  OnlineIndicator,
  PresenceProvider,
  usePresence,
  useUserStatus,
} from '../src/react/index.js';
import { awayMs, iso, minute, noon, onlineMs, record, World } from './world.js';

afterEach(cleanup);

function dot(userId: string): HTMLElement {
  return screen.getByTestId(`dot-${userId}`);
}

function Dot({ userId }: { userId: string }) {
  return <OnlineIndicator userId={userId} data-testid={`dot-${userId}`} />;
}

interface ProbeProps {
  userId: string;
  onRender: () => void;
}

function Version({ userId, onRender }: ProbeProps) {
  onRender();
  return <i>{usePresence(userId)?.version}</i>;
}

function Status({ userId, onRender }: ProbeProps) {
  onRender();
  return <i data-testid="status">{useUserStatus(userId)}</i>;
}

describe('an indicator', () => {
  it('says by shape, text and attribute what its colour says', () => {
    const away = { lastActiveAt: iso(Date.parse(noon) - 12 * minute), username: 'Ann' };
    const { client } = new World().signIn(record('ann', away));
    render(
      <PresenceProvider client={client} language="fr">
        <Dot userId="ann" />
      </PresenceProvider>,
    );
    expect(dot('ann').dataset.status).toBe('away');
    expect(dot('ann').getAttribute('role')).toBe('img');
    expect(dot('ann').getAttribute('aria-label')).toBe('Ann: Absent, vu il y a 12 minutes');
    expect(dot('ann').title).toBe('Absent, vu il y a 12 minutes');
    expect(dot('ann').querySelector('path')).not.toBeNull();
  });

  it('shows the word when asked, and is not read twice', () => {
    const { client } = new World().signIn(record('ann'));
    render(
      <PresenceProvider client={client}>
        <OnlineIndicator userId="ann" label data-testid="dot-ann" />
      </PresenceProvider>,
    );
    expect(dot('ann').textContent).toBe('Online');
    expect(dot('ann').hasAttribute('aria-label')).toBe(false);
  });

  it('follows events and time', () => {
    const { client, socket, clock } = new World().signIn(record('ann', { isOnline: false }));
    render(
      <PresenceProvider client={client}>
        <Dot userId="ann" />
      </PresenceProvider>,
    );
    expect(dot('ann').dataset.status).toBe('away');
    act(() => socket.receive('user:status', record('ann', { version: 2 })));
    expect(dot('ann').dataset.status).toBe('online');
    act(() => clock.advance(onlineMs));
    expect(dot('ann').dataset.status).toBe('away');
    act(() => clock.advance(awayMs - onlineMs));
    expect(dot('ann').dataset.status).toBe('offline');
  });

  it('says since when it is uncertain while the connection is lost', () => {
    const world = new World().signIn(record('ann'));
    render(
      <PresenceProvider client={world.client}>
        <Dot userId="ann" />
      </PresenceProvider>,
    );
    act(() => world.socket.drop());
    expect(dot('ann').dataset).toMatchObject({ status: 'online', certain: 'false' });
    expect(dot('ann').title).toBe('Online, connection lost, state as of just now');
    act(() => void world.signIn(record('ann')));
    expect(dot('ann').dataset.certain).toBe('true');
  });

  it('swells when the status changes, but not for those who want no motion', () => {
    const animate = vi.fn();
    vi.spyOn(Element.prototype, 'animate').mockImplementation(animate);
    for (const [stillness, swellings] of [
      [false, 1],
      [true, 0],
    ] as const) {
      animate.mockClear();
      vi.stubGlobal('matchMedia', () => ({ matches: stillness }));
      const { client, socket } = new World().signIn(record('ann'));
      render(
        <PresenceProvider client={client}>
          <Dot userId="ann" />
        </PresenceProvider>,
      );
      act(() => socket.receive('user:status', record('ann', { version: 2, isOnline: false })));
      expect(animate).toHaveBeenCalledTimes(swellings);
      cleanup();
      vi.unstubAllGlobals();
    }
  });
});

describe('rendering', () => {
  it("happens for one dot when one person's presence changes", () => {
    const { client, socket } = new World().signIn(record('ann'), record('ben'), record('cid'));
    const renders: string[] = [];
    render(
      <PresenceProvider client={client}>
        {['ann', 'ben', 'cid'].map(userId => (
          <Version key={userId} userId={userId} onRender={() => renders.push(userId)} />
        ))}
      </PresenceProvider>,
    );
    expect(renders).toEqual(['ann', 'ben', 'cid']);
    act(() => socket.receive('user:status', record('ben', { version: 2 })));
    expect(renders).toEqual(['ann', 'ben', 'cid', 'ben']);
  });

  it('of a status happens at a change of status, not at every activity', () => {
    const { client, socket, clock } = new World().signIn(record('ann'));
    const onRender = vi.fn();
    render(
      <PresenceProvider client={client}>
        <Status userId="ann" onRender={onRender} />
      </PresenceProvider>,
    );
    clock.advance(minute);
    act(() =>
      socket.receive('user:status', record('ann', { version: 2, lastActiveAt: iso(clock.now()) })),
    );
    expect(onRender).toHaveBeenCalledTimes(1);
    act(() => clock.advance(onlineMs));
    expect(onRender).toHaveBeenCalledTimes(2);
    expect(screen.getByTestId('status').textContent).toBe('away');
  });

  it('of a storm happens a few times, and the last word is shown', async () => {
    const { client, socket } = new World().signIn(record('ann'));
    const onRender = vi.fn();
    render(
      <PresenceProvider client={client}>
        <Version userId="ann" onRender={onRender} />
      </PresenceProvider>,
    );
    await act(async () => {
      for (let version = 2; version <= 200; version++) {
        socket.receive('user:status', record('ann', { version }));
        await Promise.resolve();
      }
    });
    await waitFor(() => expect(screen.getByText('200')).toBeDefined());
    expect(onRender.mock.calls.length).toBeLessThan(100);
  });

  it('in StrictMode, mounted and unmounted, neither listens twice nor closes the client', () => {
    const { client, socket } = new World().signIn(record('ann'));
    const listeners = socket.listenerCount();
    for (let round = 0; round < 3; round++) {
      render(
        <StrictMode>
          <PresenceProvider client={client}>
            <Dot userId="ann" />
          </PresenceProvider>
        </StrictMode>,
      );
      act(() => socket.receive('user:status', record('ann', { version: 2 + round })));
      expect(dot('ann').dataset.status).toBe('online');
      cleanup();
    }
    expect(socket.listenerCount()).toBe(listeners);
    expect(client.connection.phase).toBe('online');
  });

  it('on the server knows nobody, and the browser takes over without complaint', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { client } = new World().signIn(record('ann'));
    const page = (of: typeof client | null) => (
      <PresenceProvider client={of}>
        <Dot userId="ann" />
      </PresenceProvider>
    );
    const container = document.createElement('div');
    document.body.append(container);
    container.innerHTML = renderToString(page(null));
    expect(container.innerHTML).toContain('data-status="offline"');

    const root = await act(() => hydrateRoot(container, page(client)));
    expect(container.innerHTML).toContain('data-status="online"');
    expect(complaint).not.toHaveBeenCalled();
    act(() => root.unmount());
    container.remove();
  });
});
