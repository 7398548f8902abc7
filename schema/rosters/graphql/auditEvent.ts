import { encodeGlobalID } from '@pothos/plugin-relay';
import { AUDIT_VERBS, type AuditActor, type AuditVerb } from '../../../drizzle/tables/events.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import type { AuditRow } from '../queries/auditLog.ts';
import { globalDetails } from '../rules/details.ts';

export const AuditVerbEnum = builder.enumType('AuditVerb', {
  description: 'What was done.',
  values: described(Object.keys(AUDIT_VERBS) as AuditVerb[], {
    ACCOMMODATIONS_LISTED: 'A member listed requests for accommodation; never what was needed.',
    ACCOMMODATION_ANSWERED: 'A request for an accommodation was answered; never how.',
    ACCOMMODATION_READ: 'A member read a request for an accommodation.',
    ACCOMMODATION_REQUESTED: 'A person asked for an accommodation; never for which.',
    ACCOMMODATION_WITHDRAWN: 'A person took a request for an accommodation back.',
    ACCOMMODATION_GRANTED: 'An accommodation was agreed; never its reason.',
    APPLICATION_DECIDED: 'An application for an event was accepted or not.',
    APPROVAL_CONFIRMED: 'The operator confirmed an approval against its letter.',
    APPROVAL_LETTER_READ: 'A member, or the operator, read the letter of an approval.',
    APPROVAL_RECORDED: 'An approval was recorded.',
    APPROVAL_REFUSED: 'The operator refused an approval.',
    APPROVAL_STATE_CHANGED: 'The state of an approval changed.',
    ATTENDANCE_CORRECTED: 'A member corrected who was there on a day of a training.',
    ATTENDANCE_EXPORTED: 'A member downloaded who was there on a day of a training.',
    ATTENDANCE_RECORDED: 'Sign-ins and sign-outs of a day of a training were recorded.',
    BADGES_READ: 'A member downloaded the name badges of a training.',
    ATTENDANCE_REPORT_IMPORTED: 'A report of an online room was imported for a day of a training.',
    ATTENDANCE_REPORT_READ: 'A member read the rows of a report, with the names and addresses in it.',
    ATTENDANCE_REPORT_WITHDRAWN: 'A report no longer counts.',
    ATTENDANCE_ROW_DECIDED: 'A member decided whose a row of a report is.',
    CALENDAR_FEED_MADE: 'A person made the address of a calendar feed.',
    CALENDAR_FEED_REVOKED: 'A person switched a calendar feed off.',
    CARE_SET: 'An owner said who is responsible for care, by which law and agreements.',
    CERTIFICATES_LISTED: 'A member listed certificates with the names on them.',
    CERTIFICATE_DOWNLOADED:
      'A member downloaded a certificate, which shows the name and the license numbers of its holder.',
    CAPACITY_CHANGED: 'The number of seats of an event changed.',
    CERTIFICATE_ISSUED: 'A certificate was issued.',
    CERTIFICATE_LOOK_CHANGED: 'The look of future certificates changed.',
    CERTIFICATE_REVOKED: 'A certificate was revoked.',
    CERTIFICATE_SUPERSEDED: 'A certificate was replaced by a corrected one.',
    COURSE_LINEAGE_CHANGED: 'A course was found, or declared, to have the content of another, or no longer so.',
    COURSE_PUBLISHED: 'A version of a course was published.',
    COURSE_RETIRED: 'A course was retired.',
    CREDIT_OFFERED: 'Credit was offered.',
    CREDIT_REPORTED: 'A member said that the awards of a period were reported.',
    CREDIT_OFFER_WITHDRAWN: 'An offer of credit was withdrawn.',
    DATA_EXPORTED: 'A person exported their data.',
    DISPUTE_ANSWERED: 'A member answered the dispute of a payment.',
    DOOR_LIST_READ: 'A member read the list of a door.',
    EMAIL_CHANGED: 'A person changed their e-mail address.',
    ENROLLED: 'A person enrolled.',
    ERASURE_CANCELLED: 'A person called off their erasure.',
    ERASURE_REQUESTED: 'A person asked to be erased.',
    EXCEPTION_GRANTED: 'One blocker of one offer was waived for one enrollment.',
    EXTRA_ATTEMPTS_GRANTED: 'A person was given more attempts at a quiz.',
    TEACHING_STATED: 'A member stated who taught how much of a training, or took that back.',
    INSTRUCTOR_NAMED: 'An owner said which account an instructor of an intensive has, or ended that.',
    INTENSIVE_CANCELLED: 'A member cancelled an intensive.',
    INTENSIVE_CHANGED: 'A member changed an intensive.',
    INTENSIVE_CODE_ADDED: 'A member added a code that lowers a price.',
    INTENSIVE_CODE_REMOVED: 'A member ended a code.',
    INTENSIVE_CREATED: 'A member wrote an intensive.',
    INTENSIVE_PUBLISHED: 'A member published an intensive.',
    INTENSIVE_REMOVED: 'A member removed a draft of an intensive.',
    INTENSIVE_RESCHEDULED: 'A member moved an intensive to other times.',
    LICENSE_ADDED: 'A person added a license.',
    LICENSE_CHANGED: 'A person changed a license.',
    LICENSE_JOINED: 'An award was joined to a further license, which its certificate does not print.',
    LICENSE_NUMBERS_READ: 'A member read license numbers.',
    LICENSE_REMOVED: 'A person removed a license.',
    MEMBERSHIP_GRANTED: 'A person became a member.',
    MEMBERSHIP_REVOKED: 'A membership ended.',
    NAME_CORRECTION_DECLINED: 'An owner declined to correct the name on a certificate.',
    NAME_CORRECTION_REQUESTED: 'A holder asked for a corrected name on a certificate.',
    ORDER_CANCELLED: 'An order was canceled before it was paid.',
    ORDER_PLACED: 'A place was ordered.',
    PASSKEY_REQUIRED: 'A person required a passkey of every sign-in.',
    PASSKEY_REQUIREMENT_ENDED: 'A person ended the requirement of a passkey.',
    PAYMENT_RECORDED: 'A payment outside Stripe was recorded.',
    PAYMENT_UNDONE: 'A payment that was recorded by mistake was undone.',
    PERSON_ERASED: 'A person was erased.',
    PLACE_CLAIMED: 'A person claimed a place of a group.',
    PLACE_TRANSFERRED: 'A place of an event went to another person.',
    QUESTION_REGRADED: 'A faulty question was counted as right for everyone who drew it.',
    RECORD_READ: 'A member read everything behind a certificate.',
    RECOVERY_CANCELLED: 'A person called off a recovery.',
    RECOVERY_STARTED: 'A recovery of an account began to wait.',
    RECOVERY_USED: 'A recovery let somebody in.',
    REFUND_CONFIRMED: 'A member said that a refund was sent by bank.',
    REFUND_REQUESTED: 'Money of an order was to be sent back.',
    REGISTRATION_CANCELLED: 'A registration for an event was cancelled.',
    REGISTRATION_GIVEN: 'A member registered somebody for an event.',
    REGISTRATION_MOVED: 'A place moved to another date.',
    REGISTRATION_OPENED: 'A person registered or applied for an event.',
    REGISTRATION_REINSTATED: 'A registration that had ended was confirmed again.',
    ROSTER_READ: 'A member read a roster.',
    SCHOLARSHIP_GRANTED: 'A scholarship price was granted; never to whom or why.',
    SCHOLARSHIP_WITHDRAWN: 'A scholarship price was withdrawn.',
    SESSIONS_REVOKED: 'The sessions of a person were ended.',
    TAX_CHOSEN: 'An owner chose how a sale is taxed.',
    TRANSCRIPT_LINK_REVOKED: 'A person revoked a link to a transcript.',
    TRANSCRIPT_SHARED: 'A person shared a transcript by a link.',
    USER_DISABLED: 'An account was disabled.',
    WITHDREW: 'A person withdrew from a course.',
  }),
});

