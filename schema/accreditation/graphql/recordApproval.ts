import { z } from 'zod';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { APPROVAL_ROLES } from '../../../drizzle/tables/accreditation.ts';
import { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import { CourseFormat } from '../../courses/graphql/course.ts';
import { day, key, printedLine, printedName, webAddress } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { lineOfName } from '../../plainText.ts';
import {
  AccreditorUnknownError,
  ApprovalNotGivenError,
  ApprovalOverlapsError,
  LetterMissingError,
  NoApprovalsError,
} from '../errors.ts';
import { recordApproval } from '../operations/recordApproval.ts';
import { ApprovalKindEnum } from './accreditor.ts';
import { ApprovalRef, ApprovalRoleEnum } from './approval.ts';

const MOST_PARTNERS = 10;

const PartnerInput = builder.inputType('ApprovalPartnerInput', {
  description: 'Another organization of an approval.',
  fields: (t) => ({
    name: t.string({ description: 'Its name, as certificates print it.' }),
    number: t.string({ required: false, description: 'Its number at the body, if it has one.' }),
    role: t.field({ type: ApprovalRoleEnum, description: 'Its part.' }),
  }),
});

/** A number as bodies write them: no sign before it, and something in it that can be compared. */
const number = () =>
  printedLine('the number, as the letter spells it', 80)
    .refine((value) => /^[\p{L}\p{N}]/u.test(value), 'begin with a letter or a digit; sentences print their own "#".')
    .refine((value) => !/[{}]/.test(value), 'write it without braces.')
    .refine(
      (value) => !/^specimen/i.test(value),
      'numbers that begin with SPECIMEN belong to demonstrations; write the number of the letter.',
    );

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

const read = z.object({
  organizationId: idOf<OrganizationId>('Organization'),
  role: z
    .enum(APPROVAL_ROLES)
    .nullish()
    .transform((role) => role ?? 'HOLDER'),
  courseSlug: key('the slug of a course').nullish().transform(absent),
  partners: z
    .array(
      z.object({
        name: printedName('the name of the partner', 200).refine(
          (value) => !/[{}]/.test(value),
          'write it without braces.',
        ),
        number: number().nullish().transform(absent),
        role: z.enum(APPROVAL_ROLES),
      }),
    )
    .max(MOST_PARTNERS, `Name at most ${MOST_PARTNERS} partners.`)
    .nullish()
    .transform((partners) => partners ?? []),
  profession: key('a profession').nullish().transform(absent),
  jurisdiction: z.string().regex(JURISDICTION, 'Write a code of ISO 3166: US, US-NY, NZ.').nullish().transform(absent),
  number: number().nullish().transform(absent),
  formats: z
    .array(z.enum(COURSE_FORMATS))
    .min(1, 'Name at least one format.')
    .max(COURSE_FORMATS.length, 'Name each format once.'),
  startsOn: day(),
  endsOn: day().nullish().transform(absent),
  publishedAt: webAddress(),
  letterSha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'Write the SHA-256 in hexadecimal that the upload answered.')
    .transform((hash) => hash.toLowerCase()),
  letterName: lineOfName(120),
});

mutation('recordApproval', {
  description:
    'Records what a body approved, with its letter, for an owner. The operator of the service compares the two; until then no credit can be offered under it.',
  errors: [
    NotFoundError,
    ForbiddenError,
    InvalidInputError,
    AccreditorUnknownError,
    NoApprovalsError,
    ApprovalNotGivenError,
    LetterMissingError,
    ApprovalOverlapsError,
    RateLimitedError,
  ],
  input: {
    description: 'What the letter says. Days are in the zone of the organization, first and last day included.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization that you own.' }),
      accreditor: t.string({ description: 'The key of the body, such as aswb-ace.' }),
      kind: t.field({ type: ApprovalKindEnum, description: 'What it approved.' }),
      role: t.field({ type: ApprovalRoleEnum, required: false, description: 'Your part; HOLDER without it.' }),
      courseSlug: t.string({ required: false, description: 'The approved course, for the kind COURSE.' }),
      partners: t.field({
        type: [PartnerInput],
        required: false,
        description: `The other organizations, for the kinds CO_SPONSORED and JOINT; at most ${MOST_PARTNERS}.`,
      }),
      profession: t.string({ required: false, description: 'The licensed profession, where the body names one.' }),
      jurisdiction: t.string({ required: false, description: 'The place (ISO 3166), where the body names one.' }),
      number: t.string({ required: false, description: 'The number as the letter spells it, without "#".' }),
      formats: t.field({ type: [CourseFormat], description: 'The formats that are approved.' }),
      startsOn: t.string({ description: 'The first day: 2026-11-22.' }),
      endsOn: t.string({ required: false, description: 'The last day; null when the letter names none.' }),
      publishedAt: t.string({ description: 'Where the body publishes it, beginning with https://.' }),
      letterSha256: t.string({
        description: 'The SHA-256 that POST /organizations/SLUG/approval-letters answered within a day.',
      }),
      letterName: t.string({ description: 'What to call the letter, at most 120 characters.' }),
    }),
  },
  read,
  run: ({ db }, act, input) => recordApproval(db, act, input),
  payload: {
    description: 'The approval, not yet confirmed.',
    fields: (t) => ({
      approval: t.field({
        type: ApprovalRef,
        description: 'The approval.',
        resolve: ({ approvalId }) => approvalId,
      }),
    }),
  },
});
