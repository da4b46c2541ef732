import { usePreferences } from '../preferences.js';
import type { EdgeCause, TruthMeasure } from './wire.js';

/** Every text of the console in one language. */
export interface ConsoleWords {
  readonly title: string;
  readonly demo: string;
  readonly signIn: {
    readonly heading: string;
    readonly lead: string;
    readonly label: string;
    readonly hint: string;
    readonly enter: string;
    readonly entering: string;
    readonly missing: string;
  };
  /** By code; `other` is said before the gateway's own sentence. */
  readonly refusals: Readonly<Record<string, string>>;
  readonly signOut: string;
  readonly live: string;
  readonly reconnecting: string;
  readonly stale: (moment: string) => string;
  readonly aliveSince: (time: string) => string;
  readonly figures: string;
  readonly online: string;
  readonly registeredGuests: (registered: string, guests: string) => string;
  readonly connections: string;
  readonly perPerson: (ratio: string) => string;
  readonly edges: string;
  readonly edgesNote: string;
  readonly broadcasts: (rate: string) => string;
  readonly latency: string;
  readonly noBroadcast: string;
  readonly latencyNote: (p50: string, p99: string, moment: string) => string;
  readonly throttle: string;
  readonly throttleNote: (held: string, all: string) => string;
  readonly zombies: string;
  readonly lastRun: (moment: string) => string;
  readonly neverRun: string;
  readonly jobFailed: string;
  readonly store: string;
  readonly storeUp: string;
  readonly storeDown: string;
  readonly waiting: (count: string) => string;
  readonly charts: {
    readonly people: string;
    readonly edges: string;
    readonly latency: string;
    readonly throttle: string;
    readonly all: string;
    readonly guests: string;
    readonly cameOnline: string;
    readonly wentOffline: string;
    readonly accepted: string;
    readonly heldBack: string;
    readonly perSecond: string;
    readonly milliseconds: string;
    readonly span: string;
    readonly summary: (title: string, values: string) => string;
    readonly nothing: string;
  };
  readonly latest: string;
  readonly latestEmpty: string;
  readonly skipped: (count: string) => string;
  readonly causes: Readonly<Record<EdgeCause, string>>;
  readonly truth: string;
  readonly truthNote: string;
  readonly truthColumns: readonly [string, string, string, string, string];
  readonly truthEmpty: string;
  readonly measures: Readonly<Record<TruthMeasure, string>>;
  readonly seconds: (value: string) => string;
  readonly atMost: (value: string) => string;
  readonly nodes: string;
  readonly thisNode: string;
  readonly renewed: (seconds: string) => string;
  readonly silentNode: (seconds: string) => string;
  readonly maintenance: string;
  readonly cleanup: string;
  readonly cleanupAsk: string;
  readonly cleanupWhat: string;
  readonly cleanupDone: (zombies: number, guests: number, links: number) => string;
  readonly find: string;
  readonly findLabel: string;
  readonly findHint: string;
  readonly findNobody: string;
  readonly findMore: string;
  readonly charted: string;
  readonly statuses: Readonly<Record<'online' | 'away' | 'offline', string>>;
  readonly guest: string;
  readonly deactivated: string;
  readonly closeFile: string;
  readonly asOf: (moment: string) => string;
  readonly lastActive: string;
  readonly lastSeen: string;
  readonly never: string;
  readonly devices: (count: number) => string;
  readonly noDevices: string;
  readonly since: (moment: string) => string;
  readonly heardAt: (moment: string) => string;
  readonly unknownSoftware: string;
  readonly conversations: (count: number) => string;
  readonly noConversations: string;
  readonly members: (online: string, all: string) => string;
  readonly large: string;
  readonly seenBy: (count: string) => string;
  readonly seenByNobody: string;
  readonly andOthers: (count: string) => string;
  readonly history: string;
  readonly noHistory: string;
  readonly disconnect: string;
  readonly disconnectAsk: (name: string) => string;
  readonly disconnectWhat: (devices: number) => string;
  readonly disconnected: (count: number) => string;
  readonly cancel: string;
  readonly failed: (why: string) => string;
  readonly unanswered: string;
}

