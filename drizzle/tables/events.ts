import { sql } from 'drizzle-orm';
import { index, jsonb, snakeCase, text, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { AuditEventId, OrganizationId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { organizations } from './organizations.ts';

/** Every recorded verb, and the type of its object. */
export const AUDIT_VERBS = {
  ACCOMMODATIONS_LISTED: 'Organization',
  ACCOMMODATION_ANSWERED: 'AccommodationRequest',
  ACCOMMODATION_GRANTED: 'User',
  ACCOMMODATION_READ: 'AccommodationRequest',
  ACCOMMODATION_REQUESTED: 'AccommodationRequest',
  ACCOMMODATION_WITHDRAWN: 'AccommodationRequest',
  APPLICATION_DECIDED: 'Registration',
  APPROVAL_CONFIRMED: 'Approval',
  APPROVAL_LETTER_READ: 'Approval',
  APPROVAL_RECORDED: 'Approval',
  APPROVAL_REFUSED: 'Approval',
  APPROVAL_STATE_CHANGED: 'Approval',
  ATTENDANCE_CORRECTED: 'Registration',
  ATTENDANCE_EXPORTED: 'Intensive',
  ATTENDANCE_RECORDED: 'Intensive',
  BADGES_READ: 'Intensive',
  ATTENDANCE_REPORT_IMPORTED: 'Intensive',
  ATTENDANCE_REPORT_READ: 'Intensive',
  ATTENDANCE_REPORT_WITHDRAWN: 'Intensive',
  ATTENDANCE_ROW_DECIDED: 'Intensive',
  CALENDAR_FEED_MADE: 'Registration',
  CALENDAR_FEED_REVOKED: 'Registration',
  CARE_SET: 'Organization',
  CERTIFICATES_LISTED: 'Organization',
  CERTIFICATE_DOWNLOADED: 'Certificate',
  CAPACITY_CHANGED: 'Intensive',
  CERTIFICATE_ISSUED: 'Certificate',
  CERTIFICATE_LOOK_CHANGED: 'Organization',
  CERTIFICATE_REVOKED: 'Certificate',
  CERTIFICATE_SUPERSEDED: 'Certificate',
  COURSE_LINEAGE_CHANGED: 'Course',
  COURSE_PUBLISHED: 'Course',
  COURSE_RETIRED: 'Course',
  CREDIT_OFFERED: 'CreditOffer',
  CREDIT_REPORTED: 'Approval',
  CREDIT_OFFER_WITHDRAWN: 'CreditOffer',
  DATA_EXPORTED: 'User',
  DISPUTE_ANSWERED: 'Order',
  DOOR_LIST_READ: 'Intensive',
  EMAIL_CHANGED: 'User',
  ENROLLED: 'Enrollment',
  ERASURE_CANCELLED: 'User',
  ERASURE_REQUESTED: 'User',
  EXCEPTION_GRANTED: 'CreditException',
  EXTRA_ATTEMPTS_GRANTED: 'ExtraAttempts',
  INSTRUCTOR_NAMED: 'Intensive',
  TEACHING_STATED: 'Intensive',
  INTENSIVE_CANCELLED: 'Intensive',
  INTENSIVE_CHANGED: 'Intensive',
  INTENSIVE_CODE_ADDED: 'Intensive',
  INTENSIVE_CODE_REMOVED: 'Intensive',
  INTENSIVE_CREATED: 'Intensive',
  INTENSIVE_PUBLISHED: 'Intensive',
  INTENSIVE_REMOVED: 'Intensive',
  INTENSIVE_RESCHEDULED: 'Intensive',
  LICENSE_ADDED: 'License',
  LICENSE_CHANGED: 'License',
  LICENSE_JOINED: 'Certificate',
  LICENSE_NUMBERS_READ: 'Organization',
  LICENSE_REMOVED: 'License',
  MEMBERSHIP_GRANTED: 'Organization',
  MEMBERSHIP_REVOKED: 'Organization',
  NAME_CORRECTION_DECLINED: 'Certificate',
  NAME_CORRECTION_REQUESTED: 'Certificate',
  ORDER_CANCELLED: 'Order',
  ORDER_PLACED: 'Order',
  PASSKEY_REQUIRED: 'User',
  PASSKEY_REQUIREMENT_ENDED: 'User',
  PAYMENT_RECORDED: 'Order',
  PAYMENT_UNDONE: 'Order',
  PERSON_ERASED: 'User',
  PLACE_CLAIMED: 'Registration',
  PLACE_TRANSFERRED: 'Registration',
  QUESTION_REGRADED: 'Question',
  RECORD_READ: 'Certificate',
  RECOVERY_CANCELLED: 'User',
  RECOVERY_STARTED: 'User',
  RECOVERY_USED: 'User',
  REFUND_CONFIRMED: 'Order',
  REFUND_REQUESTED: 'Order',
  REGISTRATION_CANCELLED: 'Registration',
  REGISTRATION_GIVEN: 'Registration',
  REGISTRATION_MOVED: 'Registration',
  REGISTRATION_OPENED: 'Registration',
  REGISTRATION_REINSTATED: 'Registration',
  ROSTER_READ: 'Approval',
  SCHOLARSHIP_GRANTED: 'Intensive',
  SCHOLARSHIP_WITHDRAWN: 'Intensive',
  SESSIONS_REVOKED: 'User',
  TAX_CHOSEN: 'TaxChoice',
  TRANSCRIPT_LINK_REVOKED: 'TranscriptLink',
  TRANSCRIPT_SHARED: 'TranscriptLink',
  USER_DISABLED: 'User',
  WITHDREW: 'Enrollment',
} as const;
export type AuditVerb = keyof typeof AUDIT_VERBS;
export type AuditObject = (typeof AUDIT_VERBS)[AuditVerb];

/** The role in which an actor acted: as a person, in a role of the organization, as the operator, or as the service itself. */
export type AuditActor = 'user' | 'operator' | 'system' | 'owner' | 'organizer' | 'instructor' | 'auditor';

/**
 * Who did what to what, when and why; ids only but for the reason and the name of who ran a command. An event belongs to the organization whose records it touches,
 * or to none (what people do about their own accounts). Insert only: the erasure of the person whose object it is blanks both
 * (trigger), and no reason about an erased person is accepted, except why they were erased.
 */
export const auditEvents = snakeCase.table(
  'audit_events',
  {
    id: idColumn<AuditEventId>(),
    at: instant().notNull(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .references(() => organizations.id),
    actorUserId: uuid().$type<UserId>(),
    actor: text().$type<AuditActor>().notNull(),
    /** Who ran the operator's command, as they said. */
    actorName: text(),
    verb: text().$type<AuditVerb>().notNull(),
    objectType: text().$type<AuditObject>().notNull(),
    objectId: text().notNull(),
    reason: text(),
    requestId: text(),
    details: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    index('audit_events_actor_idx').on(t.actorUserId),
    index('audit_events_object_idx').on(t.objectType, t.objectId),
    index('audit_events_organization_idx').on(t.organizationId, t.id),
    // What is said about a membership is blanked with the erasure of the member.
    index('audit_events_member_idx')
      .on(sql`(${t.details}->>'userId')`)
      .where(sql`verb in ('MEMBERSHIP_GRANTED', 'MEMBERSHIP_REVOKED')`),
  ],
);

export const auditEventsPolicy = policy(auditEvents, {
  rows: 'history',
  personal: ['reason', 'actorName'],
  notPersonal: ['actor', 'verb', 'objectType', 'objectId', 'requestId', 'details'],
  protection: 'ids, a reason in words, and who ran a command; the organization’s owners, organizers and auditors',
  person: {
    where: (person) => sql`(${auditEvents.actorUserId} = ${person}
      or (${auditEvents.objectType} = 'User' and ${auditEvents.objectId} = ${person}::text))`,
  },
  exported: {
    as: 'auditTrail',
    columns: ['at', 'verb', 'objectType', 'objectId', 'reason'],
    order: auditEvents.at,
    without: { columns: ['actorName'], because: 'names the person who ran a command' },
  },
  erasure: { step: 'a trigger blanks reason and name of everything that was done to what is theirs; the rest stays' },
});
