import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault, type Scene } from '../src/fault';
import type { Gateway } from '../src/gateway';
import { conversation, type Town } from '../src/town';
import { wait } from '../src/waiting';
import { token } from '../src/world';

const LIBRARY = '/usr/$LIB/faketime/libfaketimeMT.so.1';
const SETTINGS = { ACTIVITY_THROTTLE: '1s' };
const GRACE = 5_000;

for (const [name, first] of [
  ['ahead', '+3600'],
  ['back', '-3600'],
] as const) {
  fault(
    `clock: ${name}`,
    {
      did: `the clock jumps an hour ${name} (faketime), and to the right time again 15 s later`,
      settings: SETTINGS,
      needs: { commands: ['faketime'] },
    },
    async scene => {
      const clock = new Clock(scene);
      const gateway = await scene.gateway(clock.environment);
      const town = await scene.town(() => gateway, 1, 10);
      await activity(town);
      const limits: string[] = [
        ...(await joins(town, 15)),
        ...(await wrongCredentials(gateway, 5)),
      ];

      for (const jump of [first, '+0']) {
        // One line breaks just before the jump and is back in time, one never comes back.
        const [neighbour, broken, lost] = [town.person(0), town.person(1), town.person(2)];
        broken.client?.vanish();
        lost.client?.vanish(false);
        await wait(200);
        lost.gone();
        clock.set(jump);
        const gone = await town.shown(neighbour, lost, false, 30_000);
        scene.atMost(
          `${jump} s: who was lost just before is shown as gone`,
          GRACE + 1_500,
          gone,
          ' ms',
        );
        await wait(12_000 - Math.min(gone, 11_000));
        await activity(town);
        limits.push(...(await joins(town, 15)));
        await town.come([lost]);
      }
      scene.none(
        'joins refused',
        limits.filter(each => each !== 'joined' && each !== '401'),
        limits.length,
      );
      await wait(1_500);
      await activity(town);
      await wait(1_500);
      const future = await ahead(gateway, town);
      scene.atMost('moments kept of the future, at most ahead', 60_000, future, ' ms');
      await scene.truth(town, 1_000);
    },
  );
}

/** The clock of a process, read anew within a second from a file. Only the wall's: time that passes goes on. */
class Clock {
  private readonly file: string;

  constructor(scene: Scene) {
    this.file = join(scene.folder(), 'clock');
    this.set('+0');
  }

  get environment(): Record<string, string> {
    return {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_UPDATE_TIMESTAMP_FILE: '0',
      DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  set(offset: string): void {
    writeFileSync(this.file, `${offset}\n`);
  }
}

/** Everybody does something, as often as needed to be past the throttle. */
async function activity(town: Town): Promise<void> {
  for (const each of town.there) each.client?.emit('heartbeat', {});
  await Promise.all(town.there.map(each => each.client?.settled(30_000)));
}

/** Opens of the conversation by one person, within the limit of 50 in 10 s. */
async function joins(town: Town, count: number): Promise<string[]> {
  const client = town.person(3).client;
  if (!client) return ['nobody'];
  const before = client.heard.length;
  for (let i = 0; i < count; i++) {
    client.emit('conversation:join', { conversationId: conversation(0) });
  }
  await client.settled(30_000);
  await wait(500);
  return client.heard
    .slice(before)
    .filter(each => /^conversation:join(ed|-error)$/.test(each.event))
    .map(({ event, payload }) =>
      event === 'conversation:joined' ? 'joined' : (payload as { reason: string }).reason,
    );
}

async function wrongCredentials(gateway: Gateway, count: number): Promise<string[]> {
  const answers: string[] = [];
  for (let i = 0; i < count; i++) {
    const answer = await fetch(`${gateway.url}/api/users/me`, {
      headers: { 'x-session-token': `anon_wrong_${i}_0123456789abcdef` },
    });
    answers.push(String(answer.status));
  }
  return answers;
}

/** How far the latest moment that the gateway tells of anybody is ahead of now; 0 when none is. */
async function ahead(gateway: Gateway, town: Town): Promise<number> {
  const ids = town.people.map(each => each.id).join(',');
  const viewer = town.person(0);
  const answer = await fetch(`${gateway.url}/api/users/presence?ids=${ids}`, {
    headers: { Authorization: `Bearer ${token(viewer.id)}` },
  });
  const text = await answer.text();
  const moments = text.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
  if (!answer.ok || moments.length === 0) throw new Error(`no moments: ${text}`);
  return Math.max(0, ...moments.map(each => Date.parse(each) - Date.now()));
}
