import { type ChildProcess, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fault, type Scene } from '../src/fault';
import { freePort } from '../src/gateway';
import type { Person } from '../src/town';
import { wait } from '../src/waiting';

const SECONDS = 10;

fault(
  'stalled-loop',
  {
    did: `a debugger suspends the event loops of Netty, one after the other, for ${SECONDS} s each`,
  },
  async scene => {
    const port = await freePort();
    const agent = `-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:${port}`;
    const gateway = await scene.gateway({ MEESHY_JAVA_OPTS: agent });
    const town = await scene.town(() => gateway, 1, 24);
    const debug = new Debugger(scene, gateway.pid, port);
    const loops = await debug.loops();
    let [slowest, held] = [0, 0];
    for (const loop of loops.slice(0, 2)) {
      await debug.say(`suspend ${loop}`);
      const answers = town.people.map(each => answer(each));
      await wait(1_000);
      const stalled = answers.filter(each => each.took === null);
      held += stalled.length;
      const free = town.people.filter((_, i) => answers[i]?.took !== null);
      for (const end = performance.now() + (SECONDS - 1) * 1_000; performance.now() < end; ) {
        const again = free.map(answer);
        await wait(1_000);
        slowest = Math.max(slowest, ...again.map(each => each.took ?? Number.POSITIVE_INFINITY));
      }
      await debug.say(`resume ${loop}`);
      const resumed = performance.now();
      await Promise.all(town.people.map(each => each.client?.settled(30_000)));
      scene.atMost(
        `${stalled.length} people of a loop are answered again`,
        2_000,
        performance.now() - resumed,
        ' ms',
      );
      await wait(2_000);
    }
    scene.is('people were on these loops', 'yes', held > 0 ? 'yes' : 'no');
    scene.atMost('people of other loops are answered meanwhile within', 1_000, slowest, ' ms');
    const broken = town.people.flatMap(each => each.client?.all('disconnect') ?? []);
    scene.none('connections broken', broken.length, town.people.length);
    await wait(6_000);
    await scene.truth(town, 1_000);
  },
);

/** Asks for a heartbeat and books the milliseconds, null as long as there is no answer. */
function answer(person: Person): { took: number | null } {
  const booked: { took: number | null } = { took: null };
  const start = performance.now();
  void person.client?.settled().then(
    () => {
      booked.took = performance.now() - start;
    },
    () => {},
  );
  return booked;
}

/** jdb of the JDK that runs the gateway. */
class Debugger {
  private readonly child: ChildProcess;
  private output = '';

  constructor(scene: Scene, gateway: number, port: number) {
    const java = readlinkSync(`/proc/${gateway}/exe`);
    this.child = spawn(join(dirname(java), 'jdb'), ['-attach', `127.0.0.1:${port}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', chunk => {
      this.output += chunk;
    });
    scene.atEnd(() => this.child.kill('SIGKILL'));
  }

  /** The threads of the event loops that serve connections. */
  async loops(): Promise<string[]> {
    await wait(3_000);
    const threads = await this.say('threads');
    const found = threads.matchAll(/\)(0x[0-9a-f]+|\d+)\s+(default-\S*EventLoopGroup\S*)/gi);
    const ids = [...found].map(each => each[1] ?? '');
    if (ids.length === 0) throw new Error(`no event loops among:\n${threads}`);
    return ids;
  }

  async say(line: string): Promise<string> {
    this.output = '';
    this.child.stdin?.write(`${line}\n`);
    await wait(700);
    return this.output;
  }
}
