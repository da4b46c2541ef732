import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'meeshy-package-'));
const workspace = fileURLToPath(new URL('../..', import.meta.url));
const application = `
import { connectPresence } from '@meeshy/presence';
import { LastSeen, OnlineIndicator, PresenceProvider } from '@meeshy/presence/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { io } from 'socket.io-client';

const client = connectPresence({ io, token: 'token' });
const dot = createElement(OnlineIndicator, { userId: 'a', label: true });
const seen = createElement(LastSeen, { userId: 'a' });
const place = document.getElementById('app');
if (place) createRoot(place).render(createElement(PresenceProvider, { client }, dot, seen));
`;
let tarball: string;

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
  });
}

/** A project as `npm create vite` would leave it, with one file of its own. */
function emptyProject(name: string, dependencies: Record<string, string> = {}): string {
  const project = join(folder, name);
  mkdirSync(project);
  const files = {
    'package.json': JSON.stringify({ name, private: true, type: 'module', dependencies }),
    'index.html': '<div id="app"></div><script type="module" src="/main.ts"></script>',
    'main.ts': application,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
  return project;
}

/** A package of the workspace, as if it had been installed there. */
function lend(project: string, ...packages: string[]): void {
  for (const name of packages) {
    const place = join(project, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(workspace, 'node_modules', name), place);
  }
}

async function buildIn(project: string): Promise<string[]> {
  await build({ root: project, configFile: false, logLevel: 'error' });
  return readdirSync(join(project, 'dist/assets'));
}

beforeAll(() => {
  const [packed] = JSON.parse(
    npm(join(workspace, 'client'), 'pack', '--json', '--pack-destination', folder),
  );
  tarball = join(folder, packed.filename);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the package', () => {
  it('installs in an empty Vite project, without network, and is typed, built and run', async () => {
    const project = emptyProject('empty');
    // Peers are given afterwards: npm would ask the registry for them.
    npm(project, 'install', '--offline', '--legacy-peer-deps', tarball);
    lend(project, 'react', 'react-dom', 'zustand', 'socket.io-client', '@types/react');
    lend(project, '@types/react-dom');

    const program = ts.createProgram([join(project, 'main.ts')], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    });
    const complaints = ts.getPreEmitDiagnostics(program);
    expect(complaints.map(each => ts.flattenDiagnosticMessageText(each.messageText, ' '))).toEqual(
      [],
    );

    expect(await buildIn(project)).toContainEqual(expect.stringMatching(/^index-.*\.js$/));

    // Node is stricter than a bundler about file names.
    const script = `
      const { getUserStatus } = await import('@meeshy/presence');
      const { OnlineIndicator } = await import('@meeshy/presence/react');
      console.log(getUserStatus({ isOnline: true }, 0), typeof OnlineIndicator);`;
    const said = execFileSync('node', ['--input-type=module', '-e', script], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(said).toBe('online function\n');
  }, 60_000);

  it.skipIf(!process.env.MEESHY_LONG)(
    'installs with its peers from the registry, in a project of its own',
    async () => {
      const project = emptyProject('registry', {
        '@meeshy/presence': `file:${tarball}`,
        react: '^19.0.0',
        'react-dom': '^19.0.0',
        'socket.io-client': '^4.8.0',
        zustand: '^5.0.0',
      });
      npm(project, 'install');
      expect(await buildIn(project)).toContainEqual(expect.stringMatching(/^index-.*\.js$/));
    },
    300_000,
  );
});
