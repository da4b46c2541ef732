import assert from 'node:assert/strict';
import { it } from 'node:test';
import { advisories, licences, lockFile, materials, pins } from '../checks.mjs';
import { components, locked, pinned } from '../inventory.mjs';
import { advisoriesOf } from '../osv.mjs';
import { compare, within } from '../versions.mjs';

it('versions are in the order of their makers', () => {
  const inOrder = [
    ['4.2.0.RC1', '4.2.0.Final', '4.2.9.Final', '4.2.18.Final', '4.10'],
    ['1.0-alpha-2', '1.0-beta-1', '1.0-rc1', '1.0', '1.0.1', '1.1-SNAPSHOT', '1.1'],
    ['2.0.0-beta.2', '2.0.0-beta.11', '2.0.0', '2.0.1-0', '2.1.0'],
    ['3.6.14.1', '3.41.2.1', '3.41.2.2', '3.54.1.0'],
  ];
  for (const versions of inOrder) {
    for (let i = 1; i < versions.length; i++) {
      assert.ok(compare(versions[i - 1], versions[i]) < 0, `${versions[i - 1]} < ${versions[i]}`);
      assert.ok(compare(versions[i], versions[i - 1]) > 0, `${versions[i]} > ${versions[i - 1]}`);
    }
  }
  for (const [one, other] of [
    ['10.0', '10.0.0'],
    ['4.2.18.Final', '4.2.18'],
    ['1.2.3+build', '1.2.3'],
  ]) {
    assert.equal(compare(one, other), 0, `${one} = ${other}`);
  }
});

it('a range has its lower end in it, and its upper one when it says up to', () => {
  const ranges = [{ below: '1.2' }, { from: '2.0', upTo: '2.4' }];
  for (const inside of ['0.1', '1.1.9', '2.0', '2.4']) assert.ok(within(inside, ranges), inside);
  for (const outside of ['1.2', '1.9', '2.4.1', '3']) assert.ok(!within(outside, ranges), outside);
});

const NETTY = { component: 'pkg:maven/io.netty/netty-handler', version: '4.2.16.Final' };
const ADVISORY = {
  id: 'GHSA-x',
  component: NETTY.component,
  affected: [{ from: '4.2.0.Final', below: '4.2.17.Final' }],
  what: 'it leaks',
};

it('a component of a version that an advisory names is found', () => {
  const known = { advisories: [ADVISORY], accepted: [] };
  assert.deepEqual(advisories([NETTY], known), [
    'pkg:maven/io.netty/netty-handler 4.2.16.Final: GHSA-x, it leaks',
  ]);
  assert.deepEqual(advisories([{ ...NETTY, version: '4.2.17.Final' }], known), []);
  assert.deepEqual(
    advisories([{ ...NETTY, component: 'pkg:maven/io.netty/netty-common' }], known),
    [],
  );
});

it('what was looked at is accepted for this version only', () => {
  const accepted = [{ id: 'GHSA-x', ...NETTY, why: 'the class is not used' }];
  assert.deepEqual(advisories([NETTY], { advisories: [ADVISORY], accepted }), []);
  const older = { ...NETTY, version: '4.2.15.Final' };
  assert.equal(advisories([older], { advisories: [ADVISORY], accepted }).length, 1);
});

it('every shipped jar is in the list of materials with its hash, and nothing else is', () => {
  const sbom = [
    { name: 'a', version: '1', sha256: '11' },
    { name: 'b', version: '1', sha256: '22' },
  ];
  const shipped = [
    { file: 'a-1.jar', sha256: '11' },
    { file: 'b-1.jar', sha256: '22' },
  ];
  assert.deepEqual(materials(sbom, shipped), []);
  assert.deepEqual(materials(sbom, [...shipped, { file: 'c-1.jar', sha256: '33' }]), [
    'server/target/lib/c-1.jar is not in the list of materials with its hash',
  ]);
  assert.deepEqual(materials(sbom, [shipped[0], { file: 'b-1.jar', sha256: '23' }]), [
    'server/target/lib/b-1.jar is not in the list of materials with its hash',
    'b 1 is in the list of materials, but is not shipped',
  ]);
  assert.deepEqual(pins(shipped, [{ sha256: '11' }], []), [
    'server/target/lib/b-1.jar is not what supply/checksums.txt pins',
  ]);
  assert.deepEqual(pins(shipped, [{ sha256: '11' }], [sbom[1]]), []);
});

