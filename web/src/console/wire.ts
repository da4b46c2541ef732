/** Shapes of the admin namespace (docs/console.md). Moments are ISO 8601 texts. */

export interface Online {
  readonly registered: number;
  readonly guests: number;
  readonly connections: number;
}

/** Per second. */
export interface Rates {
  readonly online: number;
  readonly offline: number;
  readonly broadcasts: number;
  readonly activities: number;
  readonly throttled: number;
}

/** In milliseconds. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface HistoryPoint {
  readonly at: string;
  readonly online: Online;
  readonly rates: Rates;
  readonly latency: Percentiles | null;
}

export type EdgeCause = 'connected' | 'disconnected' | 'zombie' | 'node_death';

export interface Edge {
  /** The same however often it is told. */
  readonly number: number;
  readonly userId: string;
  readonly username: string;
  readonly isAnonymous: boolean;
  readonly isOnline: boolean;
  readonly cause: EdgeCause;
  readonly at: string;
}

export interface CleanupRun {
  readonly at: string;
  readonly tookMs: number;
  readonly zombiesCleaned: number;
  readonly guestsClosed: number;
  readonly linksDeactivated: number;
}

export type TruthMeasure = 'falseOnline' | 'falseOffline' | 'detection';

export interface TruthFigure {
  readonly measure: TruthMeasure;
  readonly cause: EdgeCause;
  readonly count: number;
  readonly meanSeconds: number;
  readonly p95BoundSeconds: number | null;
}

export interface Stats extends HistoryPoint {
  readonly totals: {
    readonly broadcasts: number;
    readonly zombiesCleaned: number;
    readonly edges: Readonly<Record<EdgeCause, number>>;
  };
  readonly throttle: {
    readonly requests: number;
    readonly throttled: number;
    readonly written: number;
    readonly failed: number;
    readonly held: number;
    readonly rate: number;
  };
  readonly maintenanceActive: boolean;
  readonly cleanup: CleanupRun | null;
  readonly truth: readonly TruthFigure[];
  readonly nodes: readonly {
    readonly node: string;
    readonly lastSign: string;
    readonly isThisNode: boolean;
  }[];
  readonly health: readonly {
    readonly name: string;
    readonly up: boolean;
    readonly detail: string | null;
  }[];
  readonly pendingWrites: number;
  readonly consoles: number;
  readonly point: HistoryPoint | null;
}

export interface Welcome {
  readonly operator: {
    readonly name: string;
    readonly role: string;
    readonly expiresAt: string | null;
  };
  readonly node: string;
  readonly version: string;
  readonly startedAt: string;
  readonly serverTime: string;
  readonly thresholds: { readonly onlineMs: number; readonly awayMs: number };
  readonly history: readonly HistoryPoint[];
  readonly edges: readonly Edge[];
}

export interface PersonSummary {
  readonly userId: string;
  readonly isAnonymous: boolean;
  readonly name: string;
  readonly username: string;
  readonly role: string;
  readonly isActive: boolean;
  readonly isOnline: boolean;
  readonly lastActiveAt: string | null;
  readonly lastSeen: string | null;
}

export interface PersonFile {
  readonly at: string;
  readonly person: PersonSummary;
  readonly devices: readonly {
    readonly id: string;
    readonly transport: string;
    readonly address: string;
    readonly software: string | null;
    readonly connectedSince: string;
    readonly lastHeard: string;
  }[];
  readonly conversations: readonly {
    readonly id: string;
    readonly identifier: string;
    readonly title: string | null;
    readonly type: string;
    readonly members: number;
    readonly online: number;
    readonly isLarge: boolean;
  }[];
  readonly conversationCount: number;
  readonly viewers: {
    readonly count: number;
    readonly people: readonly { readonly username: string; readonly isAnonymous: boolean }[];
  };
  readonly edges: readonly Edge[];
}

export type Answer<Data> =
  | { readonly success: true; readonly data: Data }
  | { readonly success: false; readonly error: string; readonly code: string };
