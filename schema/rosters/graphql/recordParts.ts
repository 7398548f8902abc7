import { encodeGlobalID } from '@pothos/plugin-relay';
import { leafHash } from '../../../certificates/log/tree.ts';
import { DOCUMENT_KINDS } from '../../../drizzle/tables/issuance.ts';
import { LOG_ENTRY_KINDS } from '../../../drizzle/tables/log.ts';
import { scorePercent } from '../../enrollments/rules/attempts.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import type {
  RecordedAttestation,
  RecordedDocument,
  RecordedException,
  RecordedLogEntry,
  RecordedSitting,
} from '../queries/recordRows.ts';
import { AuditActorEnum, actorName } from './auditEvent.ts';

export const RecordedAttestationType = builder.objectRef<RecordedAttestation>('RecordedAttestation').implement({
  description: 'A statement that the learner signed: that they did the work. Where they were is not shown.',
  fields: (t) => ({
    ordinal: t.exposeInt('ordinal', { description: 'Which signature of the enrollment it is; the highest counts.' }),
    textVersion: t.exposeString('textVersion', { description: 'The version of the statement.' }),
    text: t.exposeString('text', { description: 'The statement, word for word.' }),
    typedName: t.exposeString('typedName', { description: 'The name that was typed; blanked after erasure.' }),
    signedInBy: t.exposeString('signedInBy', { description: 'How the person had signed in.' }),
    attestedAt: t.expose('attestedAt', { type: 'DateTime', description: 'When it was signed.' }),
  }),
});

export const RecordedSittingType = builder.objectRef<RecordedSitting>('RecordedSitting').implement({
  description:
    'A sitting of the post-test. One that was never handed in has no result. Questions and answers are not shown to anybody else.',
  fields: (t) => ({
    ordinal: t.exposeInt('ordinal', {
      description: 'Which attempt of the person at this test it was, over all enrollments.',
    }),
    round: t.exposeInt('round', { description: 'The enrollment in the course in which it was taken.' }),
    courseVersion: t.exposeString('courseVersion', { description: 'The version of the course that was studied then.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was handed in; null where it never was.',
    }),
    correctCount: t.exposeInt('correctCount', { nullable: true, description: 'Right answers when it was handed in.' }),
    raisedCount: t.exposeInt('raisedCount', {
      nullable: true,
      description: 'The same with faulty questions that were later counted as right for everyone.',
    }),
    questionCount: t.exposeInt('questionCount', { description: 'How many questions were drawn.' }),
    passPercent: t.exposeInt('passPercent', { description: 'The mark of that version: right answers, in percent.' }),
    missedObjectives: t.exposeStringList('missed', {
      description:
        'Objectives of that version, by their short names, that had to be passed by themselves and were not, whatever the score.',
    }),
    passed: t.boolean({
      description: 'Whether it was passed, when it was handed in or by a regrade.',
      resolve: ({ passedAt }) => passedAt !== null,
    }),
    passedAt: t.expose('passedAt', { type: 'DateTime', nullable: true, description: 'When it became a pass.' }),
    scorePercent: t.int({
      nullable: true,
      description: 'The score in percent, of the raised count, rounded down.',
      resolve: ({ raisedCount, questionCount }) =>
        raisedCount === null ? null : scorePercent(raisedCount, questionCount),
    }),
  }),
});

export const RecordedExceptionType = builder.objectRef<RecordedException>('RecordedException').implement({
  description: 'One blocker that was waived for this enrollment.',
  fields: (t) => ({
    blocker: t.exposeString('blocker', { description: 'The code of the blocker.' }),
    untilOn: t.expose('untilOn', { type: 'Date', description: 'The last day of the exception.' }),
    reason: t.exposeString('reason', { description: 'Why; blanked after erasure.' }),
    grantedBy: t.id({
      nullable: true,
      description: 'The account that granted it; null after the erasure of the learner.',
      resolve: ({ grantedBy }) => (/^[0-9a-f-]{36}$/.test(grantedBy) ? encodeGlobalID('User', grantedBy) : null),
    }),
    grantedAs: t.field({
      type: AuditActorEnum,
      nullable: true,
      description: 'The role in which it was granted.',
      resolve: ({ grantedAs }) => grantedAs && actorName(grantedAs),
    }),
    grantedAt: t.expose('grantedAt', { type: 'DateTime', description: 'When.' }),
  }),
});

const DocumentKindEnum = builder.enumType('DocumentKind', {
  description: 'A form of a certificate.',
  values: described(DOCUMENT_KINDS, {
    PDF: 'The sealed PDF.',
    CREDENTIAL: 'The credential, as JSON.',
    TOKEN: 'The same credential as a JWT.',
  }),
});

export const RecordedDocumentType = builder.objectRef<RecordedDocument>('RecordedDocument').implement({
  description: 'A document that was made of a certificate.',
  fields: (t) => ({
    kind: t.expose('kind', { type: DocumentKindEnum, description: 'Which form.' }),
    revision: t.exposeInt('revision', { description: 'Its revision; earlier ones stay.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of its bytes, in hexadecimal.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

const LogEntryKindEnum = builder.enumType('LogEntryKind', {
  description: 'What an entry of the public log records.',
  values: described(LOG_ENTRY_KINDS, {
    ISSUE: 'The issue of a certificate.',
    CREDENTIAL: 'A credential.',
    PDF: 'A PDF.',
    REVOCATION: 'A revocation.',
    SUPERSESSION: 'A replacement.',
  }),
});

export const RecordedLogEntryType = builder.objectRef<RecordedLogEntry>('RecordedLogEntry').implement({
  description: 'An entry of the public log about a certificate.',
  fields: (t) => ({
    kind: t.expose('kind', { type: LogEntryKindEnum, description: 'What it records.' }),
    revision: t.exposeInt('revision', { description: 'Of the document; 0 for what happens once.' }),
    position: t.string({
      nullable: true,
      description: 'Its position in the log, from 0; null while it waits for one.',
      resolve: ({ position }) => (position === null ? null : String(position)),
    }),
    leafHash: t.string({
      description: 'The hash of its leaf (RFC 6962), in hexadecimal.',
      resolve: ({ body }) => Buffer.from(leafHash(Buffer.from(body, 'hex'))).toString('hex'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
});
