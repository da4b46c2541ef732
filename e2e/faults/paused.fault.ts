import { fault } from '../src/fault';
import { until, wait } from '../src/waiting';

const SECONDS = 60;

fault(
  'paused',
  {
    did: `SIGSTOP of the gateway for ${SECONDS} s, then SIGCONT; one line had been cut just before, one person leaves meanwhile`,
  },
  async scene => {
    const gateway = await scene.gateway();
    const town = await scene.town(() => gateway, 1, 20);
    const [neighbour, cut, leaving] = [town.person(0), town.person(1), town.person(2)];
    // Tries to come back within a second and finds nobody to answer: it is there all the same.
    cut.client?.vanish();
    await wait(100);

    gateway.signal('SIGSTOP');
    await wait(SECONDS * 500);
    town.leave([leaving]);
    await wait(SECONDS * 500);
    gateway.signal('SIGCONT');
    const goesOn = performance.now();
    const gone = await town.shown(neighbour, leaving, false, 30_000);
    scene.atMost('who left meanwhile is shown as gone', 2_000, gone, ' ms');
    const back = await until(() => town.there.every(each => each.client?.socket.connected), 60_000);
    const waited = back === null ? back : performance.now() - goesOn;
    scene.atMost('all are connected again', 30_000, waited, ' ms');
    await wait(8_000);
    await scene.truth(town, 1_000);
  },
);
