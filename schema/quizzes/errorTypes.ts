import { builder } from '../graphql/builder.ts';
import { ErrorInterface } from '../graphql/errorTypes.ts';
import { AttemptClosedError, AttemptsUsedError, CooldownError, QuizNotOpenError, QuizPassedError } from './errors.ts';

export const ClosedReasonEnum = builder.enumType('QuizClosedReason', {
  description: 'Why a quiz is not open.',
  values: {
    ENROLLMENT_CLOSED: { description: 'The round was claimed or withdrawn.' },
    CONTENT_NOT_DONE: { description: 'The post-test opens when all modules are completed.' },
    CONTENT_DONE: { description: 'The pre-test is for before the course.' },
  },
});

builder.objectType(AttemptsUsedError, {
  name: 'AttemptsUsedError',
  description: 'Every attempt is used. The organization may grant another.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    used: t.exposeInt('used', { description: 'Attempts begun since this quiz was last passed, in any round.' }),
    allowed: t.exposeInt('allowed', { description: 'Attempts allowed, granted ones included.' }),
  }),
});

builder.objectType(CooldownError, {
  name: 'CooldownError',
  description: 'The next attempt opens later.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ retryAt: t.expose('retryAt', { type: 'DateTime', description: 'When it opens.' }) }),
});

builder.objectType(QuizNotOpenError, {
  name: 'QuizNotOpenError',
  description: 'The quiz cannot be taken at this point of the course.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ reason: t.expose('reason', { type: ClosedReasonEnum, description: 'Why.' }) }),
});

builder.objectType(QuizPassedError, {
  name: 'QuizPassedError',
  description: 'Passed in this round already.',
  interfaces: [ErrorInterface],
});

builder.objectType(AttemptClosedError, {
  name: 'AttemptClosedError',
  description: 'The attempt was submitted, or its time is over; it never changes again.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    submittedAt: t.expose('submittedAt', { type: 'DateTime', description: 'When it was closed.' }),
    timedOut: t.exposeBoolean('timedOut', { description: 'The time limit closed it; what had been saved counts.' }),
  }),
});
