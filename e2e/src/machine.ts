import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a command of the system to its end; throws what it complains of. Answers what it prints. */
export async function command(program: string, ...args: string[]): Promise<string> {
  return (await execute(program, args)).stdout;
}

command.exists = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Whether the launcher has given this process network and mount namespaces of its own: what is done there harms nobody. */
export const isNamespaced = (): boolean => process.env.MEESHY_NAMESPACES === 'own';
