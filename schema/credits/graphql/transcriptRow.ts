import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { AwardBasisEnum } from '../../issuance/graphql/basis.ts';
import {
  ASK_REASONS,
  type AwardFacts,
  type LogFacts,
  ROW_STATUSES,
  type Row,
  type Transcript,
} from '../rules/transcriptFacts.ts';
import {
  ASK_MEANING,
  categoriesOf,
  formatOf,
  isInTotal,
  STATUS_MEANING,
  standingOf,
} from '../rules/transcriptWords.ts';
import { ReportedCertificateType } from './reportedCertificate.ts';

export const TranscriptRowStatus = builder.enumType('TranscriptRowStatus', {
  description: 'How a row of a transcript stands.',
  values: described(ROW_STATUSES, STATUS_MEANING),
});

const AskReasonType = builder.enumType('AskYourBoardReason', {
  description: 'Why only the board can tell.',
  values: described(ASK_REASONS, ASK_MEANING),
});

/** A row with the transcript that it stands in. */
export type RowOf = { row: Row; transcript: Transcript };

const AwardType = builder.objectRef<{ award: AwardFacts; counts: boolean }>('TranscriptAward').implement({
  description:
    'What one body gave for a completion, in the unit of that body. Awards of several bodies are never added.',
  fields: (t) => ({
    id: t.id({
      description: 'The award, for `createTranscriptLink`.',
      resolve: ({ award }) => encodeGlobalID('CreditAward', award.id),
    }),
    body: t.string({ description: 'The accrediting body.', resolve: ({ award }) => award.body }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much, in `unit`.',
      resolve: ({ award }) => decimalText(award.totalHundredths),
    }),
    unit: t.string({
      nullable: true,
      description: 'The body’s word for several units; null when it has none.',
      resolve: ({ award }) => award.unit?.plural ?? null,
    }),
    countsOn: t.field({
      type: 'Date',
      description: 'The day that the body counts.',
      resolve: ({ award }) => award.countsOn,
    }),
    certificateNumber: t.string({ description: 'Of its certificate.', resolve: ({ award }) => award.number }),
    specimen: t.boolean({ description: 'A specimen never counts.', resolve: ({ award }) => award.specimen }),
    joined: t.boolean({ description: 'Whether it is joined to this license.', resolve: ({ award }) => award.joined }),
    approvalInForce: t.boolean({
      description:
        'Whether its approval was in force on the day that counts, as it is known now. Without it the award does not count.',
      resolve: ({ award }) => award.approvalInForce,
    }),
    counts: t.exposeBoolean('counts', { description: 'Whether the completion counts by this award.' }),
  }),
});

const LogType = builder.objectRef<LogFacts>('TranscriptLog').implement({
  description: 'What a log asks for, as the plain certificate prints it.',
  fields: (t) => ({
    studyHours: t.field({
      type: 'Decimal',
      description: 'Hours of 60 minutes, of study or of live instruction attended, as the certificate prints them.',
      resolve: ({ studyHundredths }) => decimalText(studyHundredths),
    }),
    interaction: t.exposeString('interaction', { description: 'How the course was taken.' }),
    passPercent: t.exposeInt('passPercent', {
      nullable: true,
      description: 'The mark that had to be reached in the post-test; null without an assessment.',
    }),
    certificateNumber: t.exposeString('number', { description: 'Of the plain certificate.' }),
  }),
});

export const TranscriptRowType = builder.objectRef<RowOf>('TranscriptRow').implement({
  description: 'One completion, whatever the number of its awards, or one certificate of another provider.',
  fields: (t) => ({
    basis: t.field({
      type: AwardBasisEnum,
      nullable: true,
      description: 'As what it was earned; null for a certificate of another provider.',
      resolve: ({ row }) => row.basis,
    }),
    status: t.field({
      type: TranscriptRowStatus,
      description: 'How it stands. Only COUNTED and LOGGED are in the total.',
      resolve: ({ row }) => row.status,
    }),
    because: t.field({
      type: AskReasonType,
      nullable: true,
      description: 'Why to ask the board; null for every other status.',
      resolve: ({ row }) => row.because,
    }),
    words: t.string({ description: 'How it stands, as PDF and CSV say it.', resolve: ({ row }) => standingOf(row) }),
    on: t.field({ type: 'Date', description: 'The day that counts, in `timeZone`.', resolve: ({ row }) => row.on }),
    timeZone: t.string({
      nullable: true,
      description: 'The time zone of its days: that of who gave it; null for a certificate of another provider.',
      resolve: ({ row }) => row.timeZone,
    }),
    title: t.string({ description: 'The course or activity.', resolve: ({ row }) => row.title }),
    organization: t.string({ description: 'Who gave it.', resolve: ({ row }) => row.organization }),
    enrollmentId: t.id({
      nullable: true,
      description: 'The completion; null for a certificate of another provider.',
      resolve: ({ row }) => (row.reported === null ? encodeGlobalID('Enrollment', row.key) : null),
    }),
    certificateNumber: t.string({
      nullable: true,
      description: 'Of the certificate by which it counts or, where none does, of its first.',
      resolve: ({ row }) => row.number,
    }),
    format: t.string({ description: 'How it was taken, or that it was taught.', resolve: ({ row }) => formatOf(row) }),
    category: t.string({
      description: 'The categories of what counts; empty for none.',
      resolve: ({ row, transcript }) => categoriesOf(row, transcript),
    }),
    credit: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What it is worth in the board’s unit; null when it is outside the total.',
      resolve: ({ row }) => (isInTotal(row) ? decimalText(row.creditHundredths) : null),
    }),
    counted: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'How much of it counts, which is less beyond the limit of self-study; null when it is outside the total.',
      resolve: ({ row }) => (isInTotal(row) ? decimalText(row.countedHundredths) : null),
    }),
    awards: t.field({
      type: [AwardType],
      description: 'What bodies gave for it, each in its own unit. For a log there are none.',
      // A completion has one award for each offer of its course: a few.
      complexity: { field: 1, multiplier: 5 },
      resolve: ({ row }) => row.awards.map((award) => ({ award, counts: award.id === row.award?.id })),
    }),
    log: t.field({
      type: LogType,
      nullable: true,
      description: 'What its plain certificate says; null without one.',
      resolve: ({ row }) => row.log,
    }),
    reported: t.field({
      type: ReportedCertificateType,
      nullable: true,
      description: 'What you stated of a certificate of another provider; null for what was earned here.',
      resolve: ({ row }) => row.reported,
    }),
  }),
});
