import {
  type DomainError,
  ERROR_CODES,
  type ErrorCode,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
} from '../errors.ts';
import { builder } from './builder.ts';

const MEANING: Record<ErrorCode, string> = {
  ALREADY_ENROLLED: 'A round on this course is open for another purpose.',
  ALREADY_REPLACED: 'The certificate was replaced by another; `successorNumber` names it.',
  ATTEMPTS_USED: 'Every attempt at this quiz is used.',
  ATTEMPT_CLOSED: 'The attempt was submitted, or its time is over.',
  BLOCKED: 'Something is missing; `blockers` says what.',
  CERTIFICATE_ERASED: "The holder's record was erased.",
  CERTIFICATE_REVOKED: 'The certificate was revoked; that is never undone.',
  COOLDOWN: 'The next attempt opens later.',
  COURSE_RETIRED: 'The course takes no new enrollments.',
  DISCLOSURES_CHANGED: 'What was accepted is not what stands now.',
  ENROLLMENT_CLOSED: 'The round was claimed or withdrawn.',
  FORBIDDEN: 'You are signed in but may not do this.',
  INVALID_INPUT: 'The input breaks a rule; `fields` says where.',
  NAME_UNDRAWABLE: 'The name holds characters that a certificate cannot print.',
  NOT_FOUND: 'No such thing, or not yours.',
  QUIZ_NOT_OPEN: 'The quiz is not open at this point of the course.',
  QUIZ_PASSED: 'The quiz is passed in this round.',
  RATE_LIMITED: 'Too many tries in too short a time.',
  TEXT_CHANGED: 'The statement to sign has changed since it was read.',
};

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'What went wrong, for programs.',
  values: Object.fromEntries(ERROR_CODES.map((code) => [code, { description: MEANING[code] }])) as Record<
    ErrorCode,
    { description: string }
  >,
});

/** The interface that every typed error implements. */
export const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description:
    'An expected failure. `message` says what to do; `code` is for programs; further fields are facts to act on.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What happened and what to do, in a sentence.' }),
    code: t.field({
      type: ErrorCodeEnum,
      description: 'What went wrong, for programs.',
      resolve: (error): ErrorCode => error.code,
    }),
  }),
});

const FieldFaultType = builder.objectRef<InvalidInputError['fields'][number]>('FieldFault').implement({
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where in the input, for example `profile.legalName`.' }),
    message: t.exposeString('message', { description: 'What to write instead.' }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'No such thing, or not yours: the two are not told apart.',
  interfaces: [ErrorInterface],
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  description: 'The input breaks a rule; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    fields: t.expose('fields', { type: [FieldFaultType], description: 'Every fault found, not only the first.' }),
  }),
});

builder.objectType(ForbiddenError, {
  name: 'ForbiddenError',
  description: 'You are signed in but may not do this.',
  interfaces: [ErrorInterface],
});

builder.objectType(RateLimitedError, {
  name: 'RateLimitedError',
  description: 'Too many tries in too short a time.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ retryAt: t.expose('retryAt', { type: 'DateTime', description: 'When to try again.' }) }),
});
