import type { Signer, Timestamper } from '../keys.ts';
import { sha256 } from './certificate.ts';
import { sealWriter } from './cms.ts';
import { signatureToDer } from './ecdsa.ts';
import { emptyPlace, type Place, rangeText } from './place.ts';
import { checkTimestampToken } from './token.ts';

/**
 * Seals a drawing that has a signature field: PAdES B-B, or B-T with a timestamper. The seal covers every byte except itself.
 * Throws when the drawing has no empty field, when the seal does not fit, when the timestamp is invalid, and what signer and
 * timestamper throw.
 */
export async function sealPdf(drawn: Buffer, signer: Signer, timestamper: Timestamper | null): Promise<Buffer> {
  const sealed = Buffer.from(drawn);
  const place = emptyPlace(sealed);
  sealed.write(rangeText(place.start, place.end, sealed.length), place.rangeAt, 'latin1');
  const writer = sealWriter(signer.key);
  const digest = digestAround(sealed, place);
  const signature = signatureToDer(await signer.sign(writer.attributes(digest)));
  const token = timestamper === null ? null : await timestampOf(signature, timestamper);
  const seal = writer.write({ digest, signature, token });
  const room = (place.end - place.start - 2) / 2;
  if (seal.length > room) throw new Error(`The seal has ${seal.length} bytes; its field has room for ${room}.`);
  sealed.write(seal.toString('hex'), place.start + 1, 'latin1');
  return sealed;
}

/** SHA-256 of everything except the seal. */
export function digestAround(pdf: Buffer, { start, end }: Place): Buffer {
  return sha256(pdf.subarray(0, start), pdf.subarray(end));
}

async function timestampOf(signature: Buffer, timestamper: Timestamper): Promise<Buffer> {
  const imprint = sha256(signature);
  const checked = checkTimestampToken(Buffer.from(await timestamper(imprint)), imprint);
  if (!checked.ok) throw new Error(checked.detail);
  return checked.timestamp.canonical;
}
