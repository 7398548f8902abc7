import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { inputOf, sharedTranscriptSources } from '../queries/transcript.ts';
import { type SharedTranscript, sharedTranscript } from '../rules/sharedTranscript.ts';
import { transcriptFor } from '../rules/transcript.ts';
import { linkHashes } from './transcriptLinks.ts';

/**
 * What a link shows now: the ticked rows whose certificates still stand. Null for a secret that is unknown, revoked or expired, and
 * when the license was removed or the person erased; the answer is the same for all of them.
 */
export async function openSharedTranscript(
  db: Database,
  vault: Vault,
  { secret, now }: { secret: string; now: Date },
): Promise<SharedTranscript | null> {
  const hashes = linkHashes(vault, secret);
  if (hashes.length === 0) return null;
  const sources = await sharedTranscriptSources(db, { hashes, today: now.toISOString().slice(0, 10) });
  const input = sources === null ? null : inputOf(sources, { now, cycleStartsOn: sources.cycleStartsOn });
  if (sources === null || input === null) return null;
  const { ticked, legalName, linkExpiresOn } = sources;
  return sharedTranscript(transcriptFor(input), { ticked, learnerName: legalName, expiresOn: linkExpiresOn });
}
