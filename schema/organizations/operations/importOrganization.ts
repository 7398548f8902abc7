import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { organizationPolicies, organizations } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import type { OrganizationFile } from '../rules/organizationFile.ts';
import { dateIn } from '../rules.ts';
import { keepImages } from './updateCertificateLook.ts';

/**
 * Loads an organization's file. Inserts a new slug. Of a known one it changes how to pay by transfer, how early to ask for an
 * accommodation and what a refund does to credit, and nothing else, because its owners may have edited that. Adds unknown policy
 * versions whose date has come in the organization's time zone; later ones wait for the next load. Safe to call from several
 * processes at once.
 */
export async function importOrganization(
  db: Database,
  { now }: Act,
  { organization }: { organization: OrganizationFile },
): Promise<{ id: OrganizationId; created: boolean; policiesAdded: number }> {
  return db.transaction(async (tx) => {
    const { policies, signatory, contacts, certificate, transfer, refundAfterCredit, ...facts } = organization;
    const onlyInFile = {
      transferLines: transfer ?? null,
      accommodationLeadDays: contacts.accommodationLeadDays ?? null,
      refundAfterCredit,
    };
    const { logo = null, signature = null, ...look } = certificate ?? {};
    const created = await tx
      .insert(organizations)
      .values({
        ...facts,
        ...look,
        ...onlyInFile,
        logoSha256: logo?.sha256 ?? null,
        signatureSha256: signature?.sha256 ?? null,
        signatoryName: signatory?.name ?? null,
        signatoryTitle: signatory?.title ?? null,
        grievanceContact: contacts.grievances,
        accommodationContact: contacts.accommodations,
        createdAt: now,
      })
      .onConflictDoNothing({ target: organizations.slug })
      .returning({ id: organizations.id });
    const [row] = await tx
      .select({ id: organizations.id, timeZone: organizations.timeZone })
      .from(organizations)
      .where(eq(organizations.slug, organization.slug))
      .for('update');
    if (row === undefined) throw new Error('organization row not found after its own insert');
    // Nobody edits it elsewhere, so the file has the last word.
    await tx.update(organizations).set(onlyInFile).where(eq(organizations.id, row.id));
    if (created.length > 0) await keepImages(tx, { organizationId: row.id, images: [logo, signature], now });
    const due = policies.filter(({ effectiveOn }) => effectiveOn <= dateIn(row.timeZone, now));
    const added =
      due.length === 0
        ? []
        : await tx
            .insert(organizationPolicies)
            .values(due.map((policy) => ({ ...policy, organizationId: row.id })))
            .onConflictDoNothing()
            .returning({ id: organizationPolicies.id });
    return { id: row.id, created: created.length > 0, policiesAdded: added.length };
  });
}
