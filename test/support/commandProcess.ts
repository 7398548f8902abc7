import { format } from 'node:util';
import '../../server/node24.js';

/** Runs command lines one after the other, each with its own environment, as if each were a process. */
const { runLine } = await import('../../cli/commands.ts');

type Asked = { line: string[]; env: Record<string, string> };

const capture = () => {
  const said = { out: '', err: '' };
  console.log = (...values) => {
    said.out += `${format(...values)}\n`;
  };
  console.error = (...values) => {
    said.err += `${format(...values)}\n`;
  };
  process.stdout.write = (text) => {
    said.out += String(text);
    return true;
  };
  return said;
};

let last = Promise.resolve();
process.on('message', ({ line, env }: Asked) => {
  last = last.then(async () => {
    process.env = env;
    process.exitCode = 0;
    const said = capture();
    await runLine(line);
    process.send?.({ ...said, code: Number(process.exitCode) });
    process.exitCode = 0;
  });
});