it('a licence must be on the list; with a choice one is enough, with several all are needed', () => {
  const policy = { licences: ['MIT', 'Apache-2.0'], licencesOf: { 'pkg:maven/a/named': 'MIT' } };
  const under = (...names) =>
    licences([{ name: 'x', version: '1', component: 'pkg:maven/a/x', licences: names }], policy);
  assert.deepEqual(under('MIT'), []);
  assert.deepEqual(under('(GPL-2.0-only OR MIT)'), []);
  assert.deepEqual(under('GPL-2.0-only', 'Apache-2.0'), []);
  assert.equal(under('MIT AND GPL-2.0-only').length, 1);
  assert.match(under()[0], /x 1 is under no licence that it names/);
  assert.match(under('GPL-2.0-only')[0], /x 1 is under GPL-2.0-only, which/);
  assert.deepEqual(licences([{ component: 'pkg:maven/a/named', licences: [] }], policy), []);
});

it('a lock file without hash, with an origin or with a program to run is refused', () => {
  const good = { version: '1.0.0', integrity: 'sha512-AA==' };
  const check = (entry, allowed = {}) =>
    lockFile(locked({ packages: { '': {}, web: {}, 'node_modules/a': entry } }), allowed);
  assert.deepEqual(check(good), []);
  assert.match(check({ version: '1.0.0' })[0], /has no integrity hash/);
  assert.match(check({ ...good, integrity: 'sha1-AA==' })[0], /has no integrity hash/);
  assert.match(
    check({ ...good, resolved: 'https://example.org/a.tgz' })[0],
    /names where it comes from/,
  );
  assert.match(check({ ...good, hasInstallScript: true })[0], /runs a program/);
  assert.deepEqual(check({ ...good, hasInstallScript: true }, { 'pkg:npm/a': 'read' }), []);
});

it('lists are read as they are written', () => {
  assert.deepEqual(pinned('# comment\nabcd  io.netty:netty-common:jar:4.2.18.Final\n'), [
    {
      sha256: 'abcd',
      coordinates: 'io.netty:netty-common:jar:4.2.18.Final',
      component: 'pkg:maven/io.netty/netty-common',
      version: '4.2.18.Final',
    },
  ]);
  const purl = 'pkg:maven/io.netty/netty-common@4.2.18.Final?type=jar';
  const [netty] = components({
    components: [
      {
        group: 'io.netty',
        name: 'netty-common',
        version: '4.2.18.Final',
        purl,
        hashes: [{ alg: 'SHA-256', content: 'abcd' }],
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    ],
  });
  assert.equal(netty.component, 'pkg:maven/io.netty/netty-common');
  assert.deepEqual(netty.licences, ['Apache-2.0']);
  assert.equal(netty.sha256, 'abcd');
});

it('advisories in OSV form become ranges', () => {
  const osv = {
    id: 'GHSA-y',
    summary: 'It leaks',
    affected: [
      {
        package: { ecosystem: 'Maven', name: 'io.netty:netty-handler' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '4.1.137.Final' }] }],
      },
      {
        package: { ecosystem: 'Maven', name: 'io.netty:netty-handler' },
        ranges: [
          {
            type: 'ECOSYSTEM',
            events: [{ introduced: '4.2.0.Final' }, { last_affected: '4.2.16.Final' }],
          },
        ],
      },
      { package: { ecosystem: 'npm', name: '@scope/a' }, versions: ['1.0.0'] },
      { package: { ecosystem: 'PyPI', name: 'a' }, versions: ['1.0.0'] },
    ],
  };
  const found = advisoriesOf(osv);
  assert.deepEqual(found, [
    {
      id: 'GHSA-y',
      component: 'pkg:maven/io.netty/netty-handler',
      affected: [{ below: '4.1.137.Final' }, { from: '4.2.0.Final', upTo: '4.2.16.Final' }],
      what: 'It leaks',
    },
    {
      id: 'GHSA-y',
      component: 'pkg:npm/@scope/a',
      affected: [{ from: '1.0.0', upTo: '1.0.0' }],
      what: 'It leaks',
    },
  ]);
  assert.equal(advisories([NETTY], { advisories: found, accepted: [] }).length, 1);
  assert.deepEqual(advisoriesOf({ ...osv, withdrawn: '2026-01-01T00:00:00Z' }), []);
});
