import { startTestServer } from './testServer.ts';

declare global {
  var stopTestServer: (() => Promise<void>) | undefined;
}

/** Jest runs this once before all test files; its workers inherit the environment. */
export default async function globalSetup(): Promise<void> {
  const { stop, ...server } = await startTestServer();
  process.env.ATTUNE_TEST_SERVER = JSON.stringify(server);
  globalThis.stopTestServer = stop;
}
