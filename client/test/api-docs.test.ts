import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const client = fileURLToPath(new URL('..', import.meta.url));

function pages(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.md'),
  );
  return Object.fromEntries(files.map(file => [file, readFileSync(join(folder, file), 'utf8')]));
}

it('the API pages are those of the sources: `npm run docs -w client` writes them', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'meeshy-api-'));
  try {
    execFileSync('npx', ['--no-install', 'typedoc', '--out', fresh, '--logLevel', 'Error'], {
      cwd: client,
    });
    const written = pages(join(client, '../docs/client-api'));
    expect(Object.keys(written)).toContain('presence.md');
    expect(written).toEqual(pages(fresh));
  } finally {
    rmSync(fresh, { recursive: true });
  }
}, 60_000);
