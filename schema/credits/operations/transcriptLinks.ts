import { createHmac, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { keyFor, type Vault } from '../../../drizzle/encryption.ts';
import type { CreditAwardId, EnrollmentId, LicenseId, TranscriptLinkId } from '../../../drizzle/ids.ts';
import { licenses, transcriptLinks } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { type FieldFault, InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { inputOf, transcriptSources } from '../queries/transcript.ts';
import { liveLinks, ownTranscriptLink, type TranscriptLinkRow } from '../queries/transcriptLinks.ts';
import { yearsAfter } from '../rules/retention.ts';
import { type Ticked, unknownTicks } from '../rules/sharedTranscript.ts';
import { transcriptFor } from '../rules/transcript.ts';

const SECRET_BYTES = 16;
/** How many links of one license may work at once. */
const MOST_LINKS = 50;
const SECRET = /^[\w-]{22}$/;

/** The keyed hash of a link's secret. */
const linkHash = (vault: Vault, secret: string): string =>
  createHmac('sha256', keyFor(vault, 'transcript links v1')).update(secret).digest('base64url');

/** The hashes under which a link with this secret may be stored, one for each of the vault's keys; none for a text that is no secret. */
export function linkHashes(vault: Vault, secret: string): string[] {
  const vaults = vault.before === undefined ? [vault] : [vault, vault.before];
  return SECRET.test(secret) ? vaults.map((each) => linkHash(each, secret)) : [];
}

type Sharing = {
  licenseId: LicenseId | null;
  /** The cycle that starts on this day; null for the newest. */
  cycleStartsOn: string | null;
  awardIds: readonly (CreditAwardId | null)[];
  enrollmentIds: readonly (EnrollmentId | null)[];
  expiresOn: string;
};

export type SharedLink = { link: TranscriptLinkRow; secret: string };

/**
 * Makes a link that shows the ticked rows of a license's transcript to whoever has it, until the end of a day (UTC). The secret is
 * told once; only its keyed hash is stored. Throws NotFound, InvalidInput.
 */
export async function createTranscriptLink(
  db: Database,
  act: UserAct,
  { licenseId, cycleStartsOn, expiresOn, vault, ...asked }: Sharing & { vault: Vault },
): Promise<SharedLink> {
  const { userId, now } = act;
  if (licenseId === null) throw new NotFoundError('The license');
  const today = now.toISOString().slice(0, 10);
  return db.transaction(async (tx) => {
    await tx.select({ id: licenses.id }).from(licenses).where(eq(licenses.id, licenseId)).for('no key update');
    const sources = await transcriptSources(tx, { userId, licenseId });
    const input = sources === null ? null : inputOf(sources, { now, cycleStartsOn });
    if (input === null) throw new NotFoundError('The license or its cycle');
    const ticked = requireTicked(transcriptFor(input), asked);
    requireDay(expiresOn, today);
    if ((await liveLinks(tx, { licenseId, today })) >= MOST_LINKS)
      throw new InvalidInputError([
        { path: 'licenseId', message: `${MOST_LINKS} links work already; revoke one first.` },
      ]);
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const secretHash = linkHash(vault, secret);
    const [row] = await tx
      .insert(transcriptLinks)
      .values({
        ...{ licenseId, secretHash, ...ticked, expiresOn, createdAt: now },
        cycleStartsOn: input.license.cycle?.startsOn ?? null,
      })
      .returning();
    if (row === undefined) throw new Error('an insert returned no row');
    await recordEvent(tx, act, 'TRANSCRIPT_SHARED', { objectId: row.id, organizationId: null });
    const link = await ownTranscriptLink(tx, { userId, id: row.id });
    if (link === null) throw new Error('a link was not found after its own insert');
    return { link, secret };
  });
}

function requireDay(expiresOn: string, today: string): void {
  if (expiresOn >= today && expiresOn <= yearsAfter(today, 1)) return;
  throw new InvalidInputError([{ path: 'expiresOn', message: 'Write a day from today to one year from today.' }]);
}

type Shown = Parameters<typeof unknownTicks>[0];

/** The ticked ids, each once. Throws InvalidInput for ids that are no row of this transcript, and when nothing is ticked. */
function requireTicked(transcript: Shown, { awardIds, enrollmentIds }: Pick<Sharing, 'awardIds' | 'enrollmentIds'>) {
  const once = <Id>(ids: readonly (Id | null)[]): Id[] => [...new Set(ids)].filter((id) => id !== null);
  const missing = <Id>(ids: readonly (Id | null)[], unknown: readonly Id[], path: string, message: string) =>
    ids.flatMap((id, at): FieldFault[] =>
      id === null || unknown.includes(id) ? [{ path: `${path}.${at}`, message }] : [],
    );
  const ticked = { awardIds: once(awardIds), enrollmentIds: once(enrollmentIds) };
  const unknown = unknownTicks(transcript, ticked);
  const faults = [
    ...missing(
      awardIds,
      unknown.awards,
      'awardIds',
      'This award is not joined to this license, or is not yours. Tick those whose `joined` is true; claiming again with the license joins one.',
    ),
    ...missing(enrollmentIds, unknown.enrollments, 'enrollmentIds', 'This is no completion in this transcript.'),
    ...(awardIds.length + enrollmentIds.length === 0 ? [{ path: 'awardIds', message: 'Tick at least one.' }] : []),
  ];
  if (faults.length > 0) throw new InvalidInputError(faults);
  return ticked satisfies Ticked;
}

/** Ends a link at once. A second call changes nothing. Throws NotFound. */
export async function revokeTranscriptLink(
  db: Database,
  act: UserAct,
  { linkId }: { linkId: TranscriptLinkId | null },
): Promise<TranscriptLinkRow> {
  const { userId, now } = act;
  if (linkId === null) throw new NotFoundError('The link');
  return db.transaction(async (tx) => {
    const found = await ownTranscriptLink(tx, { userId, id: linkId });
    if (found === null) throw new NotFoundError('The link');
    const revoked = await tx
      .update(transcriptLinks)
      .set({ revokedAt: now })
      .where(and(eq(transcriptLinks.id, linkId), isNull(transcriptLinks.revokedAt)))
      .returning({ id: transcriptLinks.id });
    if (revoked.length > 0)
      await recordEvent(tx, act, 'TRANSCRIPT_LINK_REVOKED', { objectId: linkId, organizationId: null });
    return (await ownTranscriptLink(tx, { userId, id: linkId })) ?? found;
  });
}
