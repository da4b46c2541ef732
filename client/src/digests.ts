import { differs } from './digest.js';
import type { Sight } from './sight.js';
import type { PresenceDigest } from './wire/events.js';

/** Everything a digest covers was sent before it. Only news of members may still be on its way when it differs. */
const settlingMs = 5_000;

export interface Digests {
  readonly hear: (digest: PresenceDigest) => void;
  /** Forgets them with their connection. */
  readonly drop: () => void;
}

/** Digests that differ from what is known are kept for a while, and then `repair` is told what was missed. */
export function digests(
  { members, people, local }: Sight,
  repair: (conversationId: string) => void,
): Digests {
  const waiting = new Set<() => void>();
  return {
    hear(digest) {
      const { conversationId } = digest;
      const listed = members.of(conversationId);
      if (
        listed &&
        !differs(
          digest,
          [...listed].map(userId => people.get(userId)),
        )
      )
        return;
      const heardAt = local.now();
      const cancel = local.after(settlingMs, () => {
        waiting.delete(cancel);
        if (!members.isSettled(digest, heardAt)) return;
        people.ask();
        repair(conversationId);
      });
      waiting.add(cancel);
    },
    drop() {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
