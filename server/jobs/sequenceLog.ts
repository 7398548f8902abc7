import { systemAct } from '../../schema/act.ts';
import { job, NOTHING } from '../../schema/jobs/operations.ts';
import { recordKeys } from '../../schema/keys/operations.ts';
import { sequenceLog as sequence } from '../../schema/log/operations/sequenceLog.ts';
import type { Services } from '../services.ts';

/**
 * Gives waiting log entries their places and signs the tree. It is defined here because the nouns keys and log must not import
 * each other.
 */
export const sequenceLog = job({
  name: 'sequence-log',
  payload: NOTHING,
  schedule: '* * * * *',
  run: async ({ db, issuer, clock }: Pick<Services, 'db' | 'issuer' | 'clock'>) => {
    await recordKeys(db, await issuer.publicKeys());
    await sequence(db, systemAct(clock()), { signer: await issuer.keyring.signer('LOG'), origin: issuer.logOrigin });
  },
});
