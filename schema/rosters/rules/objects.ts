import type { AuditObject } from '../../../drizzle/tables/events.ts';
import type { RecordRow } from '../queries/recordRows.ts';

/** The objects behind a certificate that audit events name, by type and id in parallel. */
export function auditedObjects(record: RecordRow): { types: AuditObject[]; ids: string[] } {
  const { certificateIds, enrollmentId, award, exceptions, extraAttemptIds } = record;
  const objects: [AuditObject, string][] = [
    ...certificateIds.map((id): [AuditObject, string] => ['Certificate', id]),
    ['Enrollment', enrollmentId],
    ...(award === null
      ? []
      : ([
          ['CreditOffer', award.offerId],
          ['Approval', award.approvalId],
        ] satisfies [AuditObject, string][])),
    ...exceptions.map(({ id }): [AuditObject, string] => ['CreditException', id]),
    ...extraAttemptIds.map((id): [AuditObject, string] => ['ExtraAttempts', id]),
  ];
  return { types: objects.map(([type]) => type), ids: objects.map(([, id]) => id) };
}
