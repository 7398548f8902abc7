import type { AuditObject } from '../../../drizzle/tables/events.ts';
import type { RecordRow } from '../queries/recordRows.ts';

/** Objects that audit events name, by type and id in parallel. */
type Objects = { types: AuditObject[]; ids: string[] };

const inParallel = (objects: readonly (readonly [AuditObject, string])[]): Objects => ({
  types: objects.map(([type]) => type),
  ids: objects.map(([, id]) => id),
});

/** The certificate of a record, those that it replaced and those that replaced it. */
export function certificatesOfRecord({ certificateIds }: RecordRow): Objects {
  return inParallel(certificateIds.map((id) => ['Certificate', id]));
}

/** The objects behind a certificate. The person is among them for what was agreed with them for the course. */
export function auditedObjects(record: RecordRow): Objects {
  const { certificateIds, enrollmentId, userId, award, exceptions, extraAttempts } = record;
  return inParallel([
    ...certificateIds.map((id) => ['Certificate', id] as const),
    ['Enrollment', enrollmentId],
    ['User', userId],
    ...(award === null
      ? []
      : ([
          ['CreditOffer', award.offerId],
          ['Approval', award.approvalId],
        ] as const)),
    ...exceptions.map(({ id }) => ['CreditException', id] as const),
    ...extraAttempts.map(({ id }) => ['ExtraAttempts', id] as const),
  ]);
}
