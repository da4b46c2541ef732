/** What the papers promise about themselves: the index of the decisions, their length, and links that lead somewhere. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { it } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, 'docs/decisions');
const records = readdirSync(folder).filter(name => /^\d{4}-.*\.md$/.test(name));
const read = file => readFileSync(file, 'utf8');
const words = text => text.split(/\s+/).filter(Boolean).length;
const linked = text => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to);

/** What a heading is called in a link. */
const anchor = heading =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const leads = (from, to) => {
  const [path, part] = to.split('#');
  const file = path ? resolve(dirname(from), path) : from;
  if (!existsSync(file)) return false;
  return (
    !part || [...read(file).matchAll(/^#+ (.*)$/gm)].some(([, heading]) => anchor(heading) === part)
  );
};

it('the index of decisions names each record once, and none that is not there', () => {
  const named = linked(read(resolve(folder, 'README.md'))).filter(to => /^\d{4}-/.test(to));
  assert.deepEqual(named.toSorted(), records.toSorted());
});

it('a record has its number before its title, and at most 200 words', () => {
  for (const record of records) {
    const text = read(resolve(folder, record));
    assert.ok(
      text.startsWith(`# ${record.slice(0, 4)} `),
      `${record}: its title has another number`,
    );
    assert.ok(words(text) <= 200, `${record}: ${words(text)} words`);
  }
});

it('every setting stands in one table, with its default', () => {
  const java = read(
    resolve(root, 'server/src/main/java/com/meeshy/presence/server/config/Setting.java'),
  );
  const settings = [...java.matchAll(/^ {4}([A-Z_]+)\("([^"]*)"/gm)];
  const rows = [
    ...read(resolve(root, 'docs/operate/settings.md')).matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm),
  ];
  const page = new Map(rows.map(([, name, value]) => [name, value]));
  assert.deepEqual(
    rows.map(([, name]) => name).toSorted(),
    settings.map(([, name]) => name).toSorted(),
  );
  for (const [, name, value] of settings) {
    assert.match(page.get(name), value === '' ? /^none/ : new RegExp(`^${value}$`), name);
  }
});

it('every link in a paper leads to a file, and to a heading in it', () => {
  const papers = execFileSync('git', ['ls-files', '*.md', ':!docs/client-api'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const paper of papers.split('\n').filter(Boolean)) {
    const file = resolve(root, paper);
    const lost = linked(read(file)).filter(to => !/^[a-z]+:/.test(to) && !leads(file, to));
    assert.deepEqual(lost, [], paper);
  }
});
