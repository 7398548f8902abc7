import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { AddressChangeId } from '../../../drizzle/ids.ts';
import { job, rowKey } from '../../jobs/operations.ts';
import { type Language, ORIGINAL } from '../../languages.ts';
import { formerAddressOf } from '../queries/people.ts';
import { mailOnce } from './mailOnce.ts';

type Needs = {
  db: Database;
  mail: { addressChanged(to: string, language: Language): Promise<void> };
  clock: () => Date;
};

/** Tells the address that a person had before that it no longer signs in. */
export const addressChanged = job({
  name: 'address-changed',
  payload: z.object({ changeId: rowKey<AddressChangeId>() }),
  run: async ({ db, mail, clock }: Needs, { changeId }) => {
    const former = await formerAddressOf(db, changeId);
    if (former === null) return;
    const { address: to, language } = former;
    await mailOnce(db, { key: `address-changed ${changeId}`, to, now: clock() }, () =>
      mail.addressChanged(to, language ?? ORIGINAL),
    );
  },
});
