import type { Keyring, PublicKey, Timestamper } from '../../certificates/keys.ts';
import type { Press } from '../../certificates/press.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';

const TEST_LOG = 'attune.example.org/log';

type Keys = { keyring: Keyring; keys: PublicKey[] };

/**
 * A press of its own in this thread, with keys that nobody else has. Keys are made and the press is loaded when they are first
 * asked for: most tests never do.
 */
export const createTestIssuer = async (given?: Keys, timestamper: Timestamper | null = null): Promise<Issuer> => {
  const keys = once(async () => given ?? (await import('./keyring.ts')).createTestKeyring());
  const press = once(async (): Promise<Press> => {
    const { createPress } = await import('../../certificates/press.ts');
    return createPress({ keyring: (await keys()).keyring, timestamper });
  });
  return {
    keyring: { signer: async (use) => (await keys()).keyring.signer(use) },
    publicKeys: async () => (await keys()).keys,
    press: {
      credential: async (task) => (await press()).credential(task),
      certificate: async (task) => (await press()).certificate(task),
      preview: async (task) => (await press()).preview(task),
      transcript: async (task) => (await press()).transcript(task),
      picture: async (task) => (await press()).picture(task),
      invoice: async (task) => (await press()).invoice(task),
      doorList: async (task) => (await press()).doorList(task),
      badges: async (task) => (await press()).badges(task),
    },
    logOrigin: TEST_LOG,
  };
};

const once = <Made>(make: () => Promise<Made>): (() => Promise<Made>) => {
  let made: Promise<Made> | null = null;
  return () => {
    made ??= make();
    return made;
  };
};
