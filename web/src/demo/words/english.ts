import { listed } from './listed.js';

/** Every text of the demo. What concerns a status itself comes from the client package. */
export const english = {
  tagline: 'Presence, the moment it changes',
  question: 'Who is here?',
  invitation:
    'Step in as anybody with one click. Open a second window as somebody else, and watch the dots change.',
  people: 'Step in as',
  guestTitle: (conversation: string) => `Guest in “${conversation}”`,
  guestHint: 'No account, through a share link.',
  guestName: 'Your name',
  guestEnter: 'Join',
  takeSuggestion: (name: string) => `Take “${name}”`,
  legend: {
    online: 'connected and lately active',
    away: 'active a while ago, or just gone',
    offline: 'nothing for a long time',
  },
  unreachable: 'The gateway does not answer.',
  retry: 'Try again',
  entering: 'Stepping in…',

  signOut: 'Leave',
  anotherWindow: 'Another window',
  windowAs: (name: string) => `Open a window as ${name}`,
  connection: {
    connecting: 'Connecting…',
    online: 'Live',
    uncertain: 'Connection lost, coming back…',
    closed: 'Connection closed',
  },
  closed: {
    left: 'You left.',
    refused: 'The gateway did not recognise this session.',
    expired: 'This session has expired.',
    revoked: 'This session was ended.',
    server: 'The gateway closed the connection.',
  },
  certainAt: (time: string) => `as of ${time}`,
  knownAt: (moment: string) => `Last known state: ${moment}.`,
  comeBack: 'Come back',

  conversations: 'Conversations',
  noConversations: 'No conversations.',
  loading: 'One moment…',
  unread: (count: number) => `${count} unread`,
  onlineOf: (online: number, all: number) => `${online} of ${all} online`,
  messages: 'Messages',
  silence: 'Nobody has spoken yet',
  silenceHint: 'Messages appear here as they are sent.',
  writeHere: 'Write a message',
  send: 'Send',
  notSent: 'The message did not go out. It is still here, you can try again.',
  typing: (list: readonly string[]) =>
    `${listed(list, 'en')} ${list.length > 1 ? 'are' : 'is'} typing…`,
  you: 'you',
  guest: 'guest',
  somebody: 'Somebody',

  presence: 'Presence',
  groups: { online: 'Online', away: 'Away', offline: 'Offline' },

  live: 'Live events',
  liveHint: 'Events appear here as they arrive.',
  median: (milliseconds: string) => `median ${milliseconds}`,
  latencyMeaning: 'Time from the cause on the server to the arrival here',
  events: (count: number) => `${count} event${count === 1 ? '' : 's'}`,
  connected: 'is here',
  disconnected: 'left',
  active: 'is active',
  activeSince: (moment: string) => `active ${moment}`,
  quote: (text: string) => `“${text}”`,
  writes: 'is typing',
  stoppedWriting: 'stopped typing',
  delivered: 'message delivered, round trip',
  snapshot: (count: string) => `state of ${count} people`,
  views: 'Views',

  stage: {
    title: 'Try it',
    pace: 'Unless set otherwise, the demo runs ten times faster: away after 30 s instead of 5 min.',
    secondDevice: 'Open a second device',
    loseNetwork: (seconds: number) => `Lose the network for ${seconds} s`,
    whose: 'Device of',
    openDevice: 'Open',
    idle: 'Idle',
    kill: 'Kill',
    states: { opening: 'connecting…', 'in-use': 'in use', idle: 'idle' },
  },
};

/** What each other language has to say, no more and no less. */
export type Words = typeof english;
