import type { CreditAwardId } from '../../../drizzle/ids.ts';
import { AwardUnderType } from '../../accreditation/graphql/awardUnder.ts';
import { builder } from '../../graphql/builder.ts';
import { numbersOfAwards } from '../queries/numbersOfAwards.ts';

builder.objectField(AwardUnderType, 'certificateNumber', (t) =>
  t.loadable({
    type: 'String',
    nullable: true,
    description: 'The number of its certificate, of the newest where one replaced another; null where none was issued.',
    load: async (ids: CreditAwardId[], { db }) => {
      const numbers = await numbersOfAwards(db, ids);
      return ids.map((id) => numbers.get(id) ?? null);
    },
    resolve: ({ id }) => id,
  }),
);
