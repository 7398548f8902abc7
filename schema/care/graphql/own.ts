import { CARE_OPENINGS } from '../../../drizzle/tables/care.ts';
import { signedIn } from '../../context.ts';
import { SafetyNoticeType } from '../../courses/graphql/parts.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { type CareForm, readForm } from '../operations/readForm.ts';
import { type Joint, jointOf, type OwnIntake, type OwnPlan, ownIntakeOf, ownPlanOf } from '../operations/readOwn.ts';
import { type Opening, openingsOf } from '../queries/openings.ts';
import { type CarePlace, ownCarePlace } from '../queries/places.ts';
import { CHANNELS, type IntakeAnswers, NOT_FOR_EMERGENCIES } from '../rules/form.ts';

export const ChannelEnum = builder.enumType('CareChannel', {
  description: 'By which way a person may be reached.',
  values: described(CHANNELS, {
    CALL: 'A call.',
    TEXT_MESSAGE: 'A text message.',
    MAIL: 'An e-mail.',
    OTHER: 'Another way, which `reachAt` says.',
  }),
});

export const AnswersType = builder.objectRef<IntakeAnswers>('IntakeAnswers').implement({
  description: 'What a person answered. The form asks nothing else.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    goals: t.exposeString('goals', { description: 'What they would like to reach.' }),
    needs: t.exposeString('needs', { description: 'What they need.' }),
    channels: t.field({
      type: [ChannelEnum],
      description: 'How they may safely be reached alone.',
      resolve: ({ channels }) => channels,
    }),
    reachAt: t.exposeString('reachAt', { description: 'At which number or address.' }),
    reachWhen: t.exposeString('reachWhen', { description: 'At which times.' }),
    doNotWrite: t.exposeBoolean('doNotWrite', { description: 'Whether nobody may write to them.' }),
    doNotLeaveMessage: t.exposeBoolean('doNotLeaveMessage', { description: 'Whether nobody may leave a message.' }),
  }),
});

const FormType = builder.objectRef<CareForm>('CareForm').implement({
  description: 'What everybody is told beside the form, whatever they answer. Show all of it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    notForEmergencies: t.string({
      description: 'That nobody reads it at once, in English.',
      resolve: () => NOT_FOR_EMERGENCIES,
    }),
    crisisServices: t.field({
      type: [SafetyNoticeType],
      complexity: { field: 2, multiplier: 20 },
      description: 'Where to get help in a crisis, by country.',
      resolve: ({ crisis }) => crisis,
    }),
    readers: t.exposeString('readers', { description: 'Who reads it.' }),
    readWithinDays: t.exposeInt('readWithinDays', { description: 'Within how many days.' }),
    responsibleClinician: t.exposeString('responsibleClinician', { description: 'Who is responsible.' }),
    country: t.exposeString('country', { description: 'In which country: ISO 3166.' }),
    law: t.exposeString('law', { description: 'The law that governs the record.' }),
    confidentialityLimits: t.exposeString('confidentialityLimits', {
      description: 'What the clinician may not keep to themselves in that country, in Markdown.',
    }),
    privacyNotice: t.exposeString('privacyNotice', { description: 'The privacy notice in Markdown, or its address.' }),
    retentionDays: t.exposeInt('retentionDays', { description: 'For how many days after the event it is kept.' }),
    retentionLaw: t.exposeString('retentionLaw', { nullable: true, description: 'The law that asks for more days.' }),
  }),
});

const IntakeType = builder.objectRef<OwnIntake>('OwnIntake').implement({
  description: 'Your intake. You alone read it until you submit it; then the instructors named on the event do.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    answers: t.field({ type: AnswersType, description: 'What you answered.', resolve: ({ answers }) => answers }),
    savedAt: t.expose('savedAt', { type: 'DateTime', description: 'When you saved it.' }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you submitted it; null while you alone read it.',
    }),
  }),
});

