import { createContextCache } from '@pothos/core';
import { unitText } from '../../../certificates/creditWords.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import type { Context } from '../../context.ts';
import { DisclosuresType } from '../../courses/graphql/parts.ts';
import { PurposeEnum } from '../../enrollments/graphql/enrollment.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { IssuedCertificateType } from '../../issuance/graphql/issuedCertificate.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { recordNumbersRead } from '../operations/readLicenses.ts';
import { type OpenedRecord, readRecord, readRecordLicenses } from '../operations/readRecord.ts';
import { auditEventsAbout } from '../queries/auditLog.ts';
import { otherCertificates } from '../queries/record.ts';
import { auditedObjects, certificatesOfRecord } from '../rules/objects.ts';
import { creditOf } from '../rules/roster.ts';
import { AuditEventType } from './auditEvent.ts';
import { once, type ReadableLicense, RecordedLicenseType } from './license.ts';
import { RecordedAwardType } from './recordedAward.ts';
import {
  RecordedAttestationType,
  RecordedDocumentType,
  RecordedExceptionType,
  RecordedLogEntryType,
  RecordedSittingType,
} from './recordParts.ts';

/** What lists of a record cost: as many as there commonly are. */
const FEW = { field: 1, multiplier: 3 };

/** The records that a request has read: each is read and recorded once, however often the document names it. */
const readRecords = createContextCache((_context: Context) => new Map<string, Promise<OpenedRecord>>());

function recordOf(context: Context, organizationId: OrganizationId, number: string): Promise<OpenedRecord> {
  const records = readRecords(context);
  const key = `${organizationId} ${number}`;
  const known = records.get(key);
  if (known !== undefined) return known;
  const { db, vault } = context;
  const read = readRecord(db, actOf(context), { organizationId, number, vault });
  records.set(key, read);
  return read;
}

type Licenses = Promise<ReadableLicense[]>;
const readLicenses = createContextCache((_context: Context) => new Map<OpenedRecord, Licenses>());

function licensesOf(context: Context, record: OpenedRecord): Licenses {
  const known = readLicenses(context).get(record);
  if (known !== undefined) return known;
  const read = openedLicenses(context, record);
  readLicenses(context).set(record, read);
  return read;
}

async function openedLicenses(context: Context, record: OpenedRecord): Licenses {
  const { db, vault } = context;
  const licenses = await readRecordLicenses(db, { record, vault });
  const { organizationId, as, id: certificateId } = record;
  const reading = once(() => recordNumbersRead(db, actOf(context), { organizationId, as, licenses, certificateId }));
  return licenses.map((license) => ({ ...license, reading }));
}

/** @public other files of the noun add fields to it. */
export const CertificateRecordType = builder.objectRef<OpenedRecord>('CertificateRecord').implement({
  description:
    'Everything behind a certificate that your organization issued. It has no answer to a question or an evaluation.',
  fields: (t) => ({
    certificate: t.field({
      type: IssuedCertificateType,
      description: 'The certificate with its status.',
      resolve: (record) => record,
    }),
    predecessorNumber: t.exposeString('predecessorNumber', {
      nullable: true,
      description: 'The certificate that it replaced, if it did.',
    }),
    printedName: t.exposeString('printedName', {
      nullable: true,
      description: 'The name of its holder, as printed; null after erasure.',
    }),
    purpose: t.expose('purpose', { type: PurposeEnum, description: 'What the course was taken for.' }),
    round: t.exposeInt('round', { description: 'Which enrollment of the person in the course it was.' }),
    enrolledAt: t.expose('enrolledAt', { type: 'DateTime', description: 'When the person enrolled.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When study began.' }),
    contentDoneAt: t.expose('contentDoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last module was completed.',
    }),
    passedAt: t.expose('passedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the post-test was passed by the mark of the course.',
    }),
    evaluatedAt: t.expose('evaluatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the evaluation was given; null where it was not. What it says is tied to nobody.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last requirement of the course was met.',
    }),
    claimedAt: t.expose('claimedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When credit was first claimed.',
    }),
    disclosures: t.field({
      type: DisclosuresType,
      description: 'What the learner accepted before enrolling, word for word.',
      resolve: ({ disclosuresHash: hash, disclosures: items }) => ({ hash, items }),
    }),
    disclosuresAcceptedAt: t.expose('disclosuresAcceptedAt', { type: 'DateTime', description: 'When they did.' }),
    attestations: t.expose('attestations', {
      type: [RecordedAttestationType],
      complexity: FEW,
      description: 'The signed statements, in their order. The last one counts.',
    }),
    sittings: t.expose('sittings', {
      type: [RecordedSittingType],
      complexity: FEW,
      description:
        'The sittings of the post-test in their order, also those that were never handed in: those of this enrollment, and those of other enrollments of the person in the course up to the claim, because attempts are counted over all of them.',
    }),
    award: t.field({
      type: RecordedAwardType,
      nullable: true,
      description: 'What it certifies under an offer; null for a plain certificate.',
      resolve: (record) => record.award && { ...record.award, unit: unitText(creditOf(record)) },
    }),
    licenses: t.field({
      type: [RecordedLicenseType],
      complexity: FEW,
      description:
        'The licenses that the award counts for, in the order in which it was joined to them. The reading of their numbers is recorded.',
      resolve: (record, _args, context) => licensesOf(context, record),
    }),
    exceptions: t.expose('exceptions', {
      type: [RecordedExceptionType],
      complexity: FEW,
      description: 'What was waived for this enrollment, for this offer or for all.',
    }),
    otherCertificates: t.field({
      type: [IssuedCertificateType],
      complexity: FEW,
      description:
        'The standing certificates of the same completion for other claims: that of completion, and those of other bodies.',
      resolve: (record, _args, { db }) => otherCertificates(db, record),
    }),
    documents: t.expose('documents', {
      type: [RecordedDocumentType],
      description: 'The documents that were made of it, each with its hash.',
    }),
    logEntries: t.expose('logEntries', {
      type: [RecordedLogEntryType],
      description: 'Its entries in the public log.',
    }),
    events: t.connection({
      type: AuditEventType,
      description:
        'The audit events about the certificate, those that it replaced or that replaced it, the enrollment, the offer, the approval, exceptions, accommodations and extra attempts, newest first. Readings are not among them.',
      resolve: (record, args, { db }) =>
        newestFirst(args, (window) =>
          auditEventsAbout(db, { ...placeOf(record), ...auditedObjects(record), readings: false, ...window }),
        ),
    }),
    readings: t.connection({
      type: AuditEventType,
      description:
        'Who read this record or that of a certificate which it replaced or which replaced it, and which members downloaded one of them, newest first.',
      resolve: (record, args, { db }) =>
        newestFirst(args, (window) =>
          auditEventsAbout(db, { ...placeOf(record), ...certificatesOfRecord(record), readings: true, ...window }),
        ),
    }),
  }),
});

const placeOf = ({ organizationId, courseId }: OpenedRecord) => ({ organizationId, courseId });

builder.objectField(OrganizationRef, 'certificate', (t) =>
  t.field({
    type: CertificateRecordType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'Everything behind a certificate that the organization issued, for its owners, organizers and auditors. Each reading is recorded. NOT_FOUND for any other number, to an auditor for one taken for personal growth, and for everyone who is not a member.',
    args: { number: t.arg.string({ description: 'The number, as people type it.' }) },
    resolve: ({ id }, { number }, context) => recordOf(context, id, number),
  }),
);
