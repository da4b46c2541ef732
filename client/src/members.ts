import type { PresenceDigest } from './wire/events.js';

/** A digest may have been on its way while somebody joined or left: for so long it tells nothing. */
const settlingMs = 10_000;

/** Who is in which conversation, as far as the gateway has told. Time is given, as in `People`. */
export class Members {
  readonly #byConversation = new Map<string, Set<string>>();
  readonly #changedAt = new Map<string, number>();
  /** Conversations that this viewer has opened: of a large one nobody else is told. */
  readonly #opened = new Set<string>();
  /** Whether a whole snapshot has told the members of every conversation. */
  isWhole = false;

  get conversations(): string[] {
    return [...this.#byConversation.keys()];
  }

  of(conversationId: string): ReadonlySet<string> | undefined {
    return this.#byConversation.get(conversationId);
  }

  /** All conversations at once, as a whole snapshot tells them. */
  replaceAll(conversations: ReadonlyMap<string, readonly string[]>, now: number): void {
    this.#byConversation.clear();
    this.replace(conversations, now);
    this.isWhole = true;
  }

  /** These conversations; returns who is in none any more. */
  replace(conversations: ReadonlyMap<string, readonly string[]>, now: number): string[] {
    const before: string[] = [];
    for (const [conversationId, userIds] of conversations) {
      before.push(...(this.of(conversationId) ?? []));
      this.#byConversation.set(conversationId, new Set(userIds));
      this.#changedAt.set(conversationId, now);
    }
    return this.#strangers(before);
  }

  join(conversationId: string, userId: string, now: number): void {
    const members = this.#byConversation.get(conversationId);
    if (!members || members.has(userId)) return;
    members.add(userId);
    this.#changedAt.set(conversationId, now);
  }

  /** Somebody left; returns who is in no conversation any more. */
  leave(conversationId: string, userId: string, now: number): string[] {
    this.#changedAt.set(conversationId, now);
    const wasSeen =
      this.#byConversation.get(conversationId)?.delete(userId) || this.#opened.has(conversationId);
    return wasSeen ? this.#strangers([userId]) : [];
  }

  /** The conversation has become large, or the viewer left; returns whom the viewer no longer sees in any. */
  unfollow(conversationId: string, now: number): string[] {
    const members = this.#byConversation.get(conversationId) ?? [];
    this.#byConversation.delete(conversationId);
    this.#changedAt.set(conversationId, now);
    return this.#opened.has(conversationId) ? [] : this.#strangers(members);
  }

  open(conversationId: string): void {
    this.#opened.add(conversationId);
  }

  /** Returns whether it was a large one that was open. */
  shut(conversationId: string): boolean {
    const wasCrowd = this.crowds.includes(conversationId);
    this.#opened.delete(conversationId);
    return wasCrowd;
  }

  /** What is open, ordinary or large. */
  get opened(): string[] {
    return [...this.#opened];
  }

  /** The large ones of them: their members are not listed, those connected are told while it is open. */
  get crowds(): string[] {
    return this.isWhole ? this.opened.filter(id => !this.#byConversation.has(id)) : [];
  }

  /** Whether somebody is in a conversation whose members are listed. */
  lists(userId: string): boolean {
    for (const members of this.#byConversation.values()) if (members.has(userId)) return true;
    return false;
  }

  /** Whether a digest heard at this moment can be compared. */
  isSettled(digest: PresenceDigest, heardAt: number): boolean {
    return (this.#changedAt.get(digest.conversationId) ?? 0) <= heardAt - settlingMs;
  }

  #strangers(userIds: Iterable<string>): string[] {
    return [...new Set(userIds)].filter(userId => !this.lists(userId));
  }
}
