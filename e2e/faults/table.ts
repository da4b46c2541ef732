import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { TestModule } from 'vitest/node';
import type { FaultReport } from '../src/fault';

const PAGE = resolve(import.meta.dirname, '../../docs/operate/faults.md');
const MEASURED = /(<!-- measured -->\n)[\s\S]*?(<!-- \/measured -->)/;

/** Prints what was measured as a table; after a run of all faults it goes to the documentation, too. */
export default class FaultTable {
  private readonly loadBefore = load();

  onTestRunEnd(modules: readonly TestModule[]): void {
    const reports = modules
      .flatMap(each => [...each.children.allTests()])
      .map(each => each.meta().fault)
      .filter(each => each !== undefined);
    if (reports.length === 0) return;
    const table = [HEAD, ...reports.flatMap(rowsOf)].join('\n');
    process.stdout.write(`\n${table}\n\n`);
    if (process.env.MEESHY_FAULTS === 'all') write(table, this.loadBefore);
  }
}

const HEAD =
  '| fault | what was done | what must hold | bound | measured | |\n|---|---|---|---|---|---|';

function rowsOf(report: FaultReport): string[] {
  const did = report.settings ? `${report.did} (\`${report.settings}\`)` : report.did;
  if (report.skipped) return [`| ${report.name} | ${did} | | | ${report.skipped} | |`];
  return report.readings.map(({ what, bound, measured, held }, i) =>
    row(i === 0 ? [report.name, did] : ['', ''], [what, bound, measured, held ? 'pass' : 'MISS']),
  );
}

const row = (...cells: string[][]) => `| ${cells.flat().join(' | ')} |`;

/** Average of the last minute: what else the machine did. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function write(table: string, loadBefore: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const { model } = cpus()[0] ?? { model: 'unknown processor' };
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${model.trim()}), ${memory} GB of memory, Linux, Node ${process.version}`;
  const text = `Measured on ${day} with \`./meeshy test --faults\` on ${machine}; gateway and clients on one machine, whose load average was ${loadBefore} before and ${load()} at the end.\n\n${table}\n`;
  writeFileSync(
    PAGE,
    page.replace(MEASURED, (_, start, end) => `${start}${text}${end}`),
  );
}