const english: ConsoleWords = {
  title: 'Console',
  demo: 'Demo',
  signIn: {
    heading: 'Who is watching?',
    lead: 'The console shows this gateway as it is, second by second, and lets you act on it.',
    label: 'Admin key, or the token of an administrator',
    hint: 'Kept in this tab only, until you sign out or close it.',
    enter: 'Open the console',
    entering: 'Opening…',
    missing: 'Type the admin key first.',
  },
  refusals: {
    ADMIN_KEY_WRONG: 'That is not the admin key of this gateway. Check ADMIN_KEY, then try again.',
    PERMISSION_DENIED: 'This account is not an administrator’s. Use another one, or the admin key.',
    TOKEN_EXPIRED: 'This token has expired. Get a fresh one with “./meeshy token”.',
    TOKEN_MALFORMED: 'That token cannot be read. Copy it whole.',
    TOKEN_FORGED: 'That token was not signed for this gateway.',
    USER_INACTIVE: 'This account has been deactivated.',
    USER_UNKNOWN: 'The user of this token does not exist here.',
    TOO_MANY_ATTEMPTS: 'Too many failed tries from your address. Wait a minute, then try again.',
    TOO_MANY_CONSOLES: 'Too many consoles are open. Close one, then try again.',
    UNREACHABLE: 'The gateway does not answer. Trying again…',
  },
  signOut: 'Sign out',
  live: 'Live',
  reconnecting: 'Connection lost',
  stale: moment =>
    `Connection lost. These figures are of ${moment}; they go on as soon as the gateway answers.`,
  aliveSince: time => `up ${time}`,
  figures: 'Figures now',
  online: 'People online',
  registeredGuests: (registered, guests) => `${registered} registered · ${guests} guests`,
  connections: 'Connections',
  perPerson: ratio => `${ratio} per person`,
  edges: 'Coming and going',
  edgesNote: 'per second',
  broadcasts: rate => `${rate} broadcasts per second`,
  latency: 'Broadcast latency',
  noBroadcast: 'no broadcast in the last 15 minutes',
  latencyNote: (p50, p99, moment) => `p95 at ${moment} · median ${p50}, p99 ${p99}`,
  throttle: 'Held back by the throttle',
  throttleNote: (held, all) => `${held} of ${all} activities`,
  zombies: 'Zombies cleaned',
  lastRun: moment => `last run ${moment}`,
  neverRun: 'no run yet',
  jobFailed: 'the last scheduled run failed',
  store: 'Store',
  storeUp: 'Up',
  storeDown: 'Away',
  waiting: count => `${count} writes waiting`,
  charts: {
    people: 'People online',
    edges: 'Coming and going',
    latency: 'Broadcast latency',
    throttle: 'Activity and throttle',
    all: 'Everybody',
    guests: 'Guests',
    cameOnline: 'Came online',
    wentOffline: 'Went offline',
    accepted: 'Recorded',
    heldBack: 'Held back',
    perSecond: 'per second',
    milliseconds: 'ms',
    span: '15 min',
    summary: (title, values) => `${title}, last 15 minutes. Now: ${values}.`,
    nothing: 'The first points come in a few seconds.',
  },
  latest: 'Latest edges',
  latestEmpty: 'Nobody has come or gone yet. Edges appear here as they happen.',
  skipped: count => `${count} more were too many to show one by one`,
  causes: {
    connected: 'connected',
    disconnected: 'disconnected',
    zombie: 'zombie cleaned',
    node_death: 'node died',
  },
  truth: 'How true it was',
  truthNote: 'For how long anybody was shown wrong, since the start',
  truthColumns: ['Measure', 'Cause', 'Times', 'Mean', '19 of 20'],
  truthEmpty: 'Nobody has been shown wrong so far.',
  measures: {
    falseOnline: 'Shown online, was gone',
    falseOffline: 'Shown offline, was back',
    detection: 'Lost line noticed after',
  },
  seconds: value => `${value} s`,
  atMost: value => `≤ ${value} s`,
  nodes: 'Nodes',
  thisNode: 'this one',
  renewed: seconds => `lease renewed ${seconds} s ago`,
  silentNode: seconds => `silent for ${seconds} s`,
  maintenance: 'Maintenance',
  cleanup: 'Run cleanup now',
  cleanupAsk: 'Run the maintenance job now?',
  cleanupWhat:
    'It takes zombies offline, closes guests who have been idle for a day and deactivates expired links. Nobody who is connected is touched.',
  cleanupDone: (zombies, guests, links) =>
    `Done: ${zombies} zombies, ${guests} guests, ${links} links.`,
  find: 'Find a person',
  findLabel: 'Name, username or id',
  findHint: 'By the beginning of a username, or of a name of those here lately.',
  findNobody: 'Nobody found. Try the beginning of the username.',
  findMore: 'There are more: type more of the name.',
  charted: 'The last 15 minutes',
  statuses: { online: 'online', away: 'away', offline: 'offline' },
  guest: 'guest',
  deactivated: 'deactivated',
  closeFile: 'Close',
  asOf: moment => `as of ${moment}`,
  lastActive: 'Last active',
  lastSeen: 'Last seen',
  never: 'never',
  devices: count => (count === 1 ? '1 device' : `${count} devices`),
  noDevices: 'Not connected to this node.',
  since: moment => `since ${moment}`,
  heardAt: moment => `heard ${moment}`,
  unknownSoftware: 'Unknown client',
  conversations: count => (count === 1 ? '1 conversation' : `${count} conversations`),
  noConversations: 'In no conversation: seen by nobody.',
  members: (online, all) => `${online} online of ${all}`,
  large: 'large',
  seenBy: count => `Seen by ${count}`,
  seenByNobody: 'Nobody who is connected sees this person.',
  andOthers: count => `and ${count} others`,
  history: 'Latest edges',
  noHistory: 'None remembered since the start of this node.',
  disconnect: 'Disconnect',
  disconnectAsk: name => `Disconnect ${name}?`,
  disconnectWhat: devices =>
    devices === 1
      ? 'The connection is closed and the client is told why. It may sign in again.'
      : `All ${devices} connections are closed and the clients are told why. They may sign in again.`,
  disconnected: count =>
    count === 1 ? 'Done: 1 connection closed.' : `Done: ${count} connections closed.`,
  cancel: 'Cancel',
  failed: why => `That failed: ${why}`,
  unanswered: 'the gateway does not answer',
};

