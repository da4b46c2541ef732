import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { fault } from '../src/fault';
import type { Gateway } from '../src/gateway';
import { until } from '../src/waiting';
import { Conversation } from './conversation';

const DESCRIPTORS = 400;

fault(
  'descriptors',
  {
    did: `ulimit -n ${DESCRIPTORS}, and ${2 * DESCRIPTORS} connections that say nothing, for 20 s`,
  },
  async scene => {
    const through = ['sh', '-c', `ulimit -n ${DESCRIPTORS}; exec "$0" "$@"`];
    const gateway = await scene.gateway({}, { through });
    const town = await scene.town(() => gateway, 1, 20);
    const talk = new Conversation(town);
    await talk.goesOnFor(1_000);
    talk.slowestAnswer();

    const silent = await crowd(gateway, 2 * DESCRIPTORS);
    scene.atEnd(() => leave(silent));
    const open = readdirSync(`/proc/${gateway.pid}/fd`).length;
    let unanswered = 0;
    let asked = 0;
    for (const end = performance.now() + 20_000; performance.now() < end; asked++) {
      const well = await gateway.health(2_000).catch(() => null);
      if (!well) unanswered++;
      await new Promise(done => setTimeout(done, 500));
    }
    scene.none(
      `health checks without an answer in 2 s, ${open} descriptors open`,
      unanswered,
      asked,
    );
    scene.atMost('the answer to a message takes', 1_000, talk.slowestAnswer(), ' ms');
    scene.none('messages refused', talk.refused.length, talk.acknowledged.length);

    leave(silent);
    const left = performance.now();
    const newcomer = town.person(0);
    town.leave([newcomer]);
    await until(
      () =>
        gateway.health(500).then(
          () => true,
          () => false,
        ),
      30_000,
    );
    await town.come([newcomer]);
    scene.atMost('when they are gone, somebody new is in', 5_000, performance.now() - left, ' ms');
    talk.ends();
    await scene.truth(town, 2_000);
  },
);

/** Connections without a word, as many as the gateway or its system takes. */
async function crowd(gateway: Gateway, size: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let i = 0; i < size; i++) {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    if (i % 50 === 49) await new Promise(done => setTimeout(done, 50));
  }
  return sockets;
}

function leave(sockets: Socket[]): void {
  for (const each of sockets) each.destroy();
}
