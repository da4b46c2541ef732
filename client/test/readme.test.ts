import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(
  ([, extension, code], index) => ({
    // Where a file of an application would be: next to others that may import the package by its name.
    path: fileURLToPath(new URL(`./readme-example-${index + 1}.${extension}`, import.meta.url)),
    title: code?.split('\n')[0] ?? '',
    code: code ?? '',
  }),
);

/** What the compiler says of the examples, as an application with strict settings would hear it. */
function complaints(): Map<string, string[]> {
  const configPath = fileURLToPath(new URL('../../tsconfig.base.json', import.meta.url));
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const texts = new Map(examples.map(({ path, code }) => [path, code]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = path => texts.has(path) || fileExists(path);
  host.readFile = path => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return new Map(
    [...texts.keys()].map(path => {
      const file = program.getSourceFile(path);
      const diagnostics = file ? ts.getPreEmitDiagnostics(program, file) : [];
      return [
        path,
        diagnostics.map(each => ts.flattenDiagnosticMessageText(each.messageText, ' ')),
      ];
    }),
  );
}

describe('the examples of the README', () => {
  const found = complaints();

  it('are there', () => expect(examples.length).toBeGreaterThanOrEqual(5));

  it.each(examples)('can be copied: $title', ({ path }) => {
    expect(found.get(path)).toEqual([]);
  });
});
