import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the product and its build consist of, as the files say. */

/** Lines of `checksums.txt`: every file that Maven resolves, build plugins and tests included. */
export function pinned(text) {
  return text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [sha256, coordinates] = line.split(/ +/);
      const words = coordinates.split(':');
      return {
        sha256,
        coordinates,
        component: `pkg:maven/${words[0]}/${words[1]}`,
        version: words.at(-1),
      };
    });
}

/** Packages of an npm lock file; those of this repository are none. */
export function locked(lock) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({
      ...entry,
      path,
      component: `pkg:npm/${entry.name ?? path.replace(/^.*node_modules\//, '')}`,
    }));
}

/** Components of a CycloneDX document. */
export function components(sbom) {
  return (sbom.components ?? []).map(each => ({
    name: [each.group, each.name].filter(Boolean).join('/'),
    version: each.version,
    component: decodeURIComponent((each.purl ?? '').replace(/@[^@]*$/, '')),
    sha256: each.hashes?.find(hash => hash.alg === 'SHA-256')?.content,
    sha512: each.hashes?.find(hash => hash.alg === 'SHA-512')?.content,
    licences: (each.licenses ?? []).map(
      ({ expression, license }) => expression ?? license.id ?? license.name,
    ),
  }));
}

/** Files of a folder of jars with their hashes. */
export function jars(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(file => file.endsWith('.jar'))
    .map(file => ({
      file,
      sha256: createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    }));
}
