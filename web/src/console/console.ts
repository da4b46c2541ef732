import { io, type Socket } from 'socket.io-client';
import { create } from 'zustand';
import {
  type Credential,
  credentialFromAddress,
  storeCredential,
  storedCredential,
} from './credential.js';
import type { Answer, CleanupRun, Edge, HistoryPoint, Stats, Welcome } from './wire.js';

/** Fifteen minutes of points five seconds apart, as the gateway keeps them. */
const mostPoints = 180;
const mostEdges = 100;
/** Figures come each second. Without any for this long, what is shown is no longer now. */
const silenceMs = 4_000;

/** Why there is nobody inside. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

interface ConsoleState {
  /** `lost`: what is shown is of `freshAt`, and the connection is being tried again. */
  readonly phase: 'outside' | 'entering' | 'live' | 'lost';
  readonly refusal: Refusal | null;
  readonly welcome: Welcome | null;
  readonly stats: Stats | null;
  readonly points: readonly HistoryPoint[];
  /** The last second in which something was broadcast. */
  readonly lastBusy: HistoryPoint | null;
  /** The newest first. */
  readonly edges: readonly Edge[];
  /** Edges that were too many to be told one by one. */
  readonly skipped: number;
  /** Server time minus the time of this machine. */
  readonly offsetMs: number;
}

const outside: ConsoleState = {
  phase: 'outside',
  refusal: null,
  welcome: null,
  stats: null,
  points: [],
  lastBusy: null,
  edges: [],
  skipped: 0,
  offsetMs: 0,
};

export const useConsole = create<ConsoleState>(() => outside);

let socket: Socket | null = null;
let silence: ReturnType<typeof setTimeout> | undefined;

/** Takes up what the address or this tab already offers. */
export function arrive(): void {
  const offered = credentialFromAddress() ?? storedCredential();
  if (offered) enter(offered);
}

export function enter(credential: Credential): void {
  socket?.disconnect();
  useConsole.setState({ ...outside, phase: 'entering' });
  const entering = io('/admin', {
    auth: credential,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
  });
  socket = entering;
  entering.on('console:welcome', (welcome: Welcome) => {
    storeCredential(credential);
    welcomed(welcome);
  });
  entering.on('stats', heard);
  entering.on('edges', ({ edges, skipped }: { edges: Edge[]; skipped: number }) =>
    useConsole.setState(before => ({
      edges: newerOnes(edges, before.edges).concat(before.edges).slice(0, mostEdges),
      skipped: before.skipped + skipped,
    })),
  );
  entering.on('console:ended', ended);
  entering.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    // Refused by the gateway, or merely not reached: then the client goes on trying.
    if (!entering.active) ended({ code: error.data?.code ?? '', message: error.message });
    else if (!useConsole.getState().welcome)
      useConsole.setState({ refusal: { code: 'UNREACHABLE', message: error.message } });
  });
  entering.on('disconnect', () => {
    if (useConsole.getState().phase === 'live') useConsole.setState({ phase: 'lost' });
    if (!entering.active) entering.connect();
  });
}

export function leave(): void {
  storeCredential(null);
  close();
  useConsole.setState(outside, true);
}

/** The number of the newest edge that is known here. */
export function latestEdge(): number {
  return useConsole.getState().edges[0]?.number ?? -1;
}

/** Asks the gateway something. */
export function ask<Data>(event: string, payload: object = {}): Promise<Answer<Data>> {
  const asked = socket;
  if (!asked?.connected) return Promise.resolve(unanswered);
  return asked
    .timeout(10_000)
    .emitWithAck(event, payload)
    .catch(() => unanswered);
}

export function runCleanup(): Promise<Answer<CleanupRun>> {
  return ask<CleanupRun>('maintenance:cleanup');
}

export function disconnectPerson(userId: string): Promise<Answer<{ connectionsClosed: number }>> {
  return ask('person:disconnect', { userId });
}

/** The welcome has told some of them already. */
function newerOnes(told: readonly Edge[], known: readonly Edge[]): Edge[] {
  const newest = known[0]?.number ?? -1;
  return told.filter(edge => edge.number > newest);
}

const unanswered = { success: false, error: '', code: 'UNANSWERED' } as const;

function welcomed(welcome: Welcome): void {
  useConsole.setState({
    phase: 'live',
    refusal: null,
    welcome,
    points: welcome.history,
    lastBusy: welcome.history.findLast(point => point.latency) ?? null,
    edges: welcome.edges,
    skipped: 0,
    offsetMs: Date.parse(welcome.serverTime) - Date.now(),
  });
  watchSilence();
}

function heard(stats: Stats): void {
  useConsole.setState(before => ({
    phase: 'live',
    stats,
    lastBusy: stats.latency ? stats : before.lastBusy,
    points: stats.point ? [...before.points, stats.point].slice(-mostPoints) : before.points,
  }));
  watchSilence();
}

function watchSilence(): void {
  clearTimeout(silence);
  silence = setTimeout(() => useConsole.setState({ phase: 'lost' }), silenceMs);
}

function ended(refusal: Refusal): void {
  storeCredential(null);
  close();
  useConsole.setState({ ...outside, refusal }, true);
}

function close(): void {
  clearTimeout(silence);
  const closing = socket;
  socket = null;
  closing?.off();
  closing?.disconnect();
}
