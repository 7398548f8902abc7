import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId } from '../../drizzle/ids.ts';
import { certificates, nameCorrections } from '../../drizzle/schema.ts';

type Declined = { certificateId: CertificateId; at: Date; text?: string };

/** A request for a corrected name that was declined, with `text` wherever a text fits. */
export const writeDeclined = async (db: Database, { certificateId, at, text = 'a sample' }: Declined) => {
  const [row] = await db.select().from(certificates).where(eq(certificates.id, certificateId));
  if (row?.userId == null) throw new Error('nobody holds this certificate');
  const { userId, organizationId } = row;
  await db.insert(nameCorrections).values({
    ...{ certificateId, organizationId, userId, wantedName: text, reason: text, declinedBecause: text },
    ...{ state: 'DECLINED' as const, askedAt: at, answeredAt: at },
  });
};

/** How such requests stand in an export. */
export const NAME_SHAPE = [
  'nameCorrections[].answered_at: instant',
  'nameCorrections[].asked_at: instant',
  'nameCorrections[].certificate_id: string',
  'nameCorrections[].declined_because: string',
  'nameCorrections[].reason: string',
  'nameCorrections[].state: string',
  'nameCorrections[].wanted_name: string',
];
