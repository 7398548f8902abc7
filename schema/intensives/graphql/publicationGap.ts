import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { PUBLICATION_GAPS, type PublicationGap } from '../rules/publishing.ts';

const PublicationGapCode = builder.enumType('PublicationGapCode', {
  description: 'What is missing before an intensive can be published.',
  values: described(PUBLICATION_GAPS, {
    AGENDA_MISSING: 'The agenda has no segment.',
    INSTRUCTION_MISSING: 'A training has no instruction.',
    INSTRUCTOR_MISSING: 'Nobody teaches or leads.',
    IN_THE_PAST: 'It has begun already.',
    CLOSES_AFTER_START: 'Registration closes after the start.',
    PRICE_MISSING: 'No price stands while registration is open.',
    PRICE_INTERRUPTED: 'No price stands for a part of the time in which registration is open.',
    REFUND_GROWS: 'The policy gives back more, the nearer the start is.',
    VENUE_MISSING: 'A part in a room has no venue.',
    LINK_MISSING: 'A part online has no link.',
    COURSE_NOT_LIVE: 'The course has no published live version.',
    FORMAT_NOT_OF_COURSE: 'Instruction is in another format than the course.',
  }),
});

builder.objectRef<PublicationGap>('PublicationGap').implement({
  description: 'One thing that is missing for publication.',
  fields: (t) => ({
    gap: t.expose('gap', { type: PublicationGapCode, description: 'What is missing.' }),
    message: t.exposeString('message', { description: 'What to do.' }),
  }),
});
