// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { version } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { PresenceLanguage } from '../src/index.js';
import { LastSeen, OnlineIndicator, PresenceProvider } from '../src/react/index.js';
import { iso, minute, noon, record, World } from './world.js';

afterEach(cleanup);

const spanish: PresenceLanguage = {
  locale: 'es',
  status: { online: 'En línea', away: 'Ausente', offline: 'Desconectado' },
  lastSeen: moment => `visto ${moment}`,
  justNow: 'ahora mismo',
  uncertain: moment => `sin conexión, estado de ${moment}`,
};

function gone(msBeforeNoon: number) {
  const lastSeen = iso(Date.parse(noon) - msBeforeNoon);
  return { isOnline: false, lastActiveAt: lastSeen, lastSeen };
}

it('runs with the React it is meant to run with', () => {
  expect(version.split('.')[0]).toBe(process.env.REACT_MAJOR);
});

describe('last seen', () => {
  it('tells when, to people and to machines, and grows older by itself', () => {
    const { client, clock, socket } = new World().signIn(record('ann', gone(3 * minute)));
    render(
      <PresenceProvider client={client}>
        <LastSeen userId="ann" data-testid="seen" />
      </PresenceProvider>,
    );
    const seen = screen.getByTestId<HTMLTimeElement>('seen');
    expect(seen.textContent).toBe('last seen 3 minutes ago');
    expect(seen.dateTime).toBe('2026-01-15T11:57:00.000Z');
    expect(seen.title).toContain('2026');

    act(() => clock.advance(minute));
    expect(seen.textContent).toBe('last seen 4 minutes ago');
    act(() => clock.advance(57 * minute));
    expect(seen.textContent).toBe('last seen 1 hour ago');
    expect(socket.emitted).toEqual([]);
  });

  it('of somebody who has just gone says so, and then counts', () => {
    const { client, clock } = new World().signIn(record('ann', gone(30_000)));
    render(
      <PresenceProvider client={client} language="fr">
        <LastSeen userId="ann" data-testid="seen" />
      </PresenceProvider>,
    );
    expect(screen.getByTestId('seen').textContent).toBe('vu à l’instant');
    act(() => clock.advance(30_000));
    expect(screen.getByTestId('seen').textContent).toBe('vu il y a 1 minute');
  });

  it('is nothing, or what is given instead, while somebody is online or a stranger', () => {
    const { client, socket } = new World().signIn(record('ann'));
    render(
      <PresenceProvider client={client}>
        <p data-testid="row">
          <LastSeen userId="ann" otherwise="here" />
          <LastSeen userId="nobody" />
        </p>
      </PresenceProvider>,
    );
    expect(screen.getByTestId('row').textContent).toBe('here');
    act(() => socket.receive('user:status', record('ann', { ...gone(minute), version: 2 })));
    expect(screen.getByTestId('row').textContent).toBe('last seen 1 minute ago');
  });

  it('of many people takes one timer, and none when they are gone from the page', () => {
    const people = Array.from({ length: 50 }, (_, n) =>
      record(`p${n}`, { ...gone((40 + n) * minute) }),
    );
    const { client, clock } = new World().signIn(...people);
    const before = clock.pending;
    const { unmount } = render(
      <PresenceProvider client={client}>
        {people.map(({ userId }) => (
          <LastSeen key={userId} userId={userId} />
        ))}
      </PresenceProvider>,
    );
    expect(clock.pending).toBe(before + 1);
    unmount();
    expect(clock.pending).toBe(before);
  });
});

describe('a language of your own', () => {
  it('is used for the status, for times and for what is uncertain', () => {
    const { client, socket } = new World().signIn(record('ann', gone(3 * minute)));
    render(
      <PresenceProvider client={client} language={spanish}>
        <OnlineIndicator userId="ann" data-testid="dot" />
      </PresenceProvider>,
    );
    const dot = screen.getByTestId('dot');
    expect(dot.title).toBe('Ausente, visto hace 3 minutos');
    act(() => socket.drop());
    expect(dot.title).toBe('Ausente, visto hace 3 minutos, sin conexión, estado de ahora mismo');
  });
});
