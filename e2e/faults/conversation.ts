import type { Answer, Person, Town } from '../src/town';
import { wait } from '../src/waiting';

interface Said {
  answer: Answer;
  took: number;
}

/** Everybody who is there says something once a second, or when the answer to the last came; what became of it is booked. */
export class Conversation {
  readonly acknowledged: string[] = [];
  readonly refused: Said[] = [];
  private readonly waiting = new Set<string>();
  private said = 0;
  private slowest = 0;
  private going = true;

  constructor(
    private readonly town: Town,
    private readonly length = 40,
  ) {
    void this.run();
  }

  goesOnFor(millis: number): Promise<void> {
    return wait(millis);
  }

  ends(): void {
    this.going = false;
  }

  /** The longest time in milliseconds that an answer took since the last call. */
  slowestAnswer(): number {
    const slowest = this.slowest;
    this.slowest = 0;
    return slowest;
  }

  /** Codes of refusals, each once. */
  get codes(): string {
    return [...new Set(this.refused.map(each => each.answer.code ?? 'none'))].sort().join(', ');
  }

  private async run(): Promise<void> {
    while (this.going) {
      const people = this.town.there;
      for (const each of people) {
        if (this.going && this.isFree(each)) void this.one(each);
        await wait(1_000 / people.length);
      }
      if (people.length === 0) await wait(100);
    }
  }

  /** The socket's id is in the key: an answer that broke off with a line never comes. */
  private isFree(person: Person): boolean {
    const socket = person.client?.socket;
    return socket?.connected === true && !this.waiting.has(`${person.id} ${socket.id}`);
  }

  private async one(person: Person): Promise<void> {
    const start = performance.now();
    const key = `${person.id} ${person.client?.socket.id}`;
    this.waiting.add(key);
    const answer = await this.town.say(person, `${this.said++} `.padEnd(this.length, '.'));
    this.waiting.delete(key);
    const took = performance.now() - start;
    this.slowest = Math.max(this.slowest, took);
    if (answer.data) this.acknowledged.push(answer.data.messageId);
    else this.refused.push({ answer, took });
  }
}
