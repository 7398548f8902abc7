import { createHash } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import type { KeptImage } from '../../../certificates/images.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { organizationImages, organizations } from '../../../drizzle/schema.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { changedLook, type LookChanges, type ReadChanges, readChanges, requireWholeSignatory } from './lookChanges.ts';
import { requirePermission } from './requirePermission.ts';

/** Images are stored as long as certificates may name them. An organization may store at most this many, at 256 kB each. */
const MOST_IMAGES = 200;

/** Reading an image blocks the event loop for a moment, so a person may change looks only this often. */
const CHANGES = { max: 60, seconds: 3600 };

async function countChange(db: Database, { userId, now }: { userId: UserId; now: Date }): Promise<void> {
  const key = createHash('sha256').update(`certificate look ${userId}`).digest('hex');
  await requireWithinLimit(db, { key, limit: CHANGES, now });
}

/** Stores images, each once; they are never removed. Call it in the transaction that names them. */
export async function keepImages(
  tx: Database,
  { organizationId, images, now }: { organizationId: OrganizationId; images: readonly (KeptImage | null)[]; now: Date },
): Promise<void> {
  const rows = images.flatMap((image) =>
    image === null ? [] : [{ organizationId, sha256: image.sha256, bytes: image.png, createdAt: now }],
  );
  if (rows.length > 0) await tx.insert(organizationImages).values(rows).onConflictDoNothing();
}

type Change = { organizationId: OrganizationId | null; changes: LookChanges };

/**
 * Changes the look of certificates issued from now on; earlier ones do not change. Throws NotFound unless the person is a member,
 * Forbidden unless they own or run the organization, InvalidInput for an image that cannot be printed or half a signatory,
 * RateLimited after sixty changes in an hour.
 */
export async function updateCertificateLook(
  db: Database,
  act: UserAct,
  facts: Change,
): Promise<{ organizationId: OrganizationId }> {
  // Before the transaction: the count must survive a rollback and must not need a second connection.
  await countChange(db, act);
  await requireChange(db, act, facts);
  // Before the transaction, because images wait for each other.
  const read = await readChanges(facts.changes);
  return db.transaction((tx) => change(tx, act, { organizationId: facts.organizationId, ...read }));
}

const requireChange = (db: Database, act: UserAct, { organizationId }: Pick<Change, 'organizationId'>) =>
  requirePermission(db, act, {
    permission: 'CHANGE_CERTIFICATE_LOOK',
    organizationId,
    what: 'The organization',
  });

type Read = Pick<Change, 'organizationId'> & ReadChanges;

async function change(tx: Database, act: UserAct, facts: Read): Promise<{ organizationId: OrganizationId }> {
  const { images } = facts;
  const { now } = act;
  const { organizationId, as } = await requireChange(tx, act, facts);
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, organizationId)).for('update');
  if (row === undefined) throw new NotFoundError('The organization');
  const changed = changedLook(facts);
  requireWholeSignatory({ ...row, ...changed });
  await keepImages(tx, { organizationId, images: [images.logo ?? null, images.signature ?? null], now });
  await requireRoom(tx, organizationId);
  await tx.update(organizations).set(changed).where(eq(organizations.id, organizationId));
  const { signatoryName, signatoryTitle, ...look } = changed;
  await recordEvent(tx, act, 'CERTIFICATE_LOOK_CHANGED', {
    objectId: organizationId,
    organizationId,
    as,
    details: { ...look, signatory: signatoryName !== undefined || signatoryTitle !== undefined },
  });
  return { organizationId };
}

async function requireRoom(tx: Database, organizationId: OrganizationId): Promise<void> {
  const [kept] = await tx
    .select({ images: count() })
    .from(organizationImages)
    .where(eq(organizationImages.organizationId, organizationId));
  if ((kept?.images ?? 0) <= MOST_IMAGES) return;
  const message = `The organization already has ${MOST_IMAGES} images, the most it may store; use one of those, or ask the operator.`;
  throw new InvalidInputError([{ path: 'logoPng', message }]);
}