const PlanType = builder.objectRef<OwnPlan>('OwnPlan').implement({
  description: 'Your own part of the action plan. Nobody else reads it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Your words.' }),
    savedAt: t.expose('savedAt', { type: 'DateTime', description: 'When you saved it.' }),
  }),
});

const JointType = builder.objectRef<Joint>('JointPlan').implement({
  description:
    'The joint part of the action plan of two people. Both edit it, and every edit voids what was agreed. The instructors named on the event read it once both have agreed to its text.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Its words.' }),
    version: t.exposeInt('version', { description: 'For `saveJointPlan` and `agreeToJointPlan`.' }),
    editedAt: t.expose('editedAt', { type: 'DateTime', description: 'When it was edited last.' }),
    agreed: t.exposeBoolean('agreed', { description: 'Whether you agreed to this text.' }),
    bothAgreed: t.exposeBoolean('bothAgreed', { description: 'Whether you both did.' }),
  }),
});

const OpeningType = builder.objectRef<Opening>('CareOpening').implement({
  description: 'One time that an instructor opened what you submitted.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    by: t.exposeString('by', { nullable: true, description: 'Who, as the event names them.' }),
    how: t.field({
      type: builder.enumType('CareOpeningHow', {
        description: 'How a record was opened.',
        values: described(CARE_OPENINGS, {
          READ: 'It was read here.',
          EXPORTED: 'It was downloaded for the record system of the practice.',
        }),
      }),
      description: 'How.',
      resolve: ({ how }) => how,
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
});

const OwnCareType = builder.objectRef<CarePlace>('OwnCare').implement({
  description: 'What you keep with the therapist for one event.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    form: t.field({
      type: FormType,
      nullable: true,
      complexity: { field: 10 },
      description:
        'What to show beside the form; null while the organization has not said everything, so that nothing can be written.',
      resolve: ({ organizationId }, _args, { db }) => readForm(db, organizationId),
    }),
    intake: t.field({
      type: IntakeType,
      nullable: true,
      description: 'Your intake; null while nothing is saved.',
      resolve: (place, _args, { vault }) => ownIntakeOf(vault, place),
    }),
    plan: t.field({
      type: PlanType,
      nullable: true,
      description: 'Your own part of the plan; null while nothing is saved.',
      resolve: (place, _args, { vault }) => ownPlanOf(vault, place),
    }),
    jointPlan: t.field({
      type: JointType,
      nullable: true,
      description: 'The joint part of the plan; null while nothing is saved.',
      resolve: (place, _args, { vault }) => jointOf(vault, place),
    }),
    screenedAt: t.expose('screenedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you were met alone; null before that.',
    }),
    present: t.exposeBoolean('present', {
      nullable: true,
      description: 'Whether the instructor marked you as present; null while nothing is marked.',
    }),
    keptUntil: t.expose('keptUntil', {
      type: 'Date',
      description: 'The last day on which your record is kept. It is destroyed on the day after.',
    }),
    consentedUntil: t.expose('consentedUntil', {
      type: 'Date',
      nullable: true,
      description: 'Until when you consented to keep it by `keepMyCareRecord`; null without such a consent.',
    }),
    isKept: t.boolean({
      description: 'Whether a record of yours is kept: something that you wrote, or a mark of the instructor.',
      resolve: ({ recordId }) => recordId !== null,
    }),
    openings: t.field({
      type: [OpeningType],
      complexity: { field: 5, multiplier: 20 },
      description: 'Who opened what you submitted, and when, newest first.',
      resolve: ({ registrationId, userId }, _args, { db }) => openingsOf(db, { registrationId, userId }),
    }),
  }),
});

builder.objectField(RegistrationRef, 'care', (t) =>
  t.field({
    type: OwnCareType,
    nullable: true,
    complexity: { field: 10 },
    description:
      'Your intake and your plan for a therapy event; null for a training, and for a place that is not your own. Nobody else reads it here.',
    resolve: ({ id }, _args, context) => ownCarePlace(context.db, { id, userId: signedIn(context).userId }),
  }),
);
