import { type BadgesDocument, drawBadges } from './badges.ts';
import { type CredentialIssue, composeCredential } from './credential/compose.ts';
import { hashIdentity } from './credential/identity.ts';
import { proveCredential, writeCredential } from './credential/proof.ts';
import { signToken } from './credential/token.ts';
import { type DoorListDocument, drawDoorList } from './doorList.ts';
import type { CertificateFacts } from './facts/v2.ts';
import { drawInvoice, type InvoiceDocument } from './invoice.ts';
import type { Keyring, Timestamper } from './keys.ts';
import { drawCertificate, drawPreviewPicture, type Enclosure } from './pdf.ts';
import { sealPdf } from './seal/sealPdf.ts';
import { roomForSeal } from './seal/signatureField.ts';
import { drawTranscript, type TranscriptDocument } from './transcript.ts';

export type CredentialTask = {
  facts: CertificateFacts;
  issue: Omit<CredentialIssue, 'identityHash'>;
  /** The salt that opens the hashed name for a reader of the paper; hex. */
  holderSalt: string;
  /** When the proof is made, RFC 3339. */
  at: string;
};

export type CertificateTask = {
  /** As parseFacts returned them. */
  facts: CertificateFacts;
  images: { logo?: Uint8Array; signature?: Uint8Array };
  credential: string;
  token: string;
  logProof: string;
  holderSalt: string;
};

export type PreviewTask = Pick<CertificateTask, 'facts' | 'images'>;

/** Makes the documents of an issued certificate. All its arguments can be passed to another thread. */
export type Press = {
  /** The credential as JSON with its proof, and the same as a JWT. */
  credential(task: CredentialTask): Promise<{ credential: string; token: string }>;
  /** The PDF, drawn, carrying the credential, sealed. */
  certificate(task: CertificateTask): Promise<Uint8Array>;
  /** A watermarked PDF of a certificate that was never issued. It is not sealed and encloses no files. */
  preview(task: PreviewTask): Promise<Uint8Array>;
  /** The front of such a preview as SVG. */
  picture(task: PreviewTask): Promise<string>;
  /** The PDF of a transcript, drawn and sealed. */
  transcript(task: TranscriptDocument): Promise<Uint8Array>;
  /** The PDF of an invoice or a credit note. It is not sealed: the seller’s records are what counts. */
  invoice(task: InvoiceDocument): Promise<Uint8Array>;
  /** The PDF of the list of a door. It is not sealed: it is signed by hand. */
  doorList(task: DoorListDocument): Promise<Uint8Array>;
  /** The PDF of name badges. */
  badges(task: BadgesDocument): Promise<Uint8Array>;
};

/** A press that works in the calling thread. Throws what its keys, the timestamp authority or the drawing throw. */
export function createPress({ keyring, timestamper }: { keyring: Keyring; timestamper: Timestamper | null }): Press {
  return {
    credential: async ({ facts, issue, holderSalt, at }) => {
      const identityHash = hashIdentity(facts.learnerName, holderSalt);
      const credential = composeCredential(facts, { ...issue, identityHash });
      const [prover, tokens] = await Promise.all([keyring.signer('PROOF'), keyring.signer('TOKEN')]);
      const proven = await proveCredential(credential, prover, issue.did, new Date(at));
      const token = await signToken(credential, tokens, `${issue.publicUrl}/keys/${tokens.key.id}`);
      return { credential: writeCredential(proven), token };
    },
    certificate: async (task) => {
      const sealer = await keyring.signer('SEAL');
      const drawn = await drawCertificate(task.facts, {
        parsed: true,
        seal: { room: roomForSeal(sealer.key.certificates, timestamper !== null) },
        images: imagesOf(task.images),
        enclosures: enclosuresOf(task),
      });
      return sealPdf(drawn, sealer, timestamper);
    },
    picture: ({ facts, images }) => drawPreviewPicture(facts, { images: imagesOf(images) }),
    preview: ({ facts, images }) => drawCertificate(facts, { preview: true, images: imagesOf(images) }),
    transcript: async (document) => {
      const sealer = await keyring.signer('SEAL');
      const room = roomForSeal(sealer.key.certificates, timestamper !== null);
      return sealPdf(drawTranscript(document, { seal: { room } }), sealer, timestamper);
    },
    invoice: async (document) => drawInvoice(document),
    doorList: async (document) => drawDoorList(document),
    badges: async (document) => drawBadges(document),
  };
}

// A buffer from another thread is a plain array of bytes.
const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const imagesOf = ({ logo, signature }: CertificateTask['images']) => ({
  ...(logo && { logo: buffer(logo) }),
  ...(signature && { signature: buffer(signature) }),
});

const enclosuresOf = ({ facts, credential, token, logProof, holderSalt }: CertificateTask): Enclosure[] => [
  {
    name: 'credential.json',
    mediaType: 'application/vc',
    relationship: 'Data',
    description: 'The same achievement as an Open Badges 3.0 credential with a Data Integrity proof',
    bytes: Buffer.from(credential),
  },
  {
    name: 'credential.jwt',
    mediaType: 'application/vc+jwt',
    relationship: 'Alternative',
    description: 'The same credential as a JSON Web Token',
    bytes: Buffer.from(token),
  },
  {
    name: 'log-proof.txt',
    mediaType: 'text/plain',
    relationship: 'Supplement',
    description: 'Proof that the credential stands in the public log of certificates',
    bytes: Buffer.from(logProof),
  },
  {
    name: 'holder.json',
    mediaType: 'application/json',
    relationship: 'Supplement',
    description: 'Opens the hashed name inside the credential',
    bytes: Buffer.from(JSON.stringify({ name: facts.learnerName, salt: holderSalt })),
  },
];
