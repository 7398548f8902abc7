import { createHash, randomBytes } from 'node:crypto';
import { composeCredential } from '../../../certificates/credential/compose.ts';
import { didOf } from '../../../certificates/credential/did.ts';
import { hashIdentity } from '../../../certificates/credential/identity.ts';
import { proveCredential, writeCredential } from '../../../certificates/credential/proof.ts';
import { signToken } from '../../../certificates/credential/token.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { Keyring, PublicKey, Timestamper } from '../../../certificates/keys.ts';
import { commitmentOf, entryBody } from '../../../certificates/log/entry.ts';
import { signCheckpoint } from '../../../certificates/log/note.ts';
import { writeLogProof } from '../../../certificates/log/proof.ts';
import { inclusionProof, leafHash, rootAt } from '../../../certificates/log/tree.ts';
import { drawCertificate, type Enclosure } from '../../../certificates/pdf.ts';
import { sealPdf } from '../../../certificates/seal/sealPdf.ts';
import { createTestKeyring } from '../keyring.ts';
import { sampleFacts } from './sampleFacts.ts';

const HELD_URL = 'https://attune.example.org';
export const HELD_DID = didOf(HELD_URL);
const AT = new Date('2026-11-22T09:00:00Z');

export type Held = {
  pdf: Buffer;
  credential: Buffer;
  token: Buffer;
  logProof: Buffer;
  keys: PublicKey[];
  keyring: Keyring;
};

type Wishes = {
  facts?: Partial<CertificateFacts>;
  expiresAt?: string | null;
  /** The log's name when it is not that of the address in the credential. */
  logOrigin?: string;
  timestamper?: Timestamper | null;
  ring?: { keyring: Keyring; keys: PublicKey[] };
  /** Changes what is enclosed, before the seal. */
  enclose?: (enclosures: Enclosure[]) => Enclosure[];
};

/** A certificate as its holder has it: composed, proven, logged beside two others, drawn and sealed. */
export const holdFiles = async (wishes: Wishes = {}): Promise<Held> => {
  const { keyring, keys } = wishes.ring ?? (await createTestKeyring());
  const facts = sampleFacts(wishes.facts);
  const salt = randomBytes(32).toString('hex');
  const unproven = composeCredential(facts, {
    did: HELD_DID,
    publicUrl: HELD_URL,
    subjectId: 'urn:uuid:019ab6f0-0000-7000-8000-000000000001',
    identityHash: hashIdentity(facts.learnerName, salt),
    status: { list: 1, position: 4711 },
    expiresAt: wishes.expiresAt ?? null,
  });
  const tokens = await keyring.signer('TOKEN');
  const proven = await proveCredential(unproven, await keyring.signer('PROOF'), HELD_DID, AT);
  const credential = Buffer.from(writeCredential(proven));
  const token = Buffer.from(await signToken(unproven, tokens, `${HELD_URL}/keys/${tokens.key.id}`));
  const logProof = await logged(credential, keyring, wishes.logOrigin ?? `${new URL(HELD_URL).host}/log`);
  const enclosures = enclosuresOf({ credential, token, logProof, holder: { name: facts.learnerName, salt } });
  const drawn = await drawCertificate(facts, {
    seal: { room: 16_384 },
    enclosures: wishes.enclose?.(enclosures) ?? enclosures,
  });
  const pdf = await sealPdf(drawn, await keyring.signer('SEAL'), wishes.timestamper ?? null);
  return { pdf, credential, token, logProof, keys, keyring };
};

const enclosuresOf = (files: { credential: Buffer; token: Buffer; logProof: Buffer; holder: object }): Enclosure[] => {
  const holder = Buffer.from(JSON.stringify(files.holder));
  const supplement = { relationship: 'Supplement', description: 'A sample' } as const;
  return [
    { ...supplement, name: 'credential.json', mediaType: 'application/vc', bytes: files.credential },
    { ...supplement, name: 'credential.jwt', mediaType: 'application/vc+jwt', bytes: files.token },
    { ...supplement, name: 'log-proof.txt', mediaType: 'text/plain', bytes: files.logProof },
    { ...supplement, name: 'holder.json', mediaType: 'application/json', bytes: holder },
  ];
};

/** The proof that the credential is the second of three entries. */
const logged = async (credential: Buffer, keyring: Keyring, origin: string): Promise<Buffer> => {
  const salt = randomBytes(32);
  const commitment = commitmentOf(salt, createHash('sha256').update(credential).digest());
  const others = ['a', 'b'].map((text) => leafHash(Buffer.from(text)));
  const leaf = leafHash(entryBody({ kind: 'CREDENTIAL', commitment }));
  const leaves = [others[0] ?? leaf, leaf, others[1] ?? leaf];
  const peaks = new Map(leaves.map((hash, position) => [`0/${position}`, hash]));
  const { nodeHash } = await import('../../../certificates/log/tree.ts');
  peaks.set('1/0', nodeHash(leaves[0] ?? leaf, leaf));
  const nodeAt = ({ level, position }: { level: number; position: number }) => {
    const hash = peaks.get(`${level}/${position}`);
    if (hash === undefined) throw new Error(`no node ${level}/${position}`);
    return hash;
  };
  const root = rootAt(leaves.length, nodeAt);
  const checkpoint = await signCheckpoint(origin, leaves.length, root, await keyring.signer('LOG'));
  const hashes = inclusionProof(1, leaves.length, nodeAt);
  return Buffer.from(writeLogProof({ index: 1, hashes, checkpoint, extra: { kind: 'CREDENTIAL', salt, commitment } }));
};
