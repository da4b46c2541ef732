import { create } from 'zustand';
import { GatewayRefusal } from '../gateway/request.js';
import { type Session, storedSession, storeSession } from '../gateway/session.js';
import { type Doors, joinAsGuest, loadDoors, signIn } from '../gateway/sign-in.js';
import { openRoom, type Room } from '../room/room.js';

export type Trouble =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly message: string; readonly suggestion: string | null };

interface Entrance {
  readonly doors: Doors | null;
  readonly room: Room | null;
  /** Somebody is on the way in. */
  readonly entering: boolean;
  readonly trouble: Trouble | null;
}

/** The way in: who can be chosen, and the room of whoever is inside. */
export const useEntrance = create<Entrance>(() => ({
  doors: null,
  room: null,
  entering: false,
  trouble: null,
}));

/** What a tab does when it opens: `?as=alice` wins, then who this tab was before the reload. */
export async function arrive(address: Location = location): Promise<void> {
  const wanted = new URLSearchParams(address.search).get('as');
  const stored = storedSession();
  if (stored && (!wanted || stored.username === wanted)) enter(stored);
  else if (wanted) await enterAs(wanted);
  await showDoors();
}

export async function showDoors(): Promise<void> {
  const doors = await attempt(loadDoors);
  if (!doors) return;
  // Why somebody was refused stays to be read; that nobody answered is over.
  useEntrance.setState(({ trouble }) => ({
    doors,
    trouble: trouble?.kind === 'unreachable' ? null : trouble,
  }));
}

export async function enterAs(username: string): Promise<void> {
  await enterWith(() => signIn(username));
}

export async function enterAsGuest(linkId: string, name: string, language: string): Promise<void> {
  await enterWith(() => joinAsGuest(linkId, name, language));
}

/** Once more with the same person, after the gateway ended the connection. */
export async function comeBack(session: Session): Promise<void> {
  if (session.kind === 'registered') await enterAs(session.username);
  else enter(session);
}

export function leave(): void {
  useEntrance.getState().room?.close();
  storeSession(null);
  history.replaceState(null, '', location.pathname);
  useEntrance.setState({ room: null, trouble: null });
}

async function enterWith(obtain: () => Promise<Session>): Promise<void> {
  useEntrance.setState({ entering: true, trouble: null });
  const session = await attempt(obtain);
  useEntrance.setState({ entering: false });
  if (session) enter(session);
}

function enter(session: Session): void {
  useEntrance.getState().room?.close();
  storeSession(session);
  useEntrance.setState({ room: openRoom(session), trouble: null });
}

async function attempt<Value>(action: () => Promise<Value>): Promise<Value | null> {
  try {
    return await action();
  } catch (error) {
    useEntrance.setState({ trouble: troubleOf(error) });
    return null;
  }
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof GatewayRefusal)) return { kind: 'unreachable' };
  const { suggestedNickname } = error.answer;
  const suggestion = typeof suggestedNickname === 'string' ? suggestedNickname : null;
  return { kind: 'refused', message: error.message, suggestion };
}
