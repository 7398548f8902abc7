// Comes before every .ts, which older versions of Node cannot read: they end here, with one clear line.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major] = process.versions.node.split('.').map(Number);

if (major < 24) {
  console.error(
    `Attune needs Node 24 or newer; this is Node ${process.versions.node}. Start it with npm (npm start brings Node 24 along) or install Node 24.`,
  );
  process.exit(1);
}

// Before the database driver is loaded.
await import('../drizzle/driverGuard/hook.js');

// Node stores compiled code beside the packages, so that a second start takes half the time. Where it cannot write, it stores
// nothing.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/attune', import.meta.url)));
