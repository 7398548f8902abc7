import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';

type Download = { certificateId: CertificateId; organizationId: OrganizationId; as: AuditActor };

/** Records that a member opens the PDF of a certificate, which shows its holder's name and license numbers. */
export async function recordDownload(
  db: Database,
  act: UserAct,
  { certificateId, organizationId, as }: Download,
): Promise<void> {
  await recordEvent(db, act, 'CERTIFICATE_DOWNLOADED', { objectId: certificateId, organizationId, as });
}
