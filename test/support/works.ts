import type { Keyring, PublicKey } from '../../certificates/keys.ts';
import { createPress } from '../../certificates/press.ts';
import type { Works } from '../../schema/issuance/documents.ts';
import { createTestKeyring } from './keyring.ts';

export const TEST_LOG = 'attune.example.org/log';

/** A press of its own in this thread, with keys that nobody else has. */
export const createTestWorks = async (
  given?: { keyring: Keyring; keys: PublicKey[] },
  timestamper: Parameters<typeof createPress>[0]['timestamper'] = null,
): Promise<Works> => {
  const { keyring, keys } = given ?? (await createTestKeyring());
  return {
    keyring,
    publicKeys: async () => keys,
    press: createPress({ keyring, timestamper }),
    logOrigin: TEST_LOG,
  };
};
