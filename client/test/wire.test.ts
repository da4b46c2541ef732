import { describe, expect, it } from 'vitest';
import {
  decodeAuthenticated,
  decodeDigest,
  decodeJoined,
  decodeMembership,
  decodePresence,
  decodeSize,
  decodeSnapshot,
} from '../src/wire/decoding.js';
import { contract, wireExamples } from './contract.js';
import { WireTypes } from './wire-types.js';

const types = new WireTypes();
const fromGateway = types.events('ServerEvents');
const fromBrowser = types.events('ClientEvents');
const examples = wireExamples().filter(({ example }) => 'event' in example);

function eventOf(example: Record<string, unknown>) {
  const events = example.from === 'client' ? fromBrowser : fromGateway;
  const event = events.get(String(example.event));
  if (!event) throw new Error(`No type for ${example.event}`);
  return event;
}

describe('the examples of the contract', () => {
  it.each(examples)('$file is of the type, to the last field', ({ example }) => {
    const { payload, ack } = eventOf(example);
    expect(types.problems(example.payload, payload)).toEqual([]);
    if ('ack' in example) {
      expect(ack).toBeDefined();
      expect(ack && types.problems(example.ack, ack)).toEqual([]);
    }
  });

  it('show every field of the types, in both directions', () => {
    for (const { example } of examples) {
      const { payload, ack } = eventOf(example);
      types.problems(example.payload, payload);
      if (ack) types.problems(example.ack, ack);
    }
    for (const [name, { payload, ack }] of [...fromGateway, ...fromBrowser]) {
      expect(types.unshown(payload, name)).toEqual([]);
      if (ack) expect(types.unshown(ack, `ack of ${name}`)).toEqual([]);
    }
  });

  it('would be found wrong with a field more, a field less, or another type', () => {
    const type = eventOf({ event: 'user:status' }).payload;
    const { payload } = contract('wire/user-status.json') as { payload: Record<string, unknown> };
    const { version, ...less } = payload;
    expect(types.problems(payload, type)).toEqual([]);
    expect(types.problems({ ...payload, mood: 1 }, type)).toEqual([
      '$.mood is unknown to the type',
    ]);
    expect(types.problems(less, type)).toEqual(['$.version is missing']);
    expect(types.problems({ ...less, version: String(version) }, type)).toEqual([
      '$.version is no number',
    ]);
  });

  it('of the answer to a refresh is of its type', () => {
    const { body } = contract('wire/rest-users-presence.json') as { body: unknown };
    expect(types.problems(body, types.named('PresenceAnswer'))).toEqual([]);
    expect(types.unshown(types.named('PresenceAnswer'))).toEqual([]);
  });

  it('are decoded without loss', () => {
    for (const { example } of examples) {
      if (example.event === 'user:status') {
        const { conversations = [], ...record } = example.payload as Record<string, unknown>;
        expect(decodePresence(example.payload)).toEqual(record);
        expect(decodeJoined(example.payload)).toEqual(conversations);
      }
      if (example.event === 'authenticated') {
        expect(decodeAuthenticated(example.payload)).toEqual(example.payload);
      }
      if (example.event === 'presence:snapshot') {
        const { users, page, pages, complete, resumed, conversations } = example.payload as Record<
          string,
          unknown
        >;
        expect(decodeSnapshot(example.payload)).toMatchObject({
          records: users,
          malformed: 0,
          page,
          pages,
          complete,
          resumed: resumed ?? false,
          conversations: conversations ? new Map(Object.entries(conversations)) : null,
        });
      }
      if (example.event === 'presence:digest') {
        expect(decodeDigest(example.payload)).toEqual(example.payload);
      }
      if (example.event === 'conversation:member-left') {
        expect(decodeMembership(example.payload)).toEqual(example.payload);
      }
      if (example.event === 'conversation:size') {
        expect(decodeSize(example.payload)).toEqual(example.payload);
      }
    }
  });

  it('of REST answers carry presence that the client can take over', () => {
    const carriers = wireExamples().filter(({ file }) => /presence|participants/.test(file));
    const answers = carriers.filter(({ example }) => 'rest' in example);
    expect(answers).toHaveLength(2);
    for (const { example } of answers) {
      const { data } = example.body as { data: Record<string, unknown[]> };
      const people = data.users ?? data.participants ?? [];
      expect(people.length).toBeGreaterThan(0);
      for (const person of people) expect(decodePresence(person)).not.toBeNull();
    }
  });
});

describe('a payload that breaks the contract', () => {
  const valid = {
    userId: 'a',
    username: 'A',
    isAnonymous: false,
    isOnline: true,
    lastActiveAt: null,
    lastSeen: null,
    version: 1,
  };

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'alice'],
    ['a list', [valid]],
    ['no person', { ...valid, userId: undefined }],
    ['an empty id', { ...valid, userId: '' }],
    ['a number as id', { ...valid, userId: 7 }],
    ['text as connection', { ...valid, isOnline: 'true' }],
    ['no version', { ...valid, version: undefined }],
    ['an endless version', { ...valid, version: Number.POSITIVE_INFINITY }],
    ['a number as moment', { ...valid, lastActiveAt: 12 }],
    ['an object as last seen', { ...valid, lastSeen: {} }],
  ])('%s is no presence', (_, payload) => {
    expect(decodePresence(payload)).toBeNull();
  });

  it('loses only what cannot be read', () => {
    expect(decodePresence({ ...valid, lastActiveAt: 'yesterday', extra: 1 })).toEqual(valid);
  });

  it('is no snapshot either', () => {
    expect(decodeSnapshot({})).toBeNull();
    expect(decodeSnapshot({ users: 'all' })).toBeNull();
    expect(decodeSnapshot({ users: [], page: 3, pages: 2 })).toBeNull();
    expect(decodeSnapshot({ users: [valid, null] })).toMatchObject({
      records: [valid],
      malformed: 1,
    });
  });
});
