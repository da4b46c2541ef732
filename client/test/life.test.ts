import { describe, expect, it } from 'vitest';
import { type Action, type Life, live, unborn } from '../src/life.js';

const user = { id: 'me', language: 'fr', isAnonymous: false };
const other = { ...user, id: 'other' };
const ending = { reason: 'expired', message: 'over' } as const;
const uncertain = { phase: 'uncertain', certainAt: 3 } as const;
const closed = { phase: 'closed', certainAt: 3, reason: 'server', message: '' } as const;

/** Let in, told everything and online: rows name what differs from it. */
const online: Life = { ...unborn, shown: { phase: 'online' }, line: 'in', viewer: user, view: 0 };

type Row = readonly [name: string, from: Partial<Life>, action: Action, to: Partial<Life>];

function authenticated(by = other): Action {
  return { type: 'authenticated', user: by };
}

function page(number: number, pages: number): Action {
  return { type: 'page', page: number, pages };
}

function disconnect(how: 'left' | 'lost' | 'server'): Action {
  return { type: 'disconnect', how, at: 7 };
}

const refused: Action = { type: 'refused', message: 'no', at: 7 };

const rows: readonly Row[] = [
  [
    'let in, awaits a snapshot',
    { ...unborn },
    authenticated(),
    { line: 'in', viewer: other, view: 'awaited' },
  ],
  [
    'let in again, starts anew',
    { line: 'out', pages: 2, view: 3, ending },
    authenticated(),
    { line: 'in', viewer: other, pages: 0, view: 'awaited', ending: null },
  ],
  [
    'let in again, shows what it showed',
    { line: 'out', shown: uncertain },
    authenticated(user),
    { line: 'in', view: 'awaited' },
  ],
  ['renewed, stays as it is', { pages: 1, view: 2, ending }, authenticated(), {}],

  ['told on one page, is told everything', { view: 'awaited' }, page(1, 1), { view: 0 }],
  ['on the first of three pages, awaits two', { view: 'awaited' }, page(1, 3), { pages: 2 }],
  ['on the next, awaits one', { view: 'awaited', pages: 2 }, page(2, 3), { pages: 1 }],
  [
    'on the last, is told everything',
    { view: 'awaited', pages: 1 },
    page(3, 3),
    { pages: 0, view: 0 },
  ],
  ['on a first page again, counts anew', { view: 'awaited', pages: 1 }, page(1, 3), { pages: 2 }],
  ['on a page without a first, is told nothing', { view: 'awaited' }, page(2, 2), { pages: -1 }],
  ['on a further first page, stays told', { view: 2 }, page(1, 2), { pages: 1 }],

  ['asking large conversations, counts them', {}, { type: 'asked', crowds: 2 }, { view: 2 }],
  ['answered by one of two, awaits the other', { view: 2 }, { type: 'answered' }, { view: 1 }],
  ['answered by the last, is told everything', { view: 1 }, { type: 'answered' }, { view: 0 }],
  ['answered without a question, stays told', { view: 0 }, { type: 'answered' }, {}],
  [
    'answered before a snapshot, still awaits it',
    { view: 'awaited' },
    { type: 'answered' },
    { view: 'awaited' },
  ],

  [
    'certain for the first time, is online',
    { shown: unborn.shown },
    { type: 'online' },
    { shown: online.shown },
  ],
  ['certain again, is online', { shown: uncertain }, { type: 'online' }, { shown: online.shown }],

  ['about to end, knows why', {}, { type: 'ending', ending }, { ending }],
  [
    'about to end, by the last reason',
    { ending },
    { type: 'ending', ending: { ...ending, reason: 'revoked' } },
    { ending: { ...ending, reason: 'revoked' } },
  ],

  [
    'lost, was certain until then',
    {},
    disconnect('lost'),
    { line: 'out', shown: { phase: 'uncertain', certainAt: 7 } },
  ],
  ['lost again, was certain before', { shown: uncertain }, disconnect('lost'), { line: 'out' }],
  [
    'lost before it was online, is still connecting',
    { shown: unborn.shown },
    disconnect('lost'),
    { line: 'out' },
  ],
  [
    'lost after an announced end, is closed by it',
    { ending },
    disconnect('lost'),
    { line: 'out', ending: null, shown: { phase: 'closed', certainAt: 7, ...ending } },
  ],
  [
    'ended by the gateway, says so',
    {},
    disconnect('server'),
    { line: 'out', shown: { ...closed, certainAt: 7 } },
  ],
  [
    'ended by the gateway for a reason, says it',
    { shown: uncertain, ending },
    disconnect('server'),
    { line: 'out', ending: null, shown: { ...closed, ...ending } },
  ],
  [
    'ended before it was online, was never certain',
    { shown: unborn.shown },
    disconnect('server'),
    { line: 'out', shown: { ...closed, certainAt: null } },
  ],
  [
    'left, says so even when an end was announced',
    { ending },
    disconnect('left'),
    { line: 'out', ending: null, shown: { ...closed, certainAt: 7, reason: 'left' } },
  ],
  [
    'closed, stays so',
    { shown: closed, ending },
    disconnect('left'),
    { line: 'out', ending: null },
  ],

  [
    'refused, is closed',
    { shown: unborn.shown },
    refused,
    { shown: { ...closed, certainAt: null, reason: 'refused', message: 'no' } },
  ],
  [
    'refused after it was online, was certain until then',
    {},
    refused,
    { shown: { ...closed, certainAt: 7, reason: 'refused', message: 'no' } },
  ],
  [
    'refused when it was closed, was certain before',
    { shown: closed },
    refused,
    { shown: { ...closed, reason: 'refused', message: 'no' } },
  ],
];

describe('a connection', () => {
  it.each(rows)('%s', (_, from, action, to) => {
    const before = Object.freeze({ ...online, ...from });
    expect(live(before, action)).toEqual({ ...before, ...to });
  });

  it('to which nothing happens is the same object', () => {
    expect(live(online, authenticated())).toBe(online);
    expect(live(online, { type: 'answered' })).toBe(online);
  });
});
