import { fault } from '../src/fault';
import { Relay } from '../src/relay';
import { until, wait } from '../src/waiting';

const PEOPLE = { groups: 100, size: 10 };

fault(
  'drain: same folder',
  {
    did: 'SIGTERM with 1 000 people; when it has ended, the next process on its folder and port',
  },
  async scene => {
    let gateway = await scene.gateway();
    const town = await scene.town(() => gateway, PEOPLE.groups, PEOPLE.size);
    const told = performance.now();
    await gateway.stop();
    scene.atMost('the process has ended', 30_000, performance.now() - told, ' ms');
    gateway = await scene.successor(gateway);
    const ready = performance.now();
    scene.atMost(
      'all are back, from readiness on',
      30_000,
      await town.back(town.people, told, 60_000),
      ' ms',
    );
    // Past the time that the successor gives them.
    await wait(Math.max(0, 33_000 - (performance.now() - ready)));
    await scene.truth(town, 2_000);
  },
);

fault(
  'drain: successor beside it',
  {
    did: 'SIGTERM with 1 000 people and a successor on the same MongoDB store, to which a relay leads new connections',
  },
  async scene => {
    const server = scene.beside('MongoImitation');
    const [, port] = await server.says(/listening on (\d+)/);
    const settings = { MONGODB_URI: `mongodb://127.0.0.1:${port}/meeshy` };
    const first = await scene.gateway(settings);
    const relay = await new Relay(first.port).start();
    scene.atEnd(() => relay.die());
    const town = await scene.town(
      () => first,
      PEOPLE.groups,
      PEOPLE.size,
      () => relay.url,
    );
    const second = await scene.gateway(settings);
    const ended = first.stop();
    const told = performance.now();
    await until(() => isDraining(first.url), 10_000);
    relay.leadTo(second.port);
    await ended;
    scene.atMost('the process has ended', 40_000, performance.now() - told, ' ms');
    scene.atMost(
      'all are back, from its end on',
      30_000,
      await town.back(town.people, told, 60_000),
      ' ms',
    );
    await wait(33_000);
    await scene.truth(town, 2_000);
  },
);

async function isDraining(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).status === 503;
  } catch {
    return true;
  }
}
