import { AWARD_BASES } from '../../../drizzle/tables/enrollments.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';

export const AwardBasisEnum = builder.enumType('AwardBasis', {
  description: 'As what somebody earned credit.',
  values: described(AWARD_BASES, {
    LEARNER: 'They took the course.',
    INSTRUCTOR: 'They taught it.',
    AUTHOR: 'They wrote it.',
  }),
});
