import { fault } from '../src/fault';
import { until } from '../src/waiting';
import { Conversation } from './conversation';

fault(
  'sqlite-locked',
  { did: 'another program holds BEGIN EXCLUSIVE on meeshy.db for 30 s' },
  async scene => {
    const gateway = await scene.gateway();
    const town = await scene.town(() => gateway, 1, 20);
    const talk = new Conversation(town);
    await talk.goesOnFor(2_000);
    talk.slowestAnswer();

    const other = scene.beside('DatabaseFile', 'lock', gateway.dataDir);
    await other.says(/locked/);
    const locked = performance.now();
    const edges = await town.edges(town.person(0), town.person(1), 15_000);
    scene.atMost('who comes or goes meanwhile is shown', 1_000, edges, ' ms');
    scene.is('health/ready says', 'DEGRADED', (await gateway.health()).status);
    await talk.goesOnFor(30_000 - (performance.now() - locked));
    scene.is('messages are refused with', 'UNAVAILABLE', talk.codes);
    scene.atMost('their answer takes', 12_000, slowest(talk), ' ms');
    await other.finish();

    const stored = talk.acknowledged.length;
    const again = await until(() => talk.acknowledged.length > stored, 30_000);
    scene.atMost('unlocked, messages are taken', 6_000, again, ' ms');
    const well = await until(async () => (await gateway.health()).status === 'UP', 30_000);
    scene.atMost('and all that waited is written', 6_000, well, ' ms');
    talk.ends();
    await scene.truth(town, 1_000);
  },
);

const slowest = (talk: Conversation) => Math.max(...talk.refused.map(each => each.took));
