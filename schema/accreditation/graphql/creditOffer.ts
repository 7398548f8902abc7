import { type CreditOfferId, parseId } from '../../../drizzle/ids.ts';
import type { KeptCalculation, OfferLine } from '../../../drizzle/tables/accreditation.ts';
import { CourseFormat } from '../../courses/graphql/course.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { isMember } from '../../organizations/graphql/isMember.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { dateIn } from '../../organizations/rules.ts';
import { type OfferRow, offersByIds, offersOf } from '../queries/offers.ts';
import { inForceOn } from '../rules/approval.ts';
import { amountText } from '../rules/arithmetic.ts';
import { type Measured, requiredMinutes } from '../rules/measured.ts';
import type { AccreditorValues } from '../rules/values.ts';
import { CALCULATIONS } from '../rules/values.ts';
import { BodyValueRef, namedValues } from './bodyValue.ts';

export const CalculationMethodEnum = builder.enumType('CalculationMethod', {
  description: 'How the minutes of an activity are shown.',
  values: described(CALCULATIONS, {
    AGENDA_MINUTES: 'The parts of an agenda.',
    RUN_TIME: 'The parts of a recording.',
    WORDS: 'The count of words.',
    MERGENER: 'Mergener’s formula.',
    PILOT: 'The times of testers.',
  }),
});

const UnitType = builder.objectRef<AccreditorValues['unit']>('CreditUnit').implement({
  description: 'The unit of a body, and its words.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'For programs, such as CONTACT_HOURS.' }),
    singular: t.exposeString('singular', { description: 'The word for one.' }),
    plural: t.exposeString('plural', { description: 'The word for several.' }),
    abbreviation: t.string({
      nullable: true,
      description: 'The body’s abbreviation.',
      resolve: ({ abbreviation }) => abbreviation ?? null,
    }),
  }),
});

/** A part of an amount. @public other nouns show awards. */
export const CreditLineType = builder.objectRef<OfferLine>('CreditLine').implement({
  description: 'A part of the amount.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      description: 'How much, in the unit of the body.',
      resolve: ({ amountHundredths }) => decimalText(amountHundredths),
    }),
    format: t.expose('format', { type: CourseFormat, description: 'In which format.' }),
    category: t.exposeString('category', { nullable: true, description: 'The body’s category, by its key.' }),
    session: t.exposeString('session', { nullable: true, description: 'The session of a live course.' }),
  }),
});

const MeasuredType = builder.objectRef<Measured>('MeasuredVersion').implement({
  description: 'What a version of a course measures of itself. It never changes.',
  fields: (t) => ({
    words: t.exposeInt('words', { description: 'Its words of instruction.' }),
    questions: t.exposeInt('questions', { description: 'The questions of one post-test; 0 without a test.' }),
    difficulty: t.exposeFloat('difficulty', { description: 'Its difficulty, from 1 to 5.' }),
    studyMinutes: t.field({
      type: 'Decimal',
      description: 'The minutes of study that it requires of everyone, as they are counted.',
      resolve: (measured) => decimalText(requiredMinutes(measured)),
    }),
  }),
});

const CalculationType = builder.objectRef<KeptCalculation & { measured: Measured }>('CreditCalculation').implement({
  description: 'How the organization showed the amount.',
  fields: (t) => ({
    method: t.expose('method', { type: CalculationMethodEnum, description: 'The method.' }),
    minutes: t.field({
      type: 'Decimal',
      description: 'The minutes that came out.',
      resolve: ({ minutesHundredths }) => decimalText(minutesHundredths),
    }),
    inputs: t.string({
      description: 'What went into it, and how the minutes came out, as JSON.',
      resolve: ({ inputs }) => JSON.stringify(inputs),
    }),
    version: t.field({
      type: MeasuredType,
      description: 'What the version itself measures, beside what the organization stated.',
      resolve: ({ measured }) => measured,
    }),
    studyTimeReason: t.string({
      nullable: true,
      description:
        'Why the amount stands for more minutes than the version requires, in the words of the organization; null where nobody said.',
      resolve: (calculation) => calculation.studyTimeReason ?? null,
    }),
  }),
});

