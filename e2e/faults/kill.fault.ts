import { fault } from '../src/fault';
import { command } from '../src/machine';
import { Conversation } from './conversation';

const LONG = process.env.MEESHY_FAULTS !== undefined;
const ROUNDS = LONG ? 4 : 1;

fault(
  'kill',
  {
    did: `30 people send messages; kill -9 and a new process on the same folder, ${ROUNDS} times`,
  },
  async scene => {
    let gateway = await scene.gateway();
    const town = await scene.town(() => gateway, 1, 30);
    const talk = new Conversation(town);
    let slowest = 0;
    for (let i = 0; i < ROUNDS; i++) {
      await talk.goesOnFor(2_500);
      await gateway.kill();
      gateway = await scene.successor(gateway);
      const ready = performance.now();
      const back = await town.back(town.people, ready - 2_000, 20_000);
      slowest = Math.max(slowest, back ?? Number.POSITIVE_INFINITY);
    }
    scene.atMost('all are back, from readiness on', 10_000, slowest, ' ms');
    if (LONG) {
      const [absent, neighbour] = [town.person(0), town.person(1)];
      await gateway.kill();
      town.leave([absent]);
      gateway = await scene.successor(gateway);
      const shown = await town.shown(neighbour, absent, false, 30_000);
      scene.atMost(
        'who did not come back is shown as gone, from readiness on',
        15_000,
        shown,
        ' ms',
      );
    }
    await scene.truth(town, 2_000);
    talk.ends();
    await gateway.stop();
    const kept = new Set((await messages(gateway.dataDir)).split('\n'));
    const lost = talk.acknowledged.filter(id => !kept.has(id));
    scene.none('acknowledged messages lost', lost.length, talk.acknowledged.length);
  },
);

const messages = (folder: string) =>
  command(`${import.meta.dirname}/../../meeshy`, 'beside', 'DatabaseFile', 'messages', folder);
