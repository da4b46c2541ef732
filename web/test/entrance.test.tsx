import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrive, leave, useEntrance } from '../src/demo/entrance/entrance.js';
import { EntrancePage } from '../src/demo/entrance/entrance-page.js';
import { storedSession, storeSession } from '../src/demo/gateway/session.js';
import { chooseLanguage } from '../src/design/preferences.js';

const doors = {
  people: [{ id: 'id-alice', username: 'alice', name: 'Alice Martin', role: 'USER' }],
  guestLinks: [{ linkId: 'mshy_demo', conversation: 'Team' }],
};
const signedIn = {
  token: 'token-of-alice',
  user: { id: 'id-alice', username: 'alice', name: 'Alice Martin', language: 'fr' },
};

type Answer = { status?: number; body: unknown };
let answers: Record<string, Answer>;
let requests: { path: string; body: unknown }[];

beforeEach(() => {
  requests = [];
  answers = {
    '/demo/people': { body: { success: true, data: doors } },
    '/demo/sign-in': { body: { success: true, data: signedIn } },
  };
  vi.stubGlobal('fetch', async (path: string, init?: { body?: string }) => {
    requests.push({ path, body: init?.body && JSON.parse(init.body) });
    const answer = answers[path];
    if (!answer) throw new TypeError('nobody there');
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 });
  });
  chooseLanguage('en');
});

afterEach(() => {
  cleanup();
  leave();
  useEntrance.setState({ doors: null, trouble: null });
  vi.unstubAllGlobals();
});

describe('the entrance', () => {
  it('lets anybody in with one click, and remembers them for this tab', async () => {
    await arrive(at(''));
    render(<EntrancePage />);
    fireEvent.click(screen.getByTestId('sign-in-alice'));
    await waitFor(() => expect(useEntrance.getState().room?.session.userId).toBe('id-alice'));
    expect(storedSession()).toMatchObject({ credential: 'token-of-alice', kind: 'registered' });
  });

  it('signs in whom the address names', async () => {
    await arrive(at('?as=alice'));
    expect(requests[0]).toEqual({ path: '/demo/sign-in', body: { username: 'alice' } });
    expect(useEntrance.getState().room?.session.username).toBe('alice');
  });

  it('uses what the tab has kept instead of signing in again', async () => {
    storeSession({
      kind: 'registered',
      credential: 'kept',
      userId: 'id-alice',
      username: 'alice',
      name: 'Alice',
    });
    await arrive(at('?as=alice'));
    expect(useEntrance.getState().room?.session.credential).toBe('kept');
    expect(requests.map(({ path }) => path)).not.toContain('/demo/sign-in');
  });

  it('takes a guest by name, and offers another name when it is taken', async () => {
    answers['/api/anonymous/join/mshy_demo'] = {
      status: 409,
      body: { success: false, error: 'This name is taken', suggestedNickname: 'Gil2' },
    };
    await arrive(at(''));
    render(<EntrancePage />);
    const field = screen.getByTestId<HTMLInputElement>('guest-name-mshy_demo');
    fireEvent.change(field, { target: { value: 'Gil Roux' } });
    fireEvent.click(screen.getByTestId('guest-join-mshy_demo'));
    fireEvent.click(await screen.findByText('Take “Gil2”'));
    expect(field.value).toBe('Gil2');
    expect(requests.at(-1)?.body).toEqual({
      username: 'Gil Roux',
      firstName: 'Gil',
      lastName: 'Roux',
      language: 'en',
    });
  });

  it('says when the gateway does not answer, and tries again when told to', async () => {
    answers = {};
    await arrive(at(''));
    render(<EntrancePage />);
    expect(screen.getByTestId('trouble').textContent).toContain('does not answer');
    answers['/demo/people'] = { body: { success: true, data: doors } };
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByTestId('sign-in-alice')).toBeDefined();
    expect(screen.queryByTestId('trouble')).toBeNull();
  });

  it('speaks French and English', async () => {
    await arrive(at(''));
    render(<EntrancePage />);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Who is here?');
    fireEvent.click(screen.getByTestId('lang-fr'));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Qui est là ?');
    expect(screen.getByTestId('lang-fr').getAttribute('aria-pressed')).toBe('true');
  });
});

function at(search: string): Location {
  return { search } as Location;
}
