import { type Core, decoded, type Handlers } from './core.js';
import {
  conversationOf,
  type DecodedSnapshot,
  decodeDigest,
  decodeJoined,
  decodeMembership,
  decodePresence,
  decodeSize,
  decodeSnapshot,
} from './wire/decoding.js';

/** Who is to be seen: whole snapshots, parts of them, and who joins and leaves. */
export function viewEvents(core: Core): Handlers {
  const { socket, local, clock, people, members, changed, life, act, complain } = core;

  function isViewer(userId: string | undefined): boolean {
    return userId === life().viewer?.id;
  }

  /** A part: a conversation that was asked for, or who is connected in a large one. */
  function onPart({ conversations, page, pages }: DecodedSnapshot, heard: string[]): void {
    const isCrowd = !conversations && page === pages;
    const strangers = conversations ? members.replace(conversations, local.now()) : [];
    changed(heard.concat(people.forget(strangers), isCrowd ? crowdTold() : []));
  }

  /** The view counts as true only once the whole snapshot is there, so nobody sees old dots in full colour. */
  function onWhole({ page, pages, resumed, conversations }: DecodedSnapshot, heard: string[]) {
    if (act({ type: 'page', page, pages }).pages !== 0) {
      changed(heard);
      return;
    }
    const forgotten = resumed ? [] : forgetUnnamed();
    if (conversations) members.replaceAll(conversations, local.now());
    changed(heard.concat(forgotten, open(members.opened)));
    act({ type: 'online' });
  }

  /** Who is seen in a large conversation alone is not named in a whole snapshot: that one is asked for them. */
  function forgetUnnamed(): string[] {
    const isOpen = members.crowds.length > 0;
    return people.forgetUnheard(userId => isOpen && !members.lists(userId));
  }

  /** Opens conversations (again); returns who is forgotten at once, because no large one is left to show them. */
  function open(conversationIds: readonly string[]): string[] {
    for (const conversationId of conversationIds) {
      socket.emit?.('conversation:join', { conversationId });
    }
    return act({ type: 'asked', crowds: members.crowds.length }).view === 0
      ? forgetStrangers()
      : [];
  }

  /** A large conversation has told who is connected, or will not; returns who is forgotten after the last. */
  function crowdTold(): string[] {
    return life().view !== 0 && act({ type: 'answered' }).view === 0 ? forgetStrangers() : [];
  }

  /** Nobody tells any more of those who are in no conversation that is listed or open. */
  function forgetStrangers(): string[] {
    const forgotten = members.isWhole
      ? people.forgetUnheard(id => isViewer(id) || members.lists(id))
      : [];
    people.settle();
    return forgotten;
  }

  /** The viewer stopped seeing a conversation. Others may show the same people: the large ones of them are asked. */
  function lookAgain(): void {
    // Else the snapshot that is on its way will tell.
    if (life().view === 'awaited') return;
    people.awaitSnapshot();
    changed(open(members.crowds));
  }

  function forget(strangers: readonly string[]): void {
    changed(people.forget(strangers.filter(userId => !isViewer(userId))));
  }

  return {
    'presence:snapshot'(payload) {
      const snapshot = decodeSnapshot(payload);
      if (!snapshot || snapshot.malformed > 0) complain('presence:snapshot', payload);
      if (!snapshot) {
        act({ type: 'online' });
        return;
      }
      clock.observe(snapshot.serverTime);
      const heard = people.answer(snapshot.records, clock.now());
      if (snapshot.complete || snapshot.resumed) onWhole(snapshot, heard);
      else onPart(snapshot, heard);
    },
    ...decoded(core, 'presence:digest', decodeDigest, core.hear),
    ...decoded(core, 'user:status', decodePresence, (record, payload) => {
      for (const id of decodeJoined(payload)) members.join(id, record.userId, local.now());
      core.merge([record]);
    }),
    ...decoded(core, 'conversation:member-left', decodeMembership, ({ conversationId, userId }) => {
      if (isViewer(userId)) {
        members.unfollow(conversationId, local.now());
        members.shut(conversationId);
        lookAgain();
      } else {
        forget(members.leave(conversationId, userId, local.now()));
      }
    }),
    ...decoded(core, 'conversation:size', decodeSize, ({ conversationId, isLarge }) => {
      if (isLarge) forget(members.unfollow(conversationId, local.now()));
    }),
    'conversation:joined'(payload) {
      const joined = decodeMembership(payload);
      if (joined && isViewer(joined.userId)) members.open(joined.conversationId);
    },
    'conversation:left'(payload) {
      const left = decodeMembership(payload);
      if (left && isViewer(left.userId) && members.shut(left.conversationId)) lookAgain();
    },
    'conversation:join-error'(payload) {
      if (members.shut(conversationOf(payload))) changed(crowdTold());
    },
  };
}
