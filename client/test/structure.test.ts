import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** What a formatter does not see: how long files are, and where imports lead. */

const workspace = fileURLToPath(new URL('../..', import.meta.url));
const mostLines = 250;

/** Every source in a folder, as a path from the root of the workspace. */
function sources(folder: string): string[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist)$/.test(entry.name) ? [] : sources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** The sources of its own that each source imports, types too. */
function importsIn(folder: string): Map<string, string[]> {
  return new Map(
    sources(folder).map(file => {
      const { importedFiles } = ts.preProcessFile(textOf(file));
      return [file, importedFiles.flatMap(({ fileName }) => sourceOf(file, fileName))];
    }),
  );
}

function sourceOf(from: string, specifier: string): string[] {
  if (!specifier.startsWith('.')) return [];
  const path = join(dirname(from), specifier);
  const candidates = ['.ts', '.tsx'].map(end => path.replace(/\.js$/, end));
  return candidates.filter(file => existsSync(join(workspace, file)));
}

/** The same between folders: an import within one is none. */
function betweenFolders(imports: Map<string, string[]>): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const [file, imported] of imports) {
    const others = imported.map(dirname).filter(folder => folder !== dirname(file));
    folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), ...others]);
  }
  return folders;
}

/** One way from somewhere back to the same place; empty when there is none. */
function circle(imports: Map<string, string[]>): string[] {
  const done = new Set<string>();
  function from(place: string, way: string[]): string[] {
    if (way.includes(place)) return [...way.slice(way.indexOf(place)), place];
    if (done.has(place)) return [];
    done.add(place);
    for (const next of imports.get(place) ?? []) {
      const found = from(next, [...way, place]);
      if (found.length > 0) return found;
    }
    return [];
  }
  for (const place of imports.keys()) {
    const found = from(place, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe('imports', () => {
  it.each(['client/src', 'web/src'])('in %s never lead back to where they started', folder => {
    const imports = importsIn(folder);
    expect([...imports.values()].flat().length).toBeGreaterThan(20);
    expect(circle(imports)).toEqual([]);
  });

  it('in web/src never lead back into a folder', () => {
    expect(circle(betweenFolders(importsIn('web/src')))).toEqual([]);
  });

  it.each([
    ['demo', ['demo', 'design']],
    ['console', ['console', 'design']],
    ['design', ['design']],
  ])('of web/src/%s stay in %j', (part, allowed) => {
    const strays = [...importsIn('web/src')]
      .filter(([file]) => partOf(file) === part)
      .flatMap(([file, imported]) => imported.map(to => [file, to] as const))
      .filter(([, to]) => !allowed.includes(partOf(to)));
    expect(strays).toEqual([]);
  });
});

function partOf(file: string): string {
  return relative('web/src', file).split('/')[0] ?? '';
}

it.each(['client', 'web', 'e2e', 'supply', 'compat'])(
  `no source in %s is longer than ${mostLines} lines`,
  folder => {
    const long = sources(folder)
      .map(file => ({ file, lines: linesOf(file) }))
      .filter(({ lines }) => lines > mostLines);
    expect(long).toEqual([]);
  },
);

it('tests are sentences that begin with what `it` is', () => {
  const tests = ['client', 'web', 'e2e', 'supply'].flatMap(sources).filter(file => {
    return /\.test\.\w+$/.test(file) && /^\s*test[.(]/m.test(textOf(file));
  });
  expect(tests).toEqual([]);
});

function linesOf(file: string): number {
  return textOf(file).split('\n').length - 1;
}

function textOf(file: string): string {
  return readFileSync(join(workspace, file), 'utf8');
}
