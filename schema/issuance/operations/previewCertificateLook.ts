import { createHash } from 'node:crypto';
import type { PreviewTask } from '../../../certificates/press.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import {
  changedLook,
  type LookChanges,
  type ReadChanges,
  readChanges,
  requireWholeSignatory,
} from '../../organizations/operations/lookChanges.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { imagesOf, type OrganizationRow, organizationsByIds } from '../../organizations/queries.ts';
import { lookOf } from '../../organizations/rules.ts';
import { DrawingBusyError } from '../errors.ts';
import { previewFacts } from '../rules/previewFacts.ts';

/** Drawing takes a core a moment, so one person gets this many. */
const PREVIEWS = { max: 120, seconds: 600 };
const WHAT = 'The organization';

type Asked = {
  organizationId: OrganizationId | null;
  changes: LookChanges;
  accredited: boolean;
  publicUrl: string;
  draw: (task: PreviewTask) => Promise<Uint8Array | 'NOT_NOW'>;
};

/**
 * Draws a watermarked certificate as it would look with these changes; nothing is stored. Throws NotFound unless the person is a
 * member who may preview certificates, Forbidden, InvalidInput for an image that cannot be printed or half a signatory, RateLimited,
 * DrawingBusy.
 */
export async function previewCertificateLook(
  db: Database,
  act: UserAct,
  { organizationId: asked, changes, draw, ...how }: Asked,
): Promise<{ bytes: Uint8Array }> {
  const key = createHash('sha256').update(`certificate look preview ${act.userId}`).digest('hex');
  await requireWithinLimit(db, { key, limit: PREVIEWS, now: act.now });
  const permission = 'PREVIEW_CERTIFICATES';
  const { organizationId } = await requirePermission(db, act, { permission, organizationId: asked, what: WHAT });
  const [row] = await organizationsByIds(db, [organizationId]);
  if (row === undefined) throw new NotFoundError(WHAT);
  const read = await readChanges(changes);
  const unsaved = { ...row, ...changedLook(read) };
  requireWholeSignatory(unsaved);
  const facts = previewFacts(unsaved, { ...how, design: null, now: act.now });
  const drawn = await draw({ facts, images: await imagesIn(db, unsaved, read) });
  if (drawn === 'NOT_NOW') throw new DrawingBusyError();
  return { bytes: drawn };
}

/** The images of a look: those just sent, and those that are stored. */
async function imagesIn(
  db: Database,
  unsaved: OrganizationRow,
  { images: { logo, signature } }: ReadChanges,
): Promise<PreviewTask['images']> {
  const stored = { ...lookOf(unsaved), ...(logo && { logoSha256: null }), ...(signature && { signatureSha256: null }) };
  return {
    ...(await imagesOf(db, { organizationId: unsaved.id, look: stored })),
    ...(logo && { logo: logo.png }),
    ...(signature && { signature: signature.png }),
  };
}
