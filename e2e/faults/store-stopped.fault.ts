import { fault, type Scene } from '../src/fault';
import { Relay } from '../src/relay';
import { until } from '../src/waiting';
import { Conversation } from './conversation';

const SECONDS = 30;

fault(
  'store-stopped: frozen',
  { did: `MongoDB store: its server is stopped (SIGSTOP) for ${SECONDS} s` },
  async scene => {
    const server = scene.beside('MongoImitation');
    const [, port] = await server.says(/listening on (\d+)/);
    await withoutStore(scene, Number(port), {
      stop: () => server.signal('SIGSTOP'),
      goOn: () => server.signal('SIGCONT'),
    });
  },
);

fault(
  'store-stopped: killed',
  {
    did: `MongoDB store: its connections are reset and its port is closed for ${SECONDS} s, as when it is killed and started again`,
  },
  async scene => {
    const server = scene.beside('MongoImitation');
    const [, port] = await server.says(/listening on (\d+)/);
    // The imitation keeps nothing on disk, so the way to it dies in its place: the gateway sees the same.
    const relay = await new Relay(Number(port)).start();
    scene.atEnd(() => relay.die());
    await withoutStore(scene, relay.port, { stop: () => relay.die(), goOn: () => relay.start() });
  },
);

async function withoutStore(
  scene: Scene,
  port: number,
  store: { stop(): unknown; goOn(): unknown },
): Promise<void> {
  const gateway = await scene.gateway({ MONGODB_URI: `mongodb://127.0.0.1:${port}/meeshy` });
  const town = await scene.town(() => gateway, 1, 20);
  const talk = new Conversation(town);
  await talk.goesOnFor(2_000);

  await store.stop();
  const stopped = performance.now();
  const edges = await town.edges(town.person(0), town.person(1), SECONDS * 500);
  scene.atMost('who comes or goes meanwhile is shown', 11_000, edges, ' ms');
  scene.is('health/ready says', 'DEGRADED', (await gateway.health()).status);
  await talk.goesOnFor(SECONDS * 1_000 - (performance.now() - stopped));
  scene.is('messages are refused with', 'UNAVAILABLE', talk.codes);
  const slowest = Math.max(...talk.refused.map(each => each.took));
  scene.atMost('their answer takes', 21_000, slowest, ' ms');
  await store.goOn();

  const stored = talk.acknowledged.length;
  const again = await until(() => talk.acknowledged.length > stored, 30_000);
  scene.atMost('when it is back, messages are taken', 10_000, again, ' ms');
  const well = await until(async () => (await gateway.health()).status === 'UP', 30_000);
  scene.atMost('and all that waited is written', 10_000, well, ' ms');
  talk.ends();
  await scene.truth(town, 1_000);
}
