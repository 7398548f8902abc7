import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, CreditOfferId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { CreditSources } from '../rules/creditFacts.ts';

/** What the certificate of an award under an offer is made of, beside the award itself and what the gate judged the offer by. */
export type OfferSources = Omit<CreditSources, 'award' | 'rules' | 'body'> & { offerId: CreditOfferId };

const sources = statement<{ versionId: CourseVersionId }, OfferSources>(
  'credit_sources',
  (p) => sql`select o.id as "offerId", json_build_object('statement', o.statement) as offer,
      json_build_object('kind', a.kind, 'number', a.number, 'startsOn', a.starts_on, 'endsOn', a.ends_on, 'endedOn', a.ended_on,
        'publishedAt', a.published_at, 'specimen', a.specimen or o.specimen) as approval,
      coalesce((select r.role from approval_organizations r where r.approval_id = a.id and r.organization_id = o.organization_id
        limit 1), 'HOLDER') as role,
      (select json_build_object('name', coalesce(r.partner_name, g.legal_name), 'number', r.partner_number)
        from approval_organizations r left join organizations g on g.id = r.organization_id
        where r.approval_id = a.id and r.organization_id is distinct from o.organization_id order by r.id limit 1) as partner
    from credit_offers o join approvals a on a.id = o.approval_id
    where o.version_id = ${p('versionId')}::uuid`,
);

/** The sources of every offer of a version. */
export function creditSourcesOf(db: Database, versionId: CourseVersionId): Promise<OfferSources[]> {
  return sources(db, { versionId });
}