const ACTORS = ['USER', 'OPERATOR', 'SYSTEM', 'OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] as const;
export type ActorName = (typeof ACTORS)[number];

export const AuditActorEnum = builder.enumType('AuditActor', {
  description: 'The role in which somebody acted.',
  values: described(ACTORS, {
    USER: 'A person for themselves.',
    OPERATOR: 'The operator of the service.',
    SYSTEM: 'The service itself.',
    OWNER: 'An owner of the organization.',
    ORGANIZER: 'An organizer of the organization.',
    INSTRUCTOR: 'An instructor of the organization.',
    AUDITOR: 'An auditor of the organization.',
  }),
});

export const actorName = (actor: AuditActor): ActorName => actor.toUpperCase() as ActorName;

/** One line of the audit trail, for members who may read it. */
export const AuditEventType = builder.objectRef<AuditRow>('AuditEvent').implement({
  description:
    'Who did what to what, when and why. Learners are named by id only, members and whoever runs a command by name too.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.field({
      type: AuditActorEnum,
      description: 'The role in which somebody acted.',
      resolve: ({ actor }) => actorName(actor),
    }),
    actorId: t.id({
      nullable: true,
      description:
        'The account that acted; null for the operator, the service, and people who act for themselves at events that are no training.',
      resolve: ({ actorUserId }) => actorUserId && encodeGlobalID('User', actorUserId),
    }),
    actorName: t.exposeString('actorName', {
      nullable: true,
      description:
        'Who acted: the name of a member of the organization, or of the person who ran a command, as they said; null for everyone else, and where no name is known.',
    }),
    verb: t.expose('verb', { type: AuditVerbEnum, description: 'What was done.' }),
    objectType: t.exposeString('objectType', { description: 'The type of what it was done to.' }),
    objectId: t.id({
      description: 'What it was done to; `auditLog` takes it as `object`.',
      resolve: ({ objectType, objectId }) => encodeGlobalID(objectType, objectId),
    }),
    reason: t.string({
      nullable: true,
      description:
        'Why, where a reason was given; `erased` once the person that it is about was erased. Never that of an accommodation.',
      resolve: ({ verb, reason }) => (verb === 'ACCOMMODATION_GRANTED' ? null : reason),
    }),
    details: t.string({
      nullable: true,
      description: 'Further facts, as JSON. Ids in it are global ids.',
      resolve: ({ details }) => details && JSON.stringify(globalDetails(details, encodeGlobalID)),
    }),
    requestId: t.exposeString('requestId', { nullable: true, description: 'The request that did it.' }),
  }),
});
