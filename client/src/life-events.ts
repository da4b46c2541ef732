import type { CloseReason } from './connection.js';
import { type Core, decoded, type Handlers } from './core.js';
import { decodeAuthenticated, decodeMessage, serverTimeOf } from './wire/decoding.js';
import type { AuthenticationAccepted } from './wire/events.js';

/** The connection begins, ends and breaks. */
export function lifeEvents(core: Core): Handlers {
  const { socket, clock, people, life, act, cut } = core;

  function onAccepted({ user, serverTime, thresholds }: AuthenticationAccepted): void {
    if (life().line === 'in') {
      // Only a renewal of the credential.
      clock.observe(serverTime);
      return;
    }
    act({ type: 'authenticated', user });
    clock.restart(serverTime);
    people.awaitSnapshot();
    core.adopt(thresholds);
  }

  function refuse(message: string): void {
    act({ type: 'refused', message, at: clock.now() });
  }

  function expectClose(reason: CloseReason) {
    return (payload: unknown) =>
      act({ type: 'ending', ending: { reason, message: decodeMessage(payload) } });
  }

  return {
    ...decoded(core, 'authenticated', decodeAuthenticated, answer => {
      if (answer.success) {
        onAccepted(answer);
      } else if (!answer.retry) {
        refuse(answer.error);
        // The gateway keeps a refused socket open for a while, and socket.io would try the same credential for ever.
        cut();
      }
      // Else the gateway ends the line in a while, and socket.io comes back with the same credential.
    }),
    'heartbeat:ack': payload => core.observe(serverTimeOf(payload)),
    'auth:token-expired': expectClose('expired'),
    'auth:session-revoked': expectClose('revoked'),
    connect_error(error) {
      if (!socket.active) refuse(decodeMessage(error));
    },
    disconnect(reason) {
      core.drop();
      const how = reason === 'io client disconnect' ? 'left' : socket.active ? 'lost' : 'server';
      const before = life().shown;
      const { shown } = act({ type: 'disconnect', how, at: clock.now() });
      // An ended session stays ended, even if the socket took the close for an accident and would come back.
      if (how !== 'left' && shown !== before && shown.phase === 'closed') cut();
    },
  };
}
