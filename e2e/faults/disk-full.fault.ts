import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../src/fault';
import { until, wait } from '../src/town';
import { Conversation } from './conversation';

fault(
  'disk-full',
  {
    did: 'DATA_DIR on a disk of 64 MB that another file fills to the last byte for 15 s',
    needs: { namespaces: true },
  },
  async scene => {
    const disk = await scene.disk(64);
    const gateway = await scene.gateway({ DATA_DIR: disk });
    const town = await scene.town(() => gateway, 1, 20);
    const talk = new Conversation(town, 9_000);
    await talk.goesOnFor(3_000);
    scene.none('messages refused before', talk.refused.length, talk.acknowledged.length);

    const filler = join(disk, 'filler');
    fill(filler);
    talk.slowestAnswer();
    const refused = await until(() => talk.refused.length > 0, 15_000);
    scene.atMost('messages are refused', 15_000, refused, ' ms');
    const edges = await town.edges(town.person(0), town.person(1), 8_000);
    scene.atMost('who comes or goes meanwhile is shown', 1_000, edges, ' ms');
    scene.atMost('the answer to a message takes', 5_000, talk.slowestAnswer(), ' ms');
    scene.is('the refusal says', 'UNAVAILABLE', talk.codes);
    scene.is('health/ready says', 'DEGRADED', (await gateway.health()).status);

    rmSync(filler);
    const stored = talk.acknowledged.length;
    const again = await until(() => talk.acknowledged.length > stored, 30_000);
    scene.atMost('with space again, messages are taken', 3_000, again, ' ms');
    const well = await until(async () => (await gateway.health()).status === 'UP', 30_000);
    scene.atMost('and all that waited is written', 6_000, well, ' ms');
    await wait(1_000);
    talk.ends();
    await scene.truth(town, 1_000);
  },
);

function fill(path: string): void {
  const file = openSync(path, 'w');
  for (const size of [1_048_576, 4_096, 1]) {
    try {
      const chunk = Buffer.alloc(size);
      for (;;) writeSync(file, chunk);
    } catch {
      // Full for pieces of this size.
    }
  }
  closeSync(file);
}
