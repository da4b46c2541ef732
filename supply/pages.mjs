/** Writes the list of materials of the pages: what `web` needs at run time, as CycloneDX; argument: the file. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { locked } from './inventory.mjs';

const root = resolve(import.meta.dirname, '..');
const lock = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8'));
const listed = execFileSync('npm', ['ls', '-w', 'web', '--omit', 'dev', '--all', '--parseable'], {
  cwd: root,
  encoding: 'utf8',
});
const needed = new Set(listed.split('\n').map(path => relative(root, path)));

const material = ({ component, version, integrity, license }) => {
  const [algorithm, digest] = integrity.split('-');
  const purl = `${component.replace('/@', '/%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name: component.replace('pkg:npm/', ''),
    version,
    purl,
    hashes: [
      {
        alg: algorithm.replace('sha', 'SHA-'),
        content: Buffer.from(digest, 'base64').toString('hex'),
      },
    ],
    ...(license && { licenses: [{ expression: license }] }),
  };
};

const file = resolve(process.argv[2]);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(
  file,
  `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          type: 'application',
          name: '@meeshy/presence-web',
          version: lock.packages.web.version,
        },
      },
      components: locked(lock)
        .filter(({ path }) => needed.has(path))
        .map(material),
    },
    null,
    2,
  )}\n`,
);
