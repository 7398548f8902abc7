import '../server/node24.js';

// Loaded here and not at the top, so that the compile cache covers all of it.
const { runLine } = await import('./commands.ts');
const { logUncaught } = await import('../server/app/boot.ts');
const { createLog } = await import('../server/http/logging.ts');

// Standard output is for what a command prints.
logUncaught(createLog('fatal', { write: (line) => process.stderr.write(line) }));

await runLine(process.argv.slice(2));
