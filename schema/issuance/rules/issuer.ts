import type { Keyring, PublicKey } from '../../../certificates/keys.ts';
import type { Press } from '../../../certificates/press.ts';

/** What makes certificates: the keys, the log's name, and the press, in other threads or in this one. The server provides it. */
export type Issuer = {
  keyring: Keyring;
  publicKeys(): Promise<PublicKey[]>;
  press: Press;
  /** The log's name in its checkpoints. */
  logOrigin: string;
};
