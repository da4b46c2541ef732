import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, it } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');
const EXTENSION = join(ROOT, '.build/pins.jar');
const PINNED = 'org.apache.maven.plugins:maven-toolchains-plugin:jar:';

let project;

before(() => {
  project = mkdtempSync(join(tmpdir(), 'meeshy-pins-'));
  mkdirSync(join(project, 'supply'));
  const pom = readFileSync(join(ROOT, 'pom.xml'), 'utf8');
  writeFileSync(join(project, 'pom.xml'), pom.replace(/<modules>[\s\S]*<\/modules>/, ''));
});
after(() => rmSync(project, { recursive: true }));

/** Real Maven on our real pom, with these pins instead of the committed ones. */
function build(change) {
  const list = readFileSync(join(ROOT, 'supply/checksums.txt'), 'utf8').split('\n');
  writeFileSync(join(project, 'supply/checksums.txt'), list.map(change).join('\n'));
  const args = [
    '-q',
    '-B',
    '-ntp',
    '-N',
    '-DskipFormat=true',
    `-Dmaven.ext.class.path=${EXTENSION}`,
    'validate',
  ];
  return spawnSync('mvn', args, { cwd: project, encoding: 'utf8' });
}

it('Maven ends with a sentence at an artifact whose content is another', () => {
  const { status, stderr } = build(line =>
    line.includes(PINNED) ? line.replace(/^./, digit => (digit === '0' ? '1' : '0')) : line,
  );
  assert.equal(status, 1);
  assert.match(
    stderr,
    /meeshy: org\.apache\.maven\.plugins:maven-toolchains-plugin:jar:\S+ is not what was pinned: .*SHA-256/,
  );
});

it('Maven ends with a sentence at an artifact that nobody has pinned', () => {
  const { status, stderr } = build(line => (line.includes(PINNED) ? '' : line));
  assert.equal(status, 1);
  assert.match(
    stderr,
    /maven-toolchains-plugin:jar:\S+ is not pinned in supply\/checksums\.txt\..*checksums --update/,
  );
});
