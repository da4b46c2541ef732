import type { PresenceDigest } from './wire/events.js';

/** A digest may have been on its way while somebody joined or left: for so long it tells nothing. */
const settlingMs = 10_000;

/** Who is in which conversation, as far as the gateway has told. Time is given, as in `People`. */
export class Members {
  readonly #byConversation = new Map<string, Set<string>>();
  readonly #changedAt = new Map<string, number>();
  /** Conversations that this viewer has opened: of a large one they alone are told. */
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
    return this.#byConversation.get(conversationId)?.delete(userId)
      ? this.#strangers([userId])
      : [];
  }

  /** The viewer left, or the conversation has become large; returns whom the viewer no longer sees. */
  unfollow(conversationId: string, now: number): string[] {
    const members = this.#byConversation.get(conversationId) ?? [];
    this.#byConversation.delete(conversationId);
    this.#changedAt.set(conversationId, now);
    return this.#opened.has(conversationId) ? [] : this.#strangers(members);
  }

  open(conversationId: string): void {
    this.#opened.add(conversationId);
  }

  shut(conversationId: string): void {
    this.#opened.delete(conversationId);
  }

  /** A new connection has opened nothing yet. */
  shutAll(): void {
    this.#opened.clear();
  }

  /** Whether a digest heard at this moment can be compared. */
  isSettled(digest: PresenceDigest, heardAt: number): boolean {
    return (this.#changedAt.get(digest.conversationId) ?? 0) <= heardAt - settlingMs;
  }

  #strangers(userIds: Iterable<string>): string[] {
    const all = [...this.#byConversation.values()];
    return [...new Set(userIds)].filter(userId => !all.some(members => members.has(userId)));
  }
}
