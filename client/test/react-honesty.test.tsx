// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Profiler, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PresenceClient } from '../src/index.js';
import {
  OnlineIndicator,
  PresenceProvider,
  useManualStatusRefresh,
  useRealtimeStatus,
} from '../src/react/index.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedSocket } from './scripted-socket.js';
import { noon, record, World } from './world.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Everything that was ever drawn of some dots, in order: each drawing as `ann:online`, uncertain ones with a question mark. */
function drawings(client: PresenceClient, ...userIds: string[]): string[] {
  const drawn: string[] = [];
  function Dot({ userId }: { userId: string }) {
    const { status, isCertain } = useRealtimeStatus(userId);
    const line = `${userId}:${status}${isCertain ? '' : '?'}`;
    return (
      <Profiler id={line} onRender={() => drawn.push(line)}>
        <i>{line}</i>
        <OnlineIndicator userId={userId} />
      </Profiler>
    );
  }
  render(
    <PresenceProvider client={client}>
      {userIds.map(userId => (
        <Dot key={userId} userId={userId} />
      ))}
    </PresenceProvider>,
  );
  return drawn;
}

/** What `drawn` holds without repetitions of the same line in a row for each person. */
function changes(drawn: readonly string[], userId: string): string[] {
  const own = drawn.filter(line => line.startsWith(`${userId}:`));
  return own.filter((line, index) => line !== own[index - 1]).map(line => line.split(':')[1] ?? '');
}

/** As a socket does: each packet in a task of its own, and no `act` around that would hide what is drawn in between. */
async function packet(deliver: () => void): Promise<void> {
  await act(async () => {
    deliver();
    await new Promise(done => setTimeout(done));
  });
}

describe('a connection that is lost', () => {
  it('and resumed fades the dots and brings them back, with nothing in between', async () => {
    const world = new World().signIn(record('ann'), record('ben'));
    const drawn = drawings(world.client, 'ann', 'ben');
    await packet(() => world.socket.drop());
    await packet(() => world.accept());
    await packet(() =>
      world.snapshot([record('ben', { version: 2, isOnline: false })], {
        complete: false,
        resumed: true,
      }),
    );
    expect(changes(drawn, 'ann')).toEqual(['online', 'online?', 'online']);
    expect(changes(drawn, 'ben')).toEqual(['online', 'online?', 'away']);
  });

  it('and made anew from a snapshot in pages never draws anybody as gone who is there', async () => {
    const world = new World().signIn(record('ann'), record('ben'), record('eve'));
    const drawn = drawings(world.client, 'ann', 'ben', 'eve');
    await packet(() => world.socket.drop());
    await packet(() => world.accept());
    await packet(() => world.snapshot([record('ann')], { page: 1, pages: 2 }));
    await packet(() => world.snapshot([record('ben')], { page: 2, pages: 2 }));
    expect(changes(drawn, 'ann')).toEqual(['online', 'online?', 'online']);
    expect(changes(drawn, 'ben')).toEqual(['online', 'online?', 'online']);
    // No longer to be seen: told with the same drawing in which the rest is certain again.
    expect(changes(drawn, 'eve')).toEqual(['online', 'online?', 'offline']);
  });

  it('again and again stays at the first moment of which something is known', () => {
    const world = new World().signIn(record('ann'));
    world.socket.drop();
    const lostAt = world.clock.now();
    for (let tries = 0; tries < 5; tries++) {
      world.clock.advance(1_000);
      world.socket.receive('connect_error', new Error('xhr poll error'));
      world.accept();
      world.socket.drop();
    }
    expect(world.client.connection).toEqual({ phase: 'uncertain', certainAt: lostAt });
  });
});

describe('a manual refresh', () => {
  function Button({ userIds, children }: { userIds: readonly string[]; children?: ReactNode }) {
    const { refresh, isRefreshing, outcome } = useManualStatusRefresh(userIds);
    return (
      <button type="button" data-testid="refresh" disabled={isRefreshing} onClick={refresh}>
        {children}
        {outcome?.kind}
      </button>
    );
  }

  function page(client: PresenceClient | null): HTMLElement {
    render(
      <PresenceProvider client={client}>
        <Button userIds={['ann']} />
        <OnlineIndicator userId="ann" data-testid="dot" />
      </PresenceProvider>,
    );
    return screen.getByTestId('refresh');
  }

  it('asks when the button is pressed, and only then', async () => {
    const users = [record('ann')];
    const fetched = vi.fn(async () => Response.json({ success: true, data: { users } }));
    vi.stubGlobal('fetch', fetched);
    const clock = new ManualClock(noon);
    const client = new PresenceClient(new ScriptedSocket(), { clock, rest: { token: 't' } });
    const button = page(client);
    expect(fetched).not.toHaveBeenCalled();

    fireEvent.click(button);
    await waitFor(() => expect(button.textContent).toBe('refreshed'));
    expect(screen.getByTestId('dot').dataset.status).toBe('online');

    fireEvent.click(button);
    await waitFor(() => expect(button.textContent).toBe('too-soon'));
    act(() => clock.advance(60_000));
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('without anybody signed in says so', async () => {
    const button = page(null);
    fireEvent.click(button);
    await waitFor(() => expect(button.textContent).toBe('failed'));
  });
});
