import { z } from 'zod';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { day, emailAddress, key, line, list, printedLine, prose, whole } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveNotReadyError, SlugTakenError } from '../../intensives/errors.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { scheduleConsultations } from '../operations/scheduleConsultations.ts';
import { openConsultations } from '../queries/consultations.ts';
import { MOST_SLOTS, SLOT_MINUTES } from '../rules/slots.ts';

builder.objectField(OrganizationRef, 'openConsultations', (t) =>
  t.field({
    type: [IntensiveRef],
    authScopes: { public: true },
    complexity: { field: 20, multiplier: 20 },
    description:
      'Its consultations that can be booked now, the soonest first, at most 100. `registerFree` books a free one.',
    resolve: ({ id: organizationId }, _args, { db, now }) => openConsultations(db, { organizationId, now }),
  }),
);

const InstructorInput = builder.inputType('ConsultationInstructorInput', {
  description: 'Who is there.',
  fields: (t) => ({
    name: t.string({ description: 'The name.' }),
    credentials: t.string({ description: 'Degrees and licenses.' }),
    disclosure: t.string({ description: 'Interests; write that there are none where there are none.' }),
    email: t.string({
      required: false,
      description: 'With which address they sign in; owners alone may say it. `nameInstructor` says it later.',
    }),
  }),
});

const SlotsInput = builder.inputType('ConsultationSlotsInput', {
  description: 'Free consultations for one person each: every time on every day.',
  fields: (t) => ({
    slug: t.string({ description: 'What their addresses begin with; the day and the time follow.' }),
    title: t.string({ description: 'The title.' }),
    neutralName: t.string({ description: 'What mails and calendars show instead of the title.' }),
    description: t.string({ description: 'What it is about, in Markdown.' }),
    timeZone: t.string({ description: 'The zone of the times: America/New_York.' }),
    place: t.string({ description: 'The place in public: a city, or "Online".' }),
    venue: t.string({ required: false, description: 'Where exactly; needed where there is no link.' }),
    link: t.string({ required: false, description: 'The online room, beginning with https://.' }),
    policyText: t.string({ description: 'Your words on cancelling, in Markdown.' }),
    instructor: t.field({ type: InstructorInput, description: 'Who is there.' }),
    firstDay: t.field({ type: 'Date', description: 'The first day.' }),
    days: t.int({ required: false, description: 'On how many days in a row, 1 to 31; one without it.' }),
    times: t.stringList({ description: 'The times on the wall, 24 hours: 09:30.' }),
    minutes: t.int({ required: false, description: `How long each takes, 5 to 120; ${SLOT_MINUTES} without it.` }),
  }),
});

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const slots = z
  .object({
    slug: key('a slug').refine((slug) => slug.length <= 60, 'write at most 60 characters.'),
    title: printedLine('a title', 160),
    neutralName: printedLine('a neutral name', 60),
    description: prose('a description', 8_000),
    timeZone: line('a time zone', 60),
    place: line('a place', 120),
    venue: line('a venue', 400).nullish().transform(absent),
    link: line('an address that begins with https://', 1_000)
      .refine(
        (value) => /^https:\/\/[^\s]+$/.test(value) && URL.canParse(value),
        'write an address that begins with https://.',
      )
      .nullish()
      .transform(absent),
    policyText: prose('a policy', 8_000),
    instructor: z.object({
      name: printedLine('a name', 120),
      credentials: printedLine('credentials', 300),
      disclosure: line('a disclosure', 1_000),
      email: emailAddress().nullish().transform(absent),
    }),
    firstDay: day(),
    days: whole(1, 31)
      .nullish()
      .transform((days) => days ?? 1),
    times: list(
      z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'write a time of 24 hours: 09:30.'),
      1,
      MOST_SLOTS,
    ).transform((times) => [...new Set(times)]),
    minutes: whole(5, 120)
      .nullish()
      .transform((minutes) => minutes ?? SLOT_MINUTES),
  })
  .refine(({ days, times }) => days * times.length <= MOST_SLOTS, {
    path: ['times'],
    error: `write at most ${MOST_SLOTS} slots at once.`,
  });

mutation('scheduleConsultations', {
  description: `Writes free consultations as slots that one person books each, at most ${MOST_SLOTS} at once, all of them or none, for owners and organizers. Refused where the instructor, by name, leads something else of the organization at the time. registerFree books one.`,
  errors: [NotFoundError, ForbiddenError, InvalidInputError, SlugTakenError, IntensiveNotReadyError],
  input: {
    description: 'For which organization, and which slots.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization.' }),
      slots: t.field({ type: SlotsInput, description: 'The slots.' }),
      publish: t.boolean({ description: 'True: they can be booked at once. False: they are drafts.' }),
    }),
  },
  read: z.object({ organizationId: idOf<OrganizationId>('Organization'), slots }),
  run: ({ db, settings }, act, { organizationId, publish, slots: { instructor, ...plan } }) => {
    const { email, ...shown } = instructor;
    const { zoneData } = settings;
    return scheduleConsultations(db, act, {
      organizationId,
      publish,
      email,
      plan: { ...plan, instructor: shown },
      zoneData,
    });
  },
  payload: {
    description: 'The slots.',
    fields: (t) => ({
      intensives: t.field({
        type: [IntensiveRef],
        complexity: { field: 1, multiplier: MOST_SLOTS },
        description: 'The slots, in order.',
        resolve: ({ intensiveIds }: { intensiveIds: IntensiveId[] }) => intensiveIds,
      }),
    }),
  },
});
