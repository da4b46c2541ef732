import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const budgetBytes = 6 * 1024;

/** What an application pays: its own bundle with nothing but this import, minified and gzipped, dependencies left out. */
async function gzipBytes(entry: string): Promise<number> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL(`../src/${entry}`, import.meta.url)),
        formats: ['es'],
      },
      rolldownOptions: { external: /^(react|zustand)/, output: { minify: true } },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (!bundle || !('output' in bundle)) throw new Error('The bundler gave nothing');
  const code = bundle.output.map(file => (file.type === 'chunk' ? file.code : '')).join('');
  return gzipSync(code, { level: 9 }).length;
}

describe('the size budget', () => {
  it.each(['index.ts', 'react/index.ts'])('of %s holds', async entry => {
    const bytes = await gzipBytes(entry);
    process.stdout.write(`${entry}: ${bytes} bytes gzip\n`);
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThanOrEqual(budgetBytes);
  });
});
