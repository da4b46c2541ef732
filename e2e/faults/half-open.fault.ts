import { fault } from '../src/fault';
import { Network } from '../src/network';
import { wait } from '../src/waiting';

const SETTINGS = { PING_INTERVAL: '2s', PING_TIMEOUT: '2s', OFFLINE_GRACE: '6s' };
const DETECTED = 10_000;

fault(
  'half-open',
  {
    did: 'the gateway on a host of its own; the link of one person goes down, or packets are dropped one way (nftables)',
    settings: SETTINGS,
    needs: { namespaces: true, commands: ['ip', 'nft'] },
  },
  async scene => {
    const network = await Network.open(scene);
    const gateway = await scene.gateway({}, { through: network.through, address: Network.STAYS });
    const town = await scene.town(() => gateway, 1, 6);
    const viaCut = gateway.url.replace(Network.STAYS, Network.CUT);
    const [neighbour, moved] = [town.person(0), town.person(1)];
    const cuts = [
      ['link down', () => network.cable('down'), () => network.cable('up')],
      ['dropped on the way to the gateway', () => network.drop('in'), () => network.dropNothing()],
      ['dropped on the way to the client', () => network.drop('out'), () => network.dropNothing()],
    ] as const;

    for (const [i, [name, cut, mend]] of cuts.entries()) {
      const victim = town.person(2 + i);
      town.leave([victim]);
      await town.come([victim], viaCut);
      await wait(500 + 700 * i);
      await cut();
      const at = performance.now();
      victim.gone();
      await town.shown(neighbour, victim, false, 30_000);
      scene.atMost(`${name}: shown as gone`, DETECTED, performance.now() - at, ' ms');
      await mend();
      const back = await town.shown(neighbour, victim, true, 60_000);
      scene.atMost(`${name}: back, from the mending on`, 15_000, back, ' ms');
      // By the line that stays, out of the way of the next cut.
      town.leave([victim]);
      await town.come([victim]);
    }

    // Within the time for which nobody is told: by the same line, by a new line, and by another way.
    town.leave([moved]);
    await town.come([moved], viaCut);
    for (const [name, length] of [
      ['link down for 1 s', 1_000],
      ['link down for 5 s, the line is given up', 5_000],
    ] as const) {
      const before = town.falselyOffline().length;
      await network.cable('down');
      await wait(length);
      await network.cable('up');
      await wait(DETECTED);
      scene.none(`${name}: shown as gone`, town.falselyOffline().length - before);
    }
    await network.cable('down');
    await town.switches(moved, gateway.url);
    await wait(DETECTED + 2_000);
    await network.cable('up');
    await scene.truth(town, 2_000);
  },
);
