import { io, type Socket } from 'socket.io-client';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type ClientEvents,
  connectPresence,
  type PresenceSocket,
  type ServerEvents,
} from '../src/index.js';
import { ScriptedSocket } from './scripted-socket.js';

type Auth = (send: (payload: unknown) => void) => void;

async function authSentWith(credentials: Parameters<typeof connectPresence>[0]): Promise<unknown> {
  let auth: Auth = () => {};
  connectPresence({
    ...credentials,
    io: (_, options) => {
      auth = options.auth as Auth;
      return new ScriptedSocket();
    },
  });
  return new Promise(resolve => auth(resolve));
}

const unused = () => new ScriptedSocket();

describe('connecting', () => {
  it('sends a token as JWT', async () => {
    const sent = await authSentWith({ io: unused, token: 't' });
    expect(sent).toEqual({ token: 't', tokenType: 'jwt', presence: {} });
  });

  it('sends the session token of a guest', async () => {
    const sent = await authSentWith({ io: unused, sessionToken: 's' });
    expect(sent).toEqual({ sessionToken: 's', sessionType: 'anonymous', presence: {} });
  });

  it('asks for a fresh credential at each connection', async () => {
    const sent = await authSentWith({ io: unused, token: async () => 'fresh' });
    expect(sent).toEqual({ token: 'fresh', tokenType: 'jwt', presence: {} });
  });

  it('connects without credential when none is to be had, so that the gateway can say so', async () => {
    const sent = await authSentWith({ io: unused, token: () => Promise.reject(new Error('down')) });
    expect(sent).toEqual({});
  });

  it('passes further options to the socket', () => {
    let given: Record<string, unknown> = {};
    connectPresence({
      io: (url, options) => {
        given = { url, ...options };
        return new ScriptedSocket();
      },
      url: 'https://gateway.example',
      token: 't',
      socketOptions: { transports: ['websocket'] },
    });
    expect(given).toMatchObject({ url: 'https://gateway.example', transports: ['websocket'] });
  });

  it('works with the real io and leaves nothing running after close', () => {
    const client = connectPresence({ io, url: 'http://127.0.0.1:9', token: 't' });
    expect(client.connection.phase).toBe('connecting');
    client.close();
    expect(client.socket.active).toBe(false);
    expect(client.connection).toMatchObject({ phase: 'closed', reason: 'left' });
  });

  it('takes any socket of socket.io-client', () => {
    expectTypeOf<Socket>().toExtend<PresenceSocket>();
    expectTypeOf<Socket<ServerEvents, ClientEvents>>().toExtend<PresenceSocket>();
  });
});
