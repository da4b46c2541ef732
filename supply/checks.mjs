import { within } from './versions.mjs';

/** Each check answers sentences about what is wrong. */

/** A lock file that says what every package is, says nothing of where it comes from, and lets none run a program on arrival. */
export function lockFile(packages, scriptsAllowed) {
  return packages.flatMap(({ path, version, integrity, resolved, hasInstallScript, component }) => {
    const wrong = [];
    if (!integrity?.startsWith('sha512-'))
      wrong.push(`package-lock.json: ${path} ${version} has no integrity hash`);
    if (resolved !== undefined)
      wrong.push(
        `package-lock.json: ${path} names where it comes from; npm config set omit-lockfile-registry-resolved true`,
      );
    if (hasInstallScript && !(component in scriptsAllowed))
      wrong.push(
        `package-lock.json: ${path} ${version} runs a program when it is installed; read it, then add it to supply/policy.json`,
      );
    return wrong;
  });
}

/** The list of materials names the jars that are shipped, all of them and no other, by their hash. */
export function materials(sbom, shipped) {
  const listed = new Map(sbom.map(each => [each.sha256, each]));
  const there = new Set(shipped.map(each => each.sha256));
  return [
    ...shipped
      .filter(({ sha256 }) => !listed.has(sha256))
      .map(({ file }) => `server/target/lib/${file} is not in the list of materials with its hash`),
    ...sbom
      .filter(({ sha256 }) => !there.has(sha256))
      .map(
        ({ name, version }) => `${name} ${version} is in the list of materials, but is not shipped`,
      ),
  ];
}

/** What is shipped was pinned, but for our own modules. */
export function pins(shipped, pinned, own) {
  const known = new Set([...pinned, ...own].map(each => each.sha256));
  return shipped
    .filter(({ sha256 }) => !known.has(sha256))
    .map(({ file }) => `server/target/lib/${file} is not what supply/checksums.txt pins`);
}

/** Every component is under a licence of the list; with a choice of several one is enough. */
export function licences(sbom, { licences: allowed, licencesOf }) {
  return sbom
    .filter(({ component, licences }) => {
      const known = licencesOf[component] === undefined ? licences : [licencesOf[component]];
      return !known.some(expression => permits(expression, allowed));
    })
    .map(
      ({ name, version, licences }) =>
        `${name} ${version} is under ${licences.join(', ') || 'no licence that it names'}, which supply/policy.json does not allow`,
    );
}

/** `(A OR B) AND C` as SPDX has it, without nesting. */
function permits(expression, allowed) {
  return expression.split(' AND ').every(part =>
    part
      .replace(/[()]/g, '')
      .split(' OR ')
      .some(one => allowed.includes(one.trim())),
  );
}

/** No component is of a version that an advisory names, unless it was looked at and found harmless here. */
export function advisories(components, { advisories, accepted }) {
  return advisories.flatMap(({ id, component, affected, what }) =>
    components
      .filter(each => each.component === component && within(each.version, affected))
      .filter(
        ({ version }) =>
          !accepted.some(
            each => each.id === id && each.component === component && each.version === version,
          ),
      )
      .map(({ version }) => `${component} ${version}: ${id}, ${what}`),
  );
}
