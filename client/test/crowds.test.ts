import { describe, expect, it } from 'vitest';
import type { PresenceRecord } from '../src/index.js';
import { record, World } from './world.js';

/**
 * Ann and Ben are in the ordinary conversations `c` and `d` with the viewer. `hall` and `square` are large: their members are
 * told only while one is open.
 */
class Town extends World {
  readonly me = record('me');
  readonly ann = record('ann');
  readonly ben = record('ben');
  readonly zoe = record('zoe');

  constructor() {
    super();
    this.accept();
    this.whole();
  }

  whole(): void {
    this.snapshot([this.me, this.ann, this.ben], {
      complete: true,
      conversations: { c: ['me', 'ann'], d: ['me', 'ben'] },
    });
  }

  comeBack(): void {
    this.socket.drop();
    this.accept();
  }

  resume(...missed: PresenceRecord[]): void {
    this.snapshot(missed, { complete: false, resumed: true });
  }

  opened(conversationId: string, ...connected: PresenceRecord[]): void {
    this.socket.receive('conversation:joined', { conversationId, userId: 'me' });
    this.crowd(...connected);
  }

  crowd(...connected: PresenceRecord[]): void {
    this.snapshot(connected, { complete: false });
  }

  shut(conversationId: string): void {
    this.socket.receive('conversation:left', { conversationId, userId: 'me' });
  }

  left(conversationId: string, userId: string): void {
    this.socket.receive('conversation:member-left', { conversationId, userId });
  }

  get known(): string[] {
    return [...this.client.people()].map(({ userId }) => userId).sort();
  }

  get asked(): unknown[] {
    return this.socket.emitted;
  }
}

const join = (conversationId: string) => ['conversation:join', { conversationId }];

describe('who is seen in a large conversation alone', () => {
  it('is forgotten when it is shut', () => {
    const town = new Town();
    town.opened('hall', town.me, town.ann, town.zoe);
    expect(town.known).toEqual(['ann', 'ben', 'me', 'zoe']);
    const told: unknown[] = [];
    town.client.subscribe(change => told.push(change));
    town.shut('hall');
    expect(town.known).toEqual(['ann', 'ben', 'me']);
    expect(told).toEqual([{ kind: 'people', userIds: ['zoe'] }]);
    expect(town.asked).toEqual([]);
  });

  it('is forgotten when the viewer is no longer a member of it', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.left('hall', 'me');
    expect(town.known).toEqual(['ann', 'ben', 'me']);
  });

  it('is forgotten when they leave it themselves', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.left('hall', 'zoe');
    expect(town.known).toEqual(['ann', 'ben', 'me']);
  });

  it('stays while another large conversation that is open shows them', () => {
    const town = new Town();
    const eve = record('eve');
    town.opened('hall', town.zoe, eve);
    town.opened('square', eve);
    town.shut('hall');
    expect(town.asked).toEqual([join('square')]);
    expect(town.known).toContain('eve');

    town.opened('square', eve);
    expect(town.known).toEqual(['ann', 'ben', 'eve', 'me']);
    town.shut('square');
    expect(town.known).toEqual(['ann', 'ben', 'me']);
    expect(town.asked).toHaveLength(1);
  });

  it('stays when somebody hears of them while the other is asked', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.opened('square');
    town.shut('hall');
    town.socket.receive('user:status', record('zoe', { version: 2 }));
    town.crowd();
    expect(town.known).toContain('zoe');
  });

  it('is not forgotten for an ordinary conversation that is shut', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.socket.receive('conversation:joined', { conversationId: 'c', userId: 'me' });
    town.shut('c');
    expect(town.known).toContain('zoe');
    expect(town.asked).toEqual([]);
  });
});

describe('a viewer who leaves an ordinary conversation', () => {
  it('opens again what is large and open: it was not told there of those it saw elsewhere', () => {
    const town = new Town();
    town.opened('hall', town.ann, town.zoe);
    town.left('c', 'me');
    expect(town.asked).toEqual([join('hall')]);
    town.opened('hall', record('ann', { version: 2 }), town.zoe);
    expect(town.known).toEqual(['ann', 'ben', 'me', 'zoe']);
  });

  it('forgets those who are not there either', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.left('c', 'me');
    town.opened('hall', town.zoe);
    expect(town.known).toEqual(['ben', 'me', 'zoe']);
  });

  it('asks nothing when nothing large is open', () => {
    const town = new Town();
    town.left('c', 'me');
    expect(town.known).toEqual(['ben', 'me']);
    expect(town.asked).toEqual([]);
  });
});

describe('a new connection', () => {
  it('opens again what was open', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.socket.receive('conversation:joined', { conversationId: 'c', userId: 'me' });
    town.comeBack();
    expect(town.asked).toEqual([]);
    town.resume();
    expect(town.asked).toEqual([join('hall'), join('c')]);
  });

  it('that resumes forgets who left a large conversation meanwhile, and draws nobody else as gone', () => {
    const town = new Town();
    const eve = record('eve');
    town.opened('hall', town.zoe, eve);
    const forgotten: string[] = [];
    town.client.subscribe(change => {
      if (change.kind !== 'people') return;
      forgotten.push(...change.userIds.filter(userId => !town.client.person(userId)));
    });
    town.comeBack();
    town.resume(record('ben', { version: 2 }));
    town.opened('hall', eve);
    expect(town.known).toEqual(['ann', 'ben', 'eve', 'me']);
    expect(forgotten).toEqual(['zoe']);
  });

  it('that starts anew keeps the dots of a large conversation until it has told', () => {
    const town = new Town();
    const eve = record('eve');
    town.opened('hall', town.zoe, eve);
    const seen: string[][] = [];
    town.comeBack();
    town.client.subscribe(() => seen.push(town.known));
    town.snapshot([town.me, town.ann], { complete: true, conversations: { c: ['me', 'ann'] } });
    expect(town.client.connection.phase).toBe('online');
    expect(town.known).toEqual(['ann', 'eve', 'me', 'zoe']);
    town.opened('hall', eve);
    expect(town.known).toEqual(['ann', 'eve', 'me']);
    expect(seen.every(known => known.includes('eve'))).toBe(true);
  });

  it.each(['resume', 'whole'] as const)('(%s) forgets them when nothing is open', way => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.socket.drop();
    town.shut('hall');
    town.accept();
    town[way]();
    expect(town.known).toEqual(['ann', 'ben', 'me']);
    expect(town.asked).toEqual([]);
  });

  it('forgets them when the conversation may not be opened any more', () => {
    const town = new Town();
    town.opened('hall', town.zoe);
    town.comeBack();
    town.resume();
    town.socket.receive('conversation:join-error', {
      conversationId: 'hall',
      reason: 'no_longer_member',
      message: 'no',
    });
    expect(town.known).toEqual(['ann', 'ben', 'me']);
    town.comeBack();
    town.resume();
    expect(town.asked).toEqual([join('hall')]);
  });
});
