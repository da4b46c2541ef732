import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { Client } from './clients';
import { Gateway, type Place } from './gateway';
import { command, isNamespaced } from './machine';
import { Town } from './town';

const ROOT = resolve(import.meta.dirname, '../..');
/** What the gateways said, for whoever wants to know what an operator sees. */
const LOGS = resolve(import.meta.dirname, '../artifacts/faults');

/** One bound and what was measured. */
export interface Reading {
  what: string;
  bound: string;
  measured: string;
  held: boolean;
}

/** What a run of one fault leaves for the table. */
export interface FaultReport {
  name: string;
  did: string;
  settings: string;
  readings: Reading[];
  /** Why it was not run. */
  skipped?: string;
}

declare module 'vitest' {
  interface TaskMeta {
    fault?: FaultReport;
  }
}

interface Plan {
  did: string;
  /** Of the gateway, others than in production. */
  settings?: Record<string, string>;
  /** Namespaces of its own, which only root has, and commands. */
  needs?: { namespaces?: boolean; commands?: string[] };
  /** For the whole run, the start of processes included. */
  seconds?: number;
}

/** A fault on real processes, as a test that fails when a bound was missed. */
export function fault(name: string, plan: Plan, run: (scene: Scene) => Promise<void>): void {
  const settings = plan.settings ?? {};
  it(
    name,
    async ({ task, skip, onTestFinished }) => {
      const report: FaultReport = { name, did: plan.did, settings: text(settings), readings: [] };
      task.meta.fault = report;
      const missing = whatIsMissing(plan);
      if (missing) {
        report.skipped = missing;
        skip(missing);
      }
      const scene = new Scene(settings, report);
      // Also when time is over: no process is left behind.
      onTestFinished(() => scene.clear());
      try {
        await run(scene);
      } catch (problem) {
        report.readings.push({
          what: 'the run comes to its end',
          bound: 'yes',
          measured: String(problem).split('\n')[0] ?? '',
          held: false,
        });
        throw problem;
      }
      expect(report.readings.filter(each => !each.held)).toEqual([]);
    },
    (plan.seconds ?? 300) * 1_000,
  );
}

/** What the steps of a fault share: processes that end with it, and its readings. */
export class Scene {
  private readonly clearing: (() => unknown)[] = [];

  constructor(
    private readonly settings: Record<string, string>,
    private readonly report: FaultReport,
  ) {}

  /** A gateway with the settings of this fault. */
  async gateway(settings: Record<string, string> = {}, place: Place = {}): Promise<Gateway> {
    const gateway = await Gateway.start({ ...this.settings, ...settings }, 'start', place);
    this.atEnd(async () => {
      await gateway.kill();
      mkdirSync(LOGS, { recursive: true });
      appendFileSync(join(LOGS, `${this.report.name.replaceAll(/\W+/g, '-')}.log`), gateway.output);
    });
    return gateway;
  }

  /** The next process on the folder and port of one that is gone. */
  successor(gateway: Gateway): Promise<Gateway> {
    return this.gateway({
      ...gateway.environment,
      PORT: String(gateway.port),
      DATA_DIR: gateway.dataDir,
    });
  }

  /** People whom the gateway knows and who are all there. */
  async town(gateway: () => Gateway, groups: number, size: number, url = () => gateway().url) {
    const town = new Town(url, groups, size);
    this.atEnd(() => Client.closeAll());
    await gateway().admin('POST', '/api/admin/import', town.document);
    await town.come();
    return town;
  }

  /** A process of the fault runs beside the gateway: the class and its arguments. */
  beside(...args: string[]): Bystander {
    const process = new Bystander(args);
    this.atEnd(() => process.end());
    return process;
  }

  folder(): string {
    return mkdtempSync(join(tmpdir(), 'meeshy-fault-'));
  }

  /** A disk of its own, in this process's own view of the file system. */
  async disk(megabytes: number): Promise<string> {
    const folder = this.folder();
    mkdirSync(folder, { recursive: true });
    await command('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
    this.atEnd(() => command('umount', '-l', folder));
    return folder;
  }

  atEnd(step: () => unknown): void {
    this.clearing.push(step);
  }

  /** The last first; one that fails does not keep the others. */
  async clear(): Promise<void> {
    for (const step of this.clearing.splice(0).reverse()) {
      try {
        await step();
      } catch (problem) {
        process.stderr.write(`clearing up: ${problem}\n`);
      }
    }
  }

  atMost(what: string, bound: number, measured: number | null, unit = ''): void {
    const held = measured !== null && measured <= bound;
    const shown = measured === null || !Number.isFinite(measured) ? 'never' : round(measured);
    this.report.readings.push({
      what,
      bound: `≤ ${round(bound)}${unit}`,
      measured: shown === 'never' ? shown : shown + unit,
      held,
    });
  }

  none(what: string, found: unknown[] | number, outOf?: number): void {
    const count = typeof found === 'number' ? found : found.length;
    if (typeof found !== 'number' && found.length > 0) {
      process.stderr.write(`${what}: ${found.slice(0, 5).join('; ')}\n`);
    }
    this.report.readings.push({
      what,
      bound: '0',
      measured: outOf === undefined ? String(count) : `${count} of ${outOf}`,
      held: count === 0 && outOf !== 0,
    });
  }

  is(what: string, bound: string, measured: string): void {
    this.report.readings.push({ what, bound, measured, held: bound === measured });
  }

  /** The end of each fault: nobody who was there was ever shown as offline, and everybody is shown as they are. */
  async truth(town: Town, bound: number): Promise<void> {
    this.atMost('everybody shown as they are', bound, await town.agree(bound + 20_000), ' ms');
    this.none('falsely shown offline', town.falselyOffline());
  }
}

/** A process that the launcher starts from the workbench. */
export class Bystander {
  private readonly child: ChildProcess;
  private output = '';

  constructor(args: string[]) {
    this.child = spawn(join(ROOT, 'meeshy'), ['beside', ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', chunk => {
      this.output += chunk;
    });
  }

  /** Waits for a line that fits; answers the match. */
  async says(pattern: RegExp, within = 120_000): Promise<RegExpExecArray> {
    const deadline = performance.now() + within;
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      if (performance.now() > deadline || this.child.exitCode !== null) {
        throw new Error(`it did not say ${pattern}: ${this.output}`);
      }
      await new Promise(done => setTimeout(done, 20));
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends its standard input, upon which it ends; answers what it has said. */
  async finish(): Promise<string> {
    const gone = new Promise(done => this.child.once('close', done));
    this.child.stdin?.end();
    if (this.child.exitCode === null) await gone;
    return this.output;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

function whatIsMissing({ needs = {} }: Plan): string | undefined {
  if (needs.namespaces && !isNamespaced()) {
    return 'skipped: only root has network and mount namespaces of its own';
  }
  const absent = needs.commands?.find(each => !command.exists(each));
  return absent && `skipped: the command ${absent} is not installed`;
}

const round = (value: number) => String(Math.round(value));

const text = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
