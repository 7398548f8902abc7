import { startTestServer } from '../../test/support/testServer.ts';
import { runStorm } from './run.ts';

/** One process is killed in so many steps. */
const STEPS_TO_KILL = 350;

type Order = { seed: number; steps: number; say: (line: string) => void };

/** The storm as a command, on a PostgreSQL of its own. Answers its faults. */
export async function stormOnOwnServer({ seed, steps, say }: Order): Promise<string[]> {
  say(`To repeat this run: npm run faults -- storm ${seed} ${steps}`);
  const { stop, ...server } = await startTestServer();
  process.env.ATTUNE_TEST_SERVER = JSON.stringify(server);
  try {
    const kills = Math.floor(steps / STEPS_TO_KILL);
    const storm = await runStorm({ seed, steps, kills, say });
    const { history, faults, samples, commits, mails, killed, report } = storm;
    const answers = [...history.tally.told].toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [what, count] of answers) say(`${String(count).padStart(6)}  ${what}`);
    say(`${history.tally.unknown} requests without an answer, ${killed} processes killed, ${mails} mails.`);
    say(`Seats were counted ${samples} times from outside and at ${commits} commits.`);
    say(`The books, in cents: ${JSON.stringify(report)}`);
    return faults;
  } finally {
    await stop();
  }
}
