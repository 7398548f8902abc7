import type { PublicKey } from '../../../certificates/keys.ts';
import { checkCheckpoint } from '../../../certificates/log/note.ts';
import type { Step } from '../../../certificates/verify/report.ts';
import type { Database } from '../../../drizzle/client.ts';
import { againstCheckpoint } from '../../log/operations/againstCheckpoint.ts';
import { latestCheckpoint } from '../../log/queries.ts';
import { continuedStep } from '../rules/logHistory.ts';

type Seen = {
  /** The checkpoint of the log proof in the file; null when there is none. */
  inFile: string | null;
  /** The newest checkpoint that was remembered here; null before the first. */
  remembered: string | null;
  keys: readonly PublicKey[];
};

/**
 * Whether today's log continues the log as it was when the file was made, and as it was when it was last seen here. `today` is
 * the checkpoint to remember from now on; null when the log must not be trusted.
 */
export async function examineHistory(
  db: Database,
  { inFile, remembered, keys }: Seen,
): Promise<{ step: Step; today: string | null }> {
  const against = (note: string | null) =>
    note === null ? Promise.resolve(null) : againstCheckpoint(db, { note, keys });
  const history = { inFile: await against(inFile), remembered: await against(remembered) };
  const step = continuedStep(history);
  const proven = [history.remembered, history.inFile].find((one) => one?.ok);
  if (step.outcome === 'FAILED') return { step, today: null };
  return { step, today: proven?.ok ? proven.today : await signedToday(db, keys) };
}

async function signedToday(db: Database, keys: readonly PublicKey[]): Promise<string | null> {
  const note = (await latestCheckpoint(db))?.note ?? null;
  return note !== null && checkCheckpoint(note, null, keys).ok ? note : null;
}
