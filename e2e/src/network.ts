import type { Scene } from './fault';
import { command } from './machine';

/** A host for a gateway in a network namespace of its own, with two links to this one: one that stays, one to be cut. */
export class Network {
  private constructor(private readonly name: string) {}

  static readonly STAYS = '10.97.1.2';
  static readonly CUT = '10.97.2.2';

  static async open(scene: Scene): Promise<Network> {
    const network = new Network(`meeshy-${process.pid}`);
    await command('ip', 'netns', 'add', network.name);
    scene.atEnd(() => command('ip', 'netns', 'del', network.name));
    await network.inside('ip', 'link', 'set', 'lo', 'up');
    await network.link('stays', '10.97.1');
    await network.link('cut', '10.97.2');
    return network;
  }

  /** What starts a process on that host. */
  get through(): string[] {
    return ['ip', 'netns', 'exec', this.name];
  }

  /** The clients' end of the link that is cut. */
  async cable(state: 'up' | 'down'): Promise<void> {
    await command('ip', 'link', 'set', 'cut', state);
  }

  /** Nothing that comes over the link gets in, or nothing gets out by it; what goes the other way arrives. */
  async drop(direction: 'in' | 'out'): Promise<void> {
    const hook = direction === 'in' ? 'input' : 'output';
    const rule = `${direction === 'in' ? 'iifname' : 'oifname'} "cut" drop`;
    const chain = `chain gate { type filter hook ${hook} priority 0; ${rule};\n }`;
    await this.inside('nft', `table inet faults { ${chain}\n }`);
  }

  async dropNothing(): Promise<void> {
    await this.inside('nft', 'delete table inet faults');
  }

  private async link(name: string, subnet: string): Promise<void> {
    await command(
      'ip',
      'link',
      'add',
      name,
      'type',
      'veth',
      'peer',
      'name',
      name,
      'netns',
      this.name,
    );
    await command('ip', 'address', 'add', `${subnet}.1/24`, 'dev', name);
    await command('ip', 'link', 'set', name, 'up');
    await this.inside('ip', 'address', 'add', `${subnet}.2/24`, 'dev', name);
    await this.inside('ip', 'link', 'set', name, 'up');
  }

  private inside(...line: string[]): Promise<string> {
    return command('ip', 'netns', 'exec', this.name, ...line);
  }
}
