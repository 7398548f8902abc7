import { z } from 'zod';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { USUAL_RETENTION_DAYS } from '../../../drizzle/tables/care.ts';
import { signedIn } from '../../context.ts';
import { day, line, prose, whole } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { setCareSettings } from '../operations/settings.ts';
import { type CareSettings, careSettingsFor } from '../queries/settings.ts';
import { CARE_FACTS, missingFacts } from '../rules/settings.ts';

export const CareFactEnum = builder.enumType('CareFact', {
  description: 'What an organization says before anything of care is open.',
  values: described(CARE_FACTS, {
    RESPONSIBLE_CLINICIAN: 'Who is responsible.',
    COUNTRY: 'In which country.',
    LAW: 'Which law governs the record.',
    PRIVACY_NOTICE: 'The privacy notice, or its address.',
    CONFIDENTIALITY_LIMITS: 'What the clinician may not keep to themselves in that country.',
    PROCESSOR_AGREEMENT: 'The agreement with whoever runs this service: its reference and date.',
    READERS: 'Who reads what people submit.',
    READ_WITHIN: 'Within how many days.',
  }),
});

const SettingsType = builder.objectRef<CareSettings>('CareSettings').implement({
  description: 'What an organization says of care.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    missing: t.field({
      type: [CareFactEnum],
      description: 'What is still to be said; nothing of care is open before this is empty.',
      resolve: (settings) => missingFacts(settings),
    }),
    responsibleClinician: t.exposeString('responsibleClinician', {
      nullable: true,
      description: 'Who is responsible.',
    }),
    country: t.exposeString('country', { nullable: true, description: 'ISO 3166.' }),
    law: t.exposeString('law', { nullable: true, description: 'The law that governs the record.' }),
    retentionDays: t.exposeInt('retentionDays', { description: 'For how many days after an event records are kept.' }),
    retentionLaw: t.exposeString('retentionLaw', {
      nullable: true,
      description: `The law that asks for more than ${USUAL_RETENTION_DAYS} days.`,
    }),
    privacyNotice: t.exposeString('privacyNotice', { nullable: true, description: 'Its words, or its address.' }),
    confidentialityLimits: t.exposeString('confidentialityLimits', {
      nullable: true,
      description: 'What the clinician may not keep to themselves in that country.',
    }),
    processorReference: t.exposeString('processorReference', {
      nullable: true,
      description: 'The agreement with whoever runs this service.',
    }),
    processorSignedOn: t.expose('processorSignedOn', { type: 'Date', nullable: true, description: 'Its date.' }),
    readers: t.exposeString('readers', { nullable: true, description: 'Who reads what people submit.' }),
    readWithinDays: t.exposeInt('readWithinDays', { nullable: true, description: 'Within how many days.' }),
    savedAt: t.expose('savedAt', { type: 'DateTime', description: 'When it was said.' }),
  }),
});

builder.objectField(OrganizationRef, 'careSettings', (t) =>
  t.field({
    type: SettingsType,
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 5 },
    description:
      'What it says of care, for its owners; null when it has said nothing, and for members in another role. NOT_FOUND for everyone who is not a member.',
    resolve: ({ id: organizationId }, _args, context) =>
      careSettingsFor(context.db, { organizationId, userId: signedIn(context).userId }),
  }),
);

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const said = (what: string, max: number) => line(what, max).nullish().transform(absent);
const words = (what: string) => prose(what, 8_000).nullish().transform(absent);

mutation('setCareSettings', {
  description:
    'Says who is responsible for care in an organization, by which law and agreements, whole: it replaces what was said. For owners. Once everything is said, people in therapy events may write here, and each of two people is met alone before their joint place is given.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError],
  input: {
    description: 'What the organization says.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization.' }),
      responsibleClinician: t.string({ required: false, description: 'Who is responsible.' }),
      country: t.string({ required: false, description: 'In which country: ISO 3166.' }),
      law: t.string({ required: false, description: 'The law that governs the record.' }),
      retentionDays: t.int({
        required: false,
        description: `For how many days after an event records are kept; ${USUAL_RETENTION_DAYS} without it, more only with the law.`,
      }),
      retentionLaw: t.string({ required: false, description: 'The law that asks for more days.' }),
      privacyNotice: t.string({ required: false, description: 'The privacy notice in Markdown, or its address.' }),
      confidentialityLimits: t.string({
        required: false,
        description: 'What the clinician may not keep to themselves in that country, in Markdown. Everybody reads it.',
      }),
      processorReference: t.string({
        required: false,
        description: 'The reference of the agreement with whoever runs this service.',
      }),
      processorSignedOn: t.field({ type: 'Date', required: false, description: 'The date of that agreement.' }),
      readers: t.string({ required: false, description: 'Who reads what people submit. Everybody reads it.' }),
      readWithinDays: t.int({ required: false, description: 'Within how many days, 1 to 60.' }),
    }),
  },
  read: z.object({
    organizationId: idOf<OrganizationId>('Organization'),
    responsibleClinician: said('a name', 160),
    country: line('a country', 2)
      .refine((value) => /^[A-Z]{2}$/.test(value), 'write a country by its two letters: US.')
      .nullish()
      .transform(absent),
    law: said('a law', 300),
    retentionDays: whole(1, 36_500)
      .nullish()
      .transform((days) => days ?? USUAL_RETENTION_DAYS),
    retentionLaw: said('a law', 300),
    privacyNotice: words('a privacy notice'),
    confidentialityLimits: words('the limits of confidentiality'),
    processorReference: said('a reference', 160),
    processorSignedOn: day().nullish().transform(absent),
    readers: said('who reads it', 300),
    readWithinDays: whole(1, 60).nullish().transform(absent),
  }),
  run: ({ db }, act, input) => setCareSettings(db, act, input),
  payload: {
    description: 'The organization.',
    fields: (t) => ({
      organization: t.field({
        type: OrganizationRef,
        description: 'The organization.',
        resolve: ({ organizationId }) => organizationId,
      }),
    }),
  },
});
