import { builder } from '../../graphql/builder.ts';
import type { RecordedAccommodation, RecordedExtraAttempts, RecordedModule, RecordRow } from '../queries/recordRows.ts';
import { CertificateRecordType } from './certificate.ts';

/** What lists of a record cost: as many as there commonly are. */
const FEW = { field: 1, multiplier: 3 };
const MODULES = { field: 1, multiplier: 10 };

const secondsOf = ({ countedMillis }: RecordedModule): number => Math.floor(countedMillis / 1000);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const ModuleType = builder.objectRef<RecordedModule>('RecordedModule').implement({
  description: 'A module of the version that was studied, with what was counted in it.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in the course.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    position: t.exposeInt('position', { description: 'Its place, from 1.' }),
    secondsRequired: t.exposeInt('minSeconds', { description: 'Seconds of study that the version requires.' }),
    secondsCounted: t.int({ description: 'Seconds that the server counted.', resolve: secondsOf }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it was completed.' }),
    checked: t.exposeBoolean('checked', { description: 'Whether a quiz checks it.' }),
    checkPassedAt: t.expose('checkPassedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When that quiz was passed.',
    }),
  }),
});

const StudyType = builder.objectRef<RecordRow>('RecordedStudy').implement({
  description: 'The study that was required and the study that was counted, by the clock of the server.',
  fields: (t) => ({
    secondsRequired: t.int({
      description: 'Seconds of study that the version requires, in all.',
      resolve: ({ modules }) => sum(modules.map(({ minSeconds }) => minSeconds)),
    }),
    secondsCounted: t.int({
      description: 'Seconds that were counted, in all; those beyond what a module requires too.',
      resolve: ({ modules }) => sum(modules.map(secondsOf)),
    }),
    timeWaived: t.boolean({
      description: 'Whether an accommodation waived the required time at some moment before the claim.',
      resolve: ({ accommodations }) => accommodations.some(({ studyTimeWaived }) => studyTimeWaived),
    }),
    modules: t.expose('modules', { type: [ModuleType], complexity: MODULES, description: 'By module, in order.' }),
  }),
});

const AccommodationType = builder.objectRef<RecordedAccommodation>('RecordedAccommodation').implement({
  description: 'What was agreed with the learner for the course, never why.',
  fields: (t) => ({
    studyTimeWaived: t.exposeBoolean('studyTimeWaived', { description: 'Whether no study time was required.' }),
    quizTimePercent: t.exposeInt('quizTimePercent', {
      description: 'The time in quizzes, in percent of the usual time; 100 is the usual time.',
    }),
    alternateFormat: t.exposeBoolean('alternateFormat', {
      description: 'Whether the course was given in another form; never in which. False after erasure.',
    }),
    grantedBy: t.exposeString('grantedBy', { description: 'Who granted it; blanked after erasure.' }),
    grantedAt: t.expose('grantedAt', { type: 'DateTime', description: 'Since when it held.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When another one replaced it; null while it holds.',
    }),
  }),
});

const ExtraAttemptsType = builder.objectRef<RecordedExtraAttempts>('RecordedExtraAttempts').implement({
  description: 'Further attempts at a quiz of the course that the learner was given.',
  fields: (t) => ({
    quizKey: t.exposeString('quizKey', { description: 'At which quiz: `post-test`, or `check-` and a module.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
    reason: t.exposeString('reason', { description: 'Why; blanked after erasure.' }),
    grantedBy: t.exposeString('grantedBy', { description: 'Who granted them; blanked after erasure.' }),
    grantedAt: t.expose('grantedAt', { type: 'DateTime', description: 'When.' }),
    waitLifted: t.exposeBoolean('waitLifted', {
      description: 'Whether the grant ended the waiting time after an attempt that was not passed.',
    }),
  }),
});

builder.objectFields(CertificateRecordType, (t) => ({
  study: t.field({
    type: StudyType,
    description: 'Required and counted study, in all and by module.',
    resolve: (record) => record,
  }),
  accommodations: t.expose('accommodations', {
    type: [AccommodationType],
    complexity: FEW,
    description: 'What was agreed with the learner and held at some moment between enrollment and claim.',
  }),
  extraAttempts: t.expose('extraAttempts', {
    type: [ExtraAttemptsType],
    complexity: FEW,
    description: 'Further attempts at quizzes of the course, granted up to the claim.',
  }),
}));
