import { readdirSync, readFileSync } from 'node:fs';

const contractFolder = new URL('../../contract/', import.meta.url);

/** One file of `contract/`, the same that the Java side reads. */
export function contract(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, contractFolder), 'utf8'));
}

export function wireExamples(): { file: string; example: Record<string, unknown> }[] {
  return readdirSync(new URL('wire/', contractFolder))
    .filter(file => file.endsWith('.json'))
    .map(file => ({ file, example: contract(`wire/${file}`) as Record<string, unknown> }));
}
