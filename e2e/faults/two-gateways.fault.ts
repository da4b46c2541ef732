import { fault } from '../src/fault';
import { freePort, run, SECRET } from '../src/gateway';
import { Conversation } from './conversation';

fault(
  'two-gateways',
  { did: 'a second gateway is started on the folder of one that serves 10 people' },
  async scene => {
    const gateway = await scene.gateway();
    const town = await scene.town(() => gateway, 1, 10);
    const talk = new Conversation(town);
    const started = performance.now();
    const second = await run(['start'], {
      JWT_SECRET: SECRET,
      DATA_DIR: gateway.dataDir,
      PORT: String(await freePort()),
    });
    scene.atMost('the second has ended', 30_000, performance.now() - started, ' ms');
    scene.is('its exit code', '1', String(second.code));
    const lines = second.output.split('\n').filter(line => line.includes(gateway.dataDir));
    const refusals = lines.filter(line => line.includes('another gateway process is using it'));
    scene.is('sentences that say why', '1', String(refusals.length));
    scene.none(
      'lines of stack traces',
      second.output.split('\n').filter(l => l.startsWith('\tat ')),
    );
    await talk.goesOnFor(1_000);
    talk.ends();
    scene.none('messages refused by the first', talk.refused.length, talk.acknowledged.length);
    const broken = town.people.flatMap(each => each.client?.all('disconnect') ?? []);
    scene.none('connections of the first broken', broken.length, town.people.length);
    await scene.truth(town, 1_000);
  },
);
