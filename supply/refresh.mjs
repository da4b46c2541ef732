/**
 * Writes `advisories.json` anew from a folder of advisories in OSV form, a file each, as the GitHub Advisory Database and
 * OSV's own archives have them. Keeps those that name something pinned or locked here, whatever its version.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { locked, pinned } from './inventory.mjs';
import { advisoriesOf } from './osv.mjs';

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('usage: node supply/refresh.mjs <folder with advisories as OSV files>\n');
  process.exit(2);
}
const root = resolve(import.meta.dirname, '..');
const text = path => readFileSync(resolve(root, path), 'utf8');
const ours = new Set(
  [...pinned(text('supply/checksums.txt')), ...locked(JSON.parse(text('package-lock.json')))].map(
    each => each.component,
  ),
);
const found = readdirSync(folder, { recursive: true })
  .filter(file => file.endsWith('.json'))
  .flatMap(file => advisoriesOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
  .filter(({ component }) => ours.has(component))
  .sort((a, b) => (a.component + a.id < b.component + b.id ? -1 : 1));
if (found.length === 0) {
  process.stderr.write(
    `meeshy: no advisory below ${folder} names anything that is used here; nothing was written\n`,
  );
  process.exit(1);
}
const { accepted } = JSON.parse(text('supply/advisories.json'));
const list = { asOf: new Date().toISOString().slice(0, 10), advisories: found, accepted };
writeFileSync(resolve(root, 'supply/advisories.json'), `${JSON.stringify(list, null, 2)}\n`);
process.stdout.write(`${found.length} advisories name something that is used here\n`);
