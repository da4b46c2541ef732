import { readFileSync, writeFileSync } from 'node:fs';
import { fault } from '../src/fault';
import { until, wait } from '../src/waiting';
import { Conversation } from './conversation';

const SLOW = 40;
const OWED_TO_EACH = 1;

fault(
  'slow-readers',
  {
    did: `${SLOW} of 60 people stop reading while the others send 9 KB each a second; buffers of the kernel are small`,
    settings: { MEESHY_JAVA_OPTS: '-Xms96m -Xmx96m -XX:+AlwaysPreTouch' },
    needs: { namespaces: true },
  },
  async scene => {
    smallBuffers();
    const gateway = await scene.gateway();
    const town = await scene.town(() => gateway, 1, 60);
    const slow = town.people.slice(0, SLOW);
    const talk = new Conversation(town, 9_000);
    await talk.goesOnFor(3_000);
    const before = resident(gateway.pid);
    talk.slowestAnswer();

    for (const each of slow) {
      each.gone();
      each.client?.read(false);
    }
    const stopped = performance.now();
    let most = 0;
    const gone = await until(async () => {
      most = Math.max(most, resident(gateway.pid) - before);
      await wait(100);
      return slow.every(each => isShownGone(town.person(SLOW), each));
    }, 60_000);
    scene.atMost('who reads nothing is shown as gone', 45_000, gone, ' ms');
    scene.atMost(
      'memory that the gateway takes meanwhile',
      SLOW * OWED_TO_EACH + 32,
      most / 1024,
      ' MB',
    );
    scene.atMost('the answer to a message of the others takes', 1_000, talk.slowestAnswer(), ' ms');

    talk.ends();
    for (const each of slow) each.client?.read(true);
    const back = await until(() => slow.every(each => each.signedInSince(stopped)), 60_000);
    scene.atMost('who reads again is back', 15_000, back, ' ms');
    for (const each of slow) each.arrived();
    await scene.truth(town, 5_000);

    function isShownGone(viewer: (typeof slow)[number], subject: (typeof slow)[number]): boolean {
      viewer.listen();
      return viewer.view.get(subject.id)?.isOnline === false;
    }
  },
);

/** Kilobytes of memory that a process has. */
const resident = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** In this network namespace alone. */
function smallBuffers(): void {
  writeFileSync('/proc/sys/net/ipv4/tcp_rmem', '4096 16384 65536');
  writeFileSync('/proc/sys/net/ipv4/tcp_wmem', '4096 16384 65536');
}
