import { request } from './request.js';
import type { Session } from './session.js';

export interface DemoPerson {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
}

export interface GuestLink {
  readonly linkId: string;
  readonly conversation: string;
}

export interface Doors {
  readonly people: readonly DemoPerson[];
  readonly guestLinks: readonly GuestLink[];
}

export async function loadDoors(): Promise<Doors> {
  return request<Doors>('/demo/people');
}

export async function signIn(username: string): Promise<Session> {
  const { token, user } = await request<{
    token: string;
    user: { id: string; username: string; name: string };
  }>('/demo/sign-in', { body: { username } });
  return {
    kind: 'registered',
    credential: token,
    userId: user.id,
    username: user.username,
    name: user.name,
  };
}

export async function joinAsGuest(
  linkId: string,
  name: string,
  language: string,
): Promise<Session> {
  const [firstName = name, ...rest] = name.split(/\s+/);
  const { sessionToken, participant } = await request<{
    sessionToken: string;
    participant: { id: string; username: string };
  }>(`/api/anonymous/join/${encodeURIComponent(linkId)}`, {
    body: { username: name, firstName, lastName: rest.join(' '), language },
  });
  return {
    kind: 'guest',
    credential: sessionToken,
    userId: participant.id,
    username: participant.username,
    name: participant.username,
  };
}
