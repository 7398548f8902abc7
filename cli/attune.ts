import '../server/node24.js';

// Loaded here and not at the top, so that the compile cache covers all of it.
const { runLine } = await import('./commands.ts');

await runLine(process.argv.slice(2));
