import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';

const budgetBytes = 6 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'meeshy-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Bundle {
  readonly gzipBytes: number;
  /** Packages that are asked for at run time. */
  readonly imports: readonly string[];
  readonly modules: readonly string[];
}

/** What an application pays: its own bundle with nothing but this code, minified and gzipped, dependencies left out. */
async function bundle(code: string): Promise<Bundle> {
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, code);
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: {
      alias: [
        { find: /^@meeshy\/presence$/, replacement: source('index.ts') },
        { find: /^@meeshy\/presence\/react$/, replacement: source('react/index.ts') },
      ],
    },
    build: {
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: /^(react|zustand|socket\.io)/, output: { minify: true } },
    },
  });
  const [built] = Array.isArray(output) ? output : [output];
  if (!built || !('output' in built)) throw new Error('The bundler gave nothing');
  const chunks = built.output.filter(file => file.type === 'chunk');
  const all = chunks.map(chunk => chunk.code).join('');
  return {
    gzipBytes: gzipSync(all, { level: 9 }).length,
    imports: chunks.flatMap(chunk => chunk.imports),
    modules: chunks.flatMap(chunk => Object.keys(chunk.modules)),
  };
}

function source(file: string): string {
  return fileURLToPath(new URL(`../src/${file}`, import.meta.url));
}

describe('the size budget', () => {
  it.each([
    ['the core', "export * from '@meeshy/presence'"],
    ['the React parts, with what they take of the core', "export * from '@meeshy/presence/react'"],
  ])('of %s holds', async (name, code) => {
    const { gzipBytes } = await bundle(code);
    process.stdout.write(`${name}: ${gzipBytes} bytes gzip\n`);
    expect(gzipBytes).toBeGreaterThan(500);
    expect(gzipBytes).toBeLessThanOrEqual(budgetBytes);
  });
});

describe('who takes a part', () => {
  it('of the core gets neither React nor Zustand', async () => {
    const { imports } = await bundle("export * from '@meeshy/presence'");
    expect(imports).toEqual([]);
  });

  it('gets that part alone', async () => {
    const rule = await bundle("export { getUserStatus } from '@meeshy/presence'");
    expect(rule.modules.map(path => path.replace(/.*\/src\//, ''))).toEqual([
      'status.ts',
      expect.stringContaining('entry.js'),
    ]);
    expect(rule.gzipBytes).toBeLessThan(600);
  });

  it('of the React parts does not get what asks by REST, unless it wants to', async () => {
    const dot = await bundle("export { OnlineIndicator } from '@meeshy/presence/react'");
    expect(dot.modules.filter(path => path.endsWith('refresh.ts'))).toEqual([]);
    expect(dot.imports).toContain('react');
  });
});
