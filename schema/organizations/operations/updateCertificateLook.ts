import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { count, eq } from 'drizzle-orm';
import { type KeptImage, readImage } from '../../../certificates/images.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { organizationImages, organizations } from '../../../drizzle/schema.ts';
import type { CERTIFICATE_DESIGNS } from '../../../drizzle/tables/organizations.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
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

/**
 * What to change. An absent field does not change. Null restores the design's own color, or removes an image or the signatory.
 */
export type LookChanges = {
  design?: (typeof CERTIFICATE_DESIGNS)[number] | undefined;
  primaryColor?: string | null | undefined;
  accentColor?: string | null | undefined;
  /** PNG as the client sent it. */
  logoPng?: Buffer | null | undefined;
  signaturePng?: Buffer | null | undefined;
  signatoryName?: string | null | undefined;
  signatoryTitle?: string | null | undefined;
};

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
  const { logoPng, signaturePng, ...plain } = facts.changes;
  // Before the transaction, because images wait for each other.
  const logo = await readPng('logoPng', logoPng);
  const signature = await readPng('signaturePng', signaturePng);
  return db.transaction((tx) => change(tx, act, { ...facts, plain, images: { logo, signature } }));
}

const requireChange = (db: Database, act: UserAct, { organizationId }: Pick<Change, 'organizationId'>) =>
  requirePermission(db, act, {
    permission: 'CHANGE_CERTIFICATE_LOOK',
    organizationId,
    what: 'The organization',
  });

type Read = Pick<Change, 'organizationId'> & {
  plain: Omit<LookChanges, 'logoPng' | 'signaturePng'>;
  images: Record<'logo' | 'signature', KeptImage | null | undefined>;
};

async function change(tx: Database, act: UserAct, facts: Read): Promise<{ organizationId: OrganizationId }> {
  const { plain, images } = facts;
  const { now } = act;
  const { organizationId, as } = await requireChange(tx, act, facts);
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, organizationId)).for('update');
  if (row === undefined) throw new NotFoundError('The organization');
  requireWholeSignatory({ ...row, ...present(plain) });
  await keepImages(tx, { organizationId, images: [images.logo ?? null, images.signature ?? null], now });
  await requireRoom(tx, organizationId);
  const changed = present({
    ...plain,
    logoSha256: shaOf(images.logo),
    signatureSha256: shaOf(images.signature),
  });
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

let last: Promise<unknown> = Promise.resolve();

/** One image after the other in this process. Between two of them other requests get their turn. */
function inTurn<Result>(work: () => Result): Promise<Result> {
  const next = last.then(work);
  const pause = () => turn();
  last = next.then(pause, pause);
  return next;
}

/** Undefined and null mean the same as in LookChanges. */
async function readPng(path: string, png: Buffer | null | undefined): Promise<KeptImage | null | undefined> {
  if (png === undefined || png === null) return png;
  const image = await inTurn(() => readImage(png));
  if (!image.ok) throw new InvalidInputError([{ path, message: image.detail }]);
  return image;
}

const shaOf = (image: KeptImage | null | undefined) => (image ? image.sha256 : image);

const present = <Values extends Record<string, unknown>>(values: Values): Partial<Values> =>
  // Some entries of Values may be absent.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>;

function requireWholeSignatory(row: { signatoryName: string | null; signatoryTitle: string | null }): void {
  if ((row.signatoryName === null) === (row.signatoryTitle === null)) return;
  const path = row.signatoryName === null ? 'signatoryName' : 'signatoryTitle';
  throw new InvalidInputError([{ path, message: 'A signatory has a name and a title: write both, or clear both.' }]);
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
