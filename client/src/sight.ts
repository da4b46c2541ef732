import { type Clock, ServerClock } from './clock.js';
import { Deadline } from './deadline.js';
import { Members } from './members.js';
import type { PresenceClientOptions } from './options.js';
import { People } from './people.js';
import type { StatusThresholds } from './status.js';
import type { PresenceRecord } from './wire/events.js';

/** Server time that moves by more than a journey: a clock was set. */
const clockSetMs = 1_000;

/** Whom the viewer sees, and as what. */
export interface Sight {
  readonly local: Clock;
  readonly clock: ServerClock;
  readonly people: People;
  readonly members: Members;
  readonly merge: (records: readonly PresenceRecord[]) => void;
  /** These people have changed, or are forgotten. */
  readonly changed: (userIds: readonly string[]) => void;
  /** The gateway tells the time, also unasked when its clock was set: then every status may be another. */
  readonly observe: (serverTime: unknown) => void;
  /** Takes thresholds, if any. Server time may have moved as well: all is computed anew. */
  readonly adopt: (thresholds?: StatusThresholds) => void;
  /** Leaves no timer behind. */
  readonly close: () => void;
}

/** Keeps what is seen true while time passes, with one timer at most. */
export function sight(
  local: Clock,
  { thresholds: ours, disconnectedAs }: PresenceClientOptions,
  tell: (userIds: readonly string[]) => void,
): Sight {
  const clock = new ServerClock(local);
  const people = new People({ thresholds: ours, disconnectedAs });
  const due = new Deadline(local, () => rescheduled(people.refresh(clock.now())));

  function changed(userIds: readonly string[]): void {
    if (userIds.length === 0) return;
    schedule(userIds);
    tell(userIds);
  }

  function rescheduled(userIds: readonly string[]): void {
    schedule();
    changed(userIds);
  }

  function schedule(userIds?: readonly string[]): void {
    due.noLaterThan(people.nextDueAt(userIds) - clock.offsetMs);
  }

  function adopt(thresholds?: StatusThresholds): void {
    if (thresholds && !ours) people.options = { disconnectedAs, thresholds };
    const userIds = people.refreshAll(clock.now());
    due.cancel();
    rescheduled(userIds);
  }

  return {
    local,
    clock,
    people,
    members: new Members(),
    merge: records => changed(people.merge(records, clock.now())),
    changed,
    adopt,
    observe(serverTime) {
      const before = clock.now();
      clock.observe(serverTime);
      if (Math.abs(clock.now() - before) > clockSetMs) adopt();
    },
    close: () => due.cancel(),
  };
}
