import { useRoomInMemory } from './roomInMemory.ts';
import { startTestServer } from './testServer.ts';

declare global {
  var endTestRun: (() => Promise<void>) | undefined;
}

/** Jest runs this once before all test files; its workers inherit the environment. */
export default async function globalSetup(): Promise<void> {
  const leaveRoom = useRoomInMemory();
  const { stop, ...server } = await startTestServer().catch((error) => {
    leaveRoom();
    throw error;
  });
  process.env.ATTUNE_TEST_SERVER = JSON.stringify(server);
  globalThis.endTestRun = async () => {
    await stop();
    leaveRoom();
  };
}
