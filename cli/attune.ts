import '../server/node24.js';

// Loaded only now, so that the compile cache serves all of it.
const { runLine } = await import('./commands.ts');

await runLine(process.argv.slice(2));
