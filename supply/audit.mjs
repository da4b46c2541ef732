/** Checks what the product is made of, without any network. Ends with 1 and a sentence for each thing that is wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { advisories, licences, lockFile, materials, pins } from './checks.mjs';
import { components, jars, locked, pinned } from './inventory.mjs';

const root = resolve(import.meta.dirname, '..');
const text = path => readFileSync(resolve(root, path), 'utf8');
const json = path => JSON.parse(text(path));
const sbom = name => {
  const path = `.build/sbom/${name}.cdx.json`;
  if (existsSync(resolve(root, path))) return components(json(path));
  process.stderr.write(`meeshy: ${path} is missing: run ./meeshy sbom first\n`);
  process.exit(1);
};

const policy = json('supply/policy.json');
const isOwn = ({ component }) => component.startsWith(policy.own);
const known = json('supply/advisories.json');
const [gateway, pages] = [sbom('gateway'), sbom('pages')];
const maven = pinned(text('supply/checksums.txt'));
const npm = locked(json('package-lock.json'));
const shipped = jars(resolve(root, 'server/target/lib'));

const wrong = [
  ...lockFile(npm, policy.installScripts),
  ...materials(gateway, shipped),
  ...pins(shipped, maven, gateway.filter(isOwn)),
  ...licences([...gateway.filter(each => !isOwn(each)), ...pages], policy),
  ...advisories([...maven, ...npm], known),
];
for (const sentence of wrong) process.stderr.write(`meeshy: ${sentence}\n`);
if (wrong.length > 0) process.exit(1);
process.stdout.write(
  `${shipped.length} jars and ${pages.length} packages shipped, ${maven.length} artifacts pinned, ${npm.length} packages locked; ` +
    `none of the ${known.advisories.length} advisories known on ${known.asOf} fits\n`,
);
