import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../src/fault';
import { until, wait } from '../src/waiting';
import { Conversation } from './conversation';

fault(
  'disk-full',
  {
    did: 'DATA_DIR on a disk of 96 MB; another file takes it to below the floor, then to the last byte',
    settings: { DISK_FLOOR: '16mb' },
    needs: { namespaces: true },
  },
  async scene => {
    const disk = await scene.disk(96);
    const gateway = await scene.gateway({ DATA_DIR: disk });
    const town = await scene.town(() => gateway, 1, 20);
    const talk = new Conversation(town, 9_000);
    await talk.goesOnFor(3_000);
    scene.none('messages refused before', talk.refused.length, talk.acknowledged.length);

    const filler = join(disk, 'filler');
    const file = openSync(filler, 'w');
    fill(file, disk, 12);
    talk.slowestAnswer();
    const refused = await until(() => talk.refused.length > 0, 15_000);
    scene.atMost('12 MB are free: messages are refused', 3_000, refused, ' ms');
    await talk.goesOnFor(2_000);
    scene.is('the refusal says', 'STORE_FULL', talk.codes);
    scene.is('health/ready says', 'DEGRADED', (await gateway.health()).status);
    fill(file, disk, 0);
    closeSync(file);
    const edges = await town.edges(town.person(0), town.person(1), 8_000);
    scene.atMost('nothing is free: who comes or goes is shown', 1_000, edges, ' ms');
    scene.atMost('the answer to a message takes', 5_000, talk.slowestAnswer(), ' ms');

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

/** Writes until so many megabytes are free. */
function fill(file: number, disk: string, megabytes: number): void {
  const free = () => statfsSync(disk).bavail * statfsSync(disk).bsize - megabytes * 1_048_576;
  for (const size of [1_048_576, 4_096]) {
    const chunk = Buffer.alloc(size);
    try {
      while (free() >= size) writeSync(file, chunk);
    } catch {
      // The gateway took the last of it.
    }
  }
}
