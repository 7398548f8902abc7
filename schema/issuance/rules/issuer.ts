import type { Keyring, PublicKey } from '../../../certificates/keys.ts';
import type { Press } from '../../../certificates/press.ts';

/** What certificates are made with: the keys, the log's name, and the press, in other threads or here. The server makes it. */
export type Issuer = {
  keyring: Keyring;
  publicKeys(): Promise<PublicKey[]>;
  press: Press;
  /** The log's name in its checkpoints. */
  logOrigin: string;
};
