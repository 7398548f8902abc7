// Loaded before anything else (`node --import ./server/node24.js ...`): older versions of Node can read this file, but no .ts.
const [major] = process.versions.node.split('.').map(Number);

if (major < 24) {
  console.error(
    `Attune needs Node 24 or newer; this is Node ${process.versions.node}. Start it with npm (npm start brings Node 24 along) or install Node 24.`,
  );
  process.exit(1);
}
