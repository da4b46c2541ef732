import { describe, expect, it } from 'vitest';
import type { ClientEvents, ServerEvents } from '../src/index.js';
import {
  decodeAuthenticated,
  decodeDigest,
  decodeJoined,
  decodeMembership,
  decodePresence,
  decodeSize,
  decodeSnapshot,
} from '../src/wire/decoding.js';
import { wireExamples } from './contract.js';

/*
 * The types cannot be read at run time, so the shapes are written once more here as data. `satisfies` makes the compiler hold
 * them to the interfaces, and the test holds the examples to them.
 */
type Shape<Payload> = { [Field in keyof Required<Payload>]: 'required' | 'optional' };
type PayloadOf<Listener> = Listener extends (payload: infer Payload, ...rest: never[]) => void
  ? Payload
  : never;
type Shapes<Events> = {
  [Name in keyof Events]: PayloadOf<Events[Name]> extends infer Payload
    ? Payload extends unknown
      ? Shape<Payload>
      : never
    : never;
};

const required = 'required';
const optional = 'optional';
const membership = { conversationId: required, userId: required } as const;
const typing = { ...membership, username: optional } as const;
const conversation = { conversationId: required } as const;

const fromGateway = {
  authenticated: {
    success: required,
    user: required,
    serverTime: required,
    version: required,
    thresholds: optional,
  },
  'user:status': {
    userId: required,
    username: required,
    isOnline: required,
    lastActiveAt: required,
    lastSeen: required,
    version: required,
    conversations: optional,
  },
  'presence:snapshot': {
    users: required,
    serverTime: required,
    page: optional,
    pages: optional,
    complete: optional,
    resumed: optional,
    conversations: optional,
  },
  'presence:digest': {
    conversationId: required,
    count: required,
    hash: required,
    since: required,
    until: required,
    recent: optional,
  },
  error: { message: required, code: optional },
  'message:new': {
    id: required,
    messageId: optional,
    conversationId: required,
    senderId: required,
    senderName: optional,
    content: required,
    createdAt: required,
  },
  'typing:start': typing,
  'typing:stop': typing,
  'conversation:joined': membership,
  'conversation:left': membership,
  'conversation:member-left': membership,
  'conversation:size': { conversationId: required, isLarge: required },
  'conversation:join-error': { conversationId: required, reason: required, message: required },
  'conversation:online_stats': {
    conversationId: required,
    onlineCount: required,
    updatedAt: required,
  },
  'heartbeat:ack': { serverTime: required },
  'auth:token-expired': { code: required, message: required },
  'auth:session-revoked': { code: required, message: required, reason: required },
} satisfies Shapes<ServerEvents>;

const fromBrowser = {
  authenticate: { token: optional, sessionToken: optional, language: optional },
  'conversation:join': conversation,
  'conversation:leave': conversation,
  'typing:start': conversation,
  'typing:stop': conversation,
  'message:send': { ...conversation, content: required },
  heartbeat: { clientTime: optional },
  'presence:repair': conversation,
} satisfies Shapes<ClientEvents>;

const refused = { success: required, error: required };
const examples = wireExamples().filter(({ example }) => 'event' in example);

describe('the examples of the contract', () => {
  it.each(examples)('$file has exactly the fields of the types', ({ example }) => {
    const payload = example.payload as Record<string, unknown>;
    const shapes: Record<string, Record<string, string>> = example.from === 'client'
      ? fromBrowser
      : fromGateway;
    const shape = payload.success === false ? refused : shapes[String(example.event)];
    expect(shape, `no type for ${example.event}`).toBeDefined();
    for (const field of Object.keys(payload)) expect(Object.keys(shape ?? {})).toContain(field);
    for (const [field, need] of Object.entries(shape ?? {})) {
      if (need === required) expect(payload).toHaveProperty(field);
    }
  });

  it('cover every event of both directions', () => {
    const shown = (client: boolean) =>
      examples
        .filter(({ example }) => (example.from === 'client') === client)
        .map(({ example }) => example.event);
    expect(new Set(shown(false))).toEqual(new Set(Object.keys(fromGateway)));
    expect(new Set(shown(true))).toEqual(new Set(Object.keys(fromBrowser)));
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