/** What a version earns under an approval. @public other nouns add fields to it. */
export const CreditOfferRef = builder.loadableNodeRef('CreditOffer', {
  id: { description: 'The global id.', resolve: (offer: OfferRow) => offer.id },
  sort: (offer: OfferRow) => offer.id,
  load: (ids: string[], { db }): Promise<OfferRow[]> =>
    offersByIds(
      db,
      ids.flatMap((id) => parseId<CreditOfferId>(id) ?? []),
    ),
});

builder.objectType(CreditOfferRef, {
  description:
    'Credit of a body that a version of a course earns. Its rules and words were frozen when it was offered. Everything here is public.',
  authScopes: { public: true },
  fields: (t) => ({
    accreditor: t.exposeString('accreditor', { description: 'The key of the body.' }),
    body: t.exposeString('body', { description: 'The name of the body.' }),
    website: t.exposeString('website', { description: 'Its website.' }),
    number: t.exposeString('number', { nullable: true, description: 'The organization’s number at the body.' }),
    profession: t.exposeString('profession', { nullable: true, description: 'The profession that it is for, if one.' }),
    jurisdiction: t.exposeString('jurisdiction', { nullable: true, description: 'Where it holds, if one place.' }),
    unit: t.field({
      type: UnitType,
      nullable: true,
      description: 'The unit of the body.',
      resolve: ({ rules }) => rules.unit?.value ?? null,
    }),
    amount: t.field({
      type: 'Decimal',
      description: 'The whole amount, in the unit of the body.',
      resolve: ({ totalHundredths }) => decimalText(totalHundredths),
    }),
    amountInWords: t.string({
      nullable: true,
      description: 'The whole amount in the words of the body, such as 1.5 contact hours.',
      resolve: ({ totalHundredths, rules }) => rules.unit && amountText(totalHundredths, rules.unit.value),
    }),
    lines: t.expose('lines', { type: [CreditLineType], description: 'Its parts, which add up to the amount.' }),
    statement: t.string({
      nullable: true,
      description:
        'The sentence of the body, as certificates print it. Null while its approval is not in force, but for members of the organization.',
      resolve: async ({ statement, approval, timeZone, organizationId }, _args, context) =>
        inForceOn(approval, dateIn(timeZone, context.now)).ok || (await isMember(context, organizationId))
          ? statement
          : null,
    }),
    opensOn: t.expose('opensOn', { type: 'Date', description: 'The first day on which it can be used.' }),
    lastEnrollmentOn: t.expose('lastEnrollmentOn', {
      type: 'Date',
      nullable: true,
      description: 'The last day of enrolling for it; null while its approval is in force.',
    }),
    lastCompletionOn: t.expose('lastCompletionOn', {
      type: 'Date',
      nullable: true,
      description: 'The last day of completing the course for it; null while its approval is in force.',
    }),
    calculation: t.field({
      type: CalculationType,
      description: 'How the amount was shown.',
      resolve: ({ calculation, measured }) => ({ ...calculation, measured }),
    }),
    rules: t.field({
      type: [BodyValueRef],
      description: 'The rules of the body as they were frozen, each with its source.',
      resolve: ({ rules }) => namedValues(rules),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'True where the approval exists only for a demonstration.' }),
    offeredAt: t.expose('offeredAt', { type: 'DateTime', description: 'When it was offered.' }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn; null while it stands. Awards under it stay.',
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization that offers it.',
      resolve: ({ organizationId }) => organizationId,
    }),
  }),
});

builder.objectField(OrganizationRef, 'creditOffers', (t) =>
  t.connection({
    type: CreditOfferRef,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'Its offers, withdrawn ones too, newest first, for its members; null for other people. Whoever is not signed in is told so.',
    resolve: async ({ id }, args, context) =>
      (await isMember(context, id))
        ? newestFirst(args, (window) => offersOf(context.db, { organizationId: id, ...window }))
        : null,
  }),
);
