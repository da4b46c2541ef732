/** Every text of the page in one language. What concerns a status itself comes from the client package. */
export interface Words {
  readonly tagline: string;
  readonly question: string;
  readonly invitation: string;
  readonly people: string;
  readonly guestTitle: (conversation: string) => string;
  readonly guestHint: string;
  readonly guestName: string;
  readonly guestEnter: string;
  readonly takeSuggestion: (name: string) => string;
  readonly legend: Readonly<Record<'online' | 'away' | 'offline', string>>;
  readonly unreachable: string;
  readonly retry: string;
  readonly entering: string;

  readonly signOut: string;
  readonly anotherWindow: string;
  readonly windowAs: (name: string) => string;
  readonly language: string;
  readonly theme: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  readonly connection: Readonly<Record<'connecting' | 'online' | 'uncertain' | 'closed', string>>;
  readonly closed: Readonly<Record<'left' | 'refused' | 'expired' | 'revoked' | 'server', string>>;
  readonly certainAt: (time: string) => string;
  readonly knownAt: (moment: string) => string;
  readonly comeBack: string;

  readonly conversations: string;
  readonly noConversations: string;
  readonly loading: string;
  readonly unread: (count: number) => string;
  readonly onlineOf: (online: number, all: number) => string;
  readonly messages: string;
  readonly silence: string;
  readonly silenceHint: string;
  readonly writeHere: string;
  readonly send: string;
  readonly notSent: string;
  readonly typing: (names: readonly string[]) => string;
  readonly you: string;
  readonly guest: string;
  readonly somebody: string;

  readonly presence: string;
  readonly groups: Readonly<Record<'online' | 'away' | 'offline', string>>;

  readonly live: string;
  readonly liveHint: string;
  readonly median: (milliseconds: string) => string;
  readonly latencyMeaning: string;
  readonly events: (count: number) => string;
  readonly connected: string;
  readonly disconnected: string;
  readonly active: string;
  readonly activeSince: (moment: string) => string;
  readonly quote: (text: string) => string;
  readonly writes: string;
  readonly stoppedWriting: string;
  readonly delivered: string;
  readonly snapshot: (count: string) => string;
  readonly views: string;

  readonly stage: {
    readonly title: string;
    readonly pace: string;
    readonly secondDevice: string;
    readonly loseNetwork: (seconds: number) => string;
    readonly whose: string;
    readonly openDevice: string;
    readonly idle: string;
    readonly kill: string;
    readonly states: Readonly<Record<'opening' | 'in-use' | 'idle', string>>;
  };
}

function names(list: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(list);
}

export const frenchWords: Words = {
  tagline: 'La présence, à l’instant où elle change',
  question: 'Qui est là ?',
  invitation:
    'Entrez d’un clic sous le nom de quelqu’un. Ouvrez une deuxième fenêtre sous un autre nom, et regardez les points changer.',
  people: 'Entrer comme',
  guestTitle: conversation => `Invité dans « ${conversation} »`,
  guestHint: 'Sans compte, par un lien de partage.',
  guestName: 'Votre nom',
  guestEnter: 'Rejoindre',
  takeSuggestion: name => `Prendre « ${name} »`,
  legend: {
    online: 'connecté, actif il y a peu',
    away: 'actif il y a un moment, ou vient de partir',
    offline: 'plus rien depuis longtemps',
  },
  unreachable: 'La passerelle ne répond pas.',
  retry: 'Réessayer',
  entering: 'On entre…',

  signOut: 'Sortir',
  anotherWindow: 'Autre fenêtre',
  windowAs: name => `Ouvrir une fenêtre comme ${name}`,
  language: 'Langue',
  theme: { auto: 'Thème du système', light: 'Thème clair', dark: 'Thème sombre' },
  connection: {
    connecting: 'Connexion…',
    online: 'En direct',
    uncertain: 'Connexion perdue, on la rétablit…',
    closed: 'Connexion fermée',
  },
  closed: {
    left: 'Vous êtes sorti.',
    refused: 'La passerelle n’a pas reconnu cette session.',
    expired: 'Cette session a expiré.',
    revoked: 'Cette session a été fermée.',
    server: 'La passerelle a fermé la connexion.',
  },
  certainAt: time => `état de ${time}`,
  knownAt: moment => `Dernier état connu : ${moment}.`,
  comeBack: 'Revenir',

  conversations: 'Conversations',
  noConversations: 'Aucune conversation.',
  loading: 'Un instant…',
  unread: count => `${count} non lu${count > 1 ? 's' : ''}`,
  onlineOf: (online, all) => `${online} en ligne sur ${all}`,
  messages: 'Messages',
  silence: 'Personne n’a encore parlé',
  silenceHint: 'Les messages apparaissent ici dès qu’ils sont envoyés.',
  writeHere: 'Écrire un message',
  send: 'Envoyer',
  notSent: 'Le message n’est pas parti. Il est resté ici, vous pouvez réessayer.',
  typing: list => `${names(list, 'fr')} ${list.length > 1 ? 'écrivent' : 'écrit'}…`,
  you: 'vous',
  guest: 'invité',
  somebody: 'Quelqu’un',

  presence: 'Présence',
  groups: { online: 'En ligne', away: 'Absents', offline: 'Hors ligne' },

  live: 'En direct',
  liveHint: 'Les événements apparaissent ici à leur arrivée.',
  median: milliseconds => `médiane ${milliseconds}`,
  latencyMeaning: 'Temps entre la cause sur le serveur et l’arrivée ici',
  events: count => `${count} événement${count > 1 ? 's' : ''}`,
  connected: 'est là',
  disconnected: 'est parti',
  active: 'est actif',
  activeSince: moment => `actif ${moment}`,
  quote: text => `« ${text} »`,
  writes: 'écrit',
  stoppedWriting: 'n’écrit plus',
  delivered: 'message remis, aller-retour',
  snapshot: count => `état de ${count} personnes`,
  views: 'Vues',

  stage: {
    title: 'À essayer',
    pace: 'Sauf réglage contraire, la démo va dix fois plus vite : absent après 30 s au lieu de 5 min.',
    secondDevice: 'Ouvrir un deuxième appareil',
    loseNetwork: seconds => `Perdre le réseau ${seconds} s`,
    whose: 'Appareil de',
    openDevice: 'Ouvrir',
    idle: 'Oisif',
    kill: 'Tuer',
    states: { opening: 'se connecte…', 'in-use': 'utilisé', idle: 'oisif' },
  },
};

