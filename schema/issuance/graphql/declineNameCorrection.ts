import { z } from 'zod';
import type { NameCorrectionId } from '../../../drizzle/ids.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { NameCorrectionClosedError } from '../errors.ts';
import { declineNameCorrection } from '../operations/nameCorrections.ts';
import { nameCorrectionById } from '../queries/nameCorrections.ts';
import { NameCorrectionType } from './nameCorrection.ts';

mutation('declineNameCorrection', {
  description:
    'Declines a request for a corrected name, for an owner of the organization. The holder is told by mail and reads the reason. The same again changes nothing.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, NameCorrectionClosedError],
  input: {
    description: 'The request, and why.',
    fields: (t) => ({
      requestId: t.id({ description: 'The request: its `id`.' }),
      because: t.string({
        description: 'Why, for the holder: what is missing, or whom to ask. 3 to 500 characters on one line.',
      }),
    }),
  },
  read: z.object({ requestId: idOf<NameCorrectionId>('NameCorrection'), because: reasonText }),
  run: ({ db }, act, { requestId, because }) => declineNameCorrection(db, act, { id: requestId, because }),
  payload: {
    description: 'The request, after the change.',
    fields: (t) => ({
      nameCorrection: t.field({
        type: NameCorrectionType,
        nullable: true,
        description: 'The request; null when its holder was erased meanwhile.',
        resolve: ({ id }, _args, { db }) => nameCorrectionById(db, id),
      }),
    }),
  },
});
