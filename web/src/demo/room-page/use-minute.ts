import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;
const watchers = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

/** Renders once a minute, for words like "3 minutes ago". One timer for all; it asks nobody anything. */
export function useMinute(): number {
  return useSyncExternalStore(watch, () => Math.floor(Date.now() / minuteMs));
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  ticking ??= setInterval(() => {
    for (const each of watchers) each();
  }, minuteMs);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}