export const englishWords: Words = {
  tagline: 'Presence, the moment it changes',
  question: 'Who is here?',
  invitation:
    'Step in as anybody with one click. Open a second window as somebody else, and watch the dots change.',
  people: 'Step in as',
  guestTitle: conversation => `Guest in “${conversation}”`,
  guestHint: 'No account, through a share link.',
  guestName: 'Your name',
  guestEnter: 'Join',
  takeSuggestion: name => `Take “${name}”`,
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
  windowAs: name => `Open a window as ${name}`,
  language: 'Language',
  theme: { auto: 'System theme', light: 'Light theme', dark: 'Dark theme' },
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
  certainAt: time => `as of ${time}`,
  knownAt: moment => `Last known state: ${moment}.`,
  comeBack: 'Come back',

  conversations: 'Conversations',
  noConversations: 'No conversations.',
  loading: 'One moment…',
  unread: count => `${count} unread`,
  onlineOf: (online, all) => `${online} of ${all} online`,
  messages: 'Messages',
  silence: 'Nobody has spoken yet',
  silenceHint: 'Messages appear here as they are sent.',
  writeHere: 'Write a message',
  send: 'Send',
  notSent: 'The message did not go out. It is still here, you can try again.',
  typing: list => `${names(list, 'en')} ${list.length > 1 ? 'are' : 'is'} typing…`,
  you: 'you',
  guest: 'guest',
  somebody: 'Somebody',

  presence: 'Presence',
  groups: { online: 'Online', away: 'Away', offline: 'Offline' },

  live: 'Live events',
  liveHint: 'Events appear here as they arrive.',
  median: milliseconds => `median ${milliseconds}`,
  latencyMeaning: 'Time from the cause on the server to the arrival here',
  events: count => `${count} event${count === 1 ? '' : 's'}`,
  connected: 'is here',
  disconnected: 'left',
  active: 'is active',
  activeSince: moment => `active ${moment}`,
  quote: text => `“${text}”`,
  writes: 'is typing',
  stoppedWriting: 'stopped typing',
  delivered: 'message delivered, round trip',
  snapshot: count => `state of ${count} people`,
  views: 'Views',

  stage: {
    title: 'Try it',
    pace: 'Unless set otherwise, the demo runs ten times faster: away after 30 s instead of 5 min.',
    secondDevice: 'Open a second device',
    loseNetwork: seconds => `Lose the network for ${seconds} s`,
    whose: 'Device of',
    openDevice: 'Open',
    idle: 'Idle',
    kill: 'Kill',
    states: { opening: 'connecting…', 'in-use': 'in use', idle: 'idle' },
  },
};