const french: ConsoleWords = {
  title: 'Console',
  demo: 'Démo',
  signIn: {
    heading: 'Qui regarde ?',
    lead: 'La console montre cette passerelle telle qu’elle est, seconde après seconde, et permet d’agir.',
    label: 'Clé d’administration, ou jeton d’un administrateur',
    hint: 'Gardé dans cet onglet seulement, jusqu’à la déconnexion ou la fermeture.',
    enter: 'Ouvrir la console',
    entering: 'Ouverture…',
    missing: 'Saisissez d’abord la clé d’administration.',
  },
  refusals: {
    ADMIN_KEY_WRONG:
      'Ce n’est pas la clé d’administration de cette passerelle. Vérifiez ADMIN_KEY, puis réessayez.',
    PERMISSION_DENIED:
      'Ce compte n’est pas celui d’un administrateur. Utilisez-en un autre, ou la clé d’administration.',
    TOKEN_EXPIRED: 'Ce jeton a expiré. Obtenez-en un nouveau avec « ./meeshy token ».',
    TOKEN_MALFORMED: 'Ce jeton est illisible. Copiez-le en entier.',
    TOKEN_FORGED: 'Ce jeton n’a pas été signé pour cette passerelle.',
    USER_INACTIVE: 'Ce compte a été désactivé.',
    USER_UNKNOWN: 'L’utilisateur de ce jeton n’existe pas ici.',
    TOO_MANY_ATTEMPTS:
      'Trop d’essais manqués depuis votre adresse. Attendez une minute, puis réessayez.',
    TOO_MANY_CONSOLES: 'Trop de consoles sont ouvertes. Fermez-en une, puis réessayez.',
    UNREACHABLE: 'La passerelle ne répond pas. Nouvel essai…',
  },
  signOut: 'Se déconnecter',
  live: 'En direct',
  reconnecting: 'Connexion perdue',
  stale: moment =>
    `Connexion perdue. Ces chiffres datent de ${moment} ; ils reprennent dès que la passerelle répond.`,
  aliveSince: time => `en marche depuis ${time}`,
  figures: 'Chiffres actuels',
  online: 'Personnes en ligne',
  registeredGuests: (registered, guests) => `${registered} inscrites · ${guests} invitées`,
  connections: 'Connexions',
  perPerson: ratio => `${ratio} par personne`,
  edges: 'Arrivées et départs',
  edgesNote: 'par seconde',
  broadcasts: rate => `${rate} diffusions par seconde`,
  latency: 'Latence de diffusion',
  noBroadcast: 'aucune diffusion depuis 15 minutes',
  latencyNote: (p50, p99, moment) => `p95 à ${moment} · médiane ${p50}, p99 ${p99}`,
  throttle: 'Retenu par le limiteur',
  throttleNote: (held, all) => `${held} activités sur ${all}`,
  zombies: 'Zombies nettoyés',
  lastRun: moment => `dernier passage ${moment}`,
  neverRun: 'aucun passage encore',
  jobFailed: 'le dernier passage prévu a échoué',
  store: 'Stockage',
  storeUp: 'Joignable',
  storeDown: 'Injoignable',
  waiting: count => `${count} écritures en attente`,
  charts: {
    people: 'Personnes en ligne',
    edges: 'Arrivées et départs',
    latency: 'Latence de diffusion',
    throttle: 'Activité et limiteur',
    all: 'Tout le monde',
    guests: 'Invités',
    cameOnline: 'Arrivées',
    wentOffline: 'Départs',
    accepted: 'Enregistrées',
    heldBack: 'Retenues',
    perSecond: 'par seconde',
    milliseconds: 'ms',
    span: '15 min',
    summary: (title, values) => `${title}, 15 dernières minutes. Maintenant : ${values}.`,
    nothing: 'Les premiers points arrivent dans quelques secondes.',
  },
  latest: 'Derniers changements',
  latestEmpty: 'Personne n’est encore venu ni parti. Les changements s’affichent ici aussitôt.',
  skipped: count => `${count} autres étaient trop nombreux pour être montrés un à un`,
  causes: {
    connected: 'connexion',
    disconnected: 'déconnexion',
    zombie: 'zombie nettoyé',
    node_death: 'nœud mort',
  },
  truth: 'Justesse de l’affichage',
  truthNote: 'Combien de temps quelqu’un a été mal affiché, depuis le démarrage',
  truthColumns: ['Mesure', 'Cause', 'Fois', 'Moyenne', '19 sur 20'],
  truthEmpty: 'Personne n’a été mal affiché jusqu’ici.',
  measures: {
    falseOnline: 'Affiché en ligne, était parti',
    falseOffline: 'Affiché hors ligne, était revenu',
    detection: 'Ligne coupée remarquée après',
  },
  seconds: value => `${value} s`,
  atMost: value => `≤ ${value} s`,
  nodes: 'Nœuds',
  thisNode: 'celui-ci',
  renewed: seconds => `bail renouvelé il y a ${seconds} s`,
  silentNode: seconds => `silencieux depuis ${seconds} s`,
  maintenance: 'Maintenance',
  cleanup: 'Lancer le nettoyage',
  cleanupAsk: 'Lancer la maintenance maintenant ?',
  cleanupWhat:
    'Elle met les zombies hors ligne, ferme les invités inactifs depuis un jour et désactive les liens expirés. Personne de connecté n’est touché.',
  cleanupDone: (zombies, guests, links) =>
    `Fait : ${zombies} zombies, ${guests} invités, ${links} liens.`,
  find: 'Chercher une personne',
  findLabel: 'Nom, identifiant ou id',
  findHint: 'Par le début de l’identifiant, ou du nom des personnes venues récemment.',
  findNobody: 'Personne trouvé. Essayez le début de l’identifiant.',
  findMore: 'Il y en a d’autres : précisez le nom.',
  charted: 'Les 15 dernières minutes',
  statuses: { online: 'en ligne', away: 'absent', offline: 'hors ligne' },
  guest: 'invité',
  deactivated: 'désactivé',
  closeFile: 'Fermer',
  asOf: moment => `à ${moment}`,
  lastActive: 'Dernière activité',
  lastSeen: 'Dernier passage',
  never: 'jamais',
  devices: count => (count === 1 ? '1 appareil' : `${count} appareils`),
  noDevices: 'Non connectée à ce nœud.',
  since: moment => `depuis ${moment}`,
  heardAt: moment => `entendu ${moment}`,
  unknownSoftware: 'Client inconnu',
  conversations: count => (count === 1 ? '1 conversation' : `${count} conversations`),
  noConversations: 'Dans aucune conversation : personne ne la voit.',
  members: (online, all) => `${online} en ligne sur ${all}`,
  large: 'grande',
  seenBy: count => `Vue par ${count}`,
  seenByNobody: 'Aucune personne connectée ne la voit.',
  andOthers: count => `et ${count} autres`,
  history: 'Derniers changements',
  noHistory: 'Aucun depuis le démarrage de ce nœud.',
  disconnect: 'Déconnecter',
  disconnectAsk: name => `Déconnecter ${name} ?`,
  disconnectWhat: devices =>
    devices === 1
      ? 'La connexion est fermée et le client sait pourquoi. Il peut revenir.'
      : `Les ${devices} connexions sont fermées et les clients savent pourquoi. Ils peuvent revenir.`,
  disconnected: count =>
    count === 1 ? 'Fait : 1 connexion fermée.' : `Fait : ${count} connexions fermées.`,
  cancel: 'Annuler',
  failed: why => `Échec : ${why}`,
  unanswered: 'la passerelle ne répond pas',
};

export function useConsoleWords(): ConsoleWords {
  return usePreferences(({ language }) => (language === 'fr' ? french : english));
}
