import { setImmediate as turn } from 'node:timers/promises';
import { type KeptImage, readImage } from '../../../certificates/images.ts';
import type { CERTIFICATE_DESIGNS } from '../../../drizzle/tables/organizations.ts';
import { InvalidInputError } from '../../errors.ts';

/**
 * What to change. An absent field does not change. Null restores the design's own color, or removes an image or the signatory.
 */
export type LookChanges = {
  design?: (typeof CERTIFICATE_DESIGNS)[number] | undefined;
  primaryColor?: string | null | undefined;
  accentColor?: string | null | undefined;
  /** PNG as the client sent it. */
  logoPng?: Buffer | null | undefined;
  signaturePng?: Buffer | null | undefined;
  signatoryName?: string | null | undefined;
  signatoryTitle?: string | null | undefined;
};

/** The same with its images read. */
export type ReadChanges = {
  plain: Omit<LookChanges, 'logoPng' | 'signaturePng'>;
  images: Record<'logo' | 'signature', KeptImage | null | undefined>;
};

/** Reads the images of a change. Throws InvalidInput for one that cannot be printed. */
export async function readChanges({ logoPng, signaturePng, ...plain }: LookChanges): Promise<ReadChanges> {
  const logo = await readPng('logoPng', logoPng);
  const signature = await readPng('signaturePng', signaturePng);
  return { plain, images: { logo, signature } };
}

/** The columns of an organization that a change sets. */
export function changedLook({ plain, images }: ReadChanges) {
  return present({ ...plain, logoSha256: shaOf(images.logo), signatureSha256: shaOf(images.signature) });
}

let last: Promise<unknown> = Promise.resolve();

/** One image after the other in this process. Between two of them other requests get their turn. */
function inTurn<Result>(work: () => Result): Promise<Result> {
  const next = last.then(work);
  const pause = () => turn();
  last = next.then(pause, pause);
  return next;
}

/** Undefined and null mean the same as in LookChanges. */
async function readPng(path: string, png: Buffer | null | undefined): Promise<KeptImage | null | undefined> {
  if (png === undefined || png === null) return png;
  const image = await inTurn(() => readImage(png));
  if (!image.ok) throw new InvalidInputError([{ path, message: image.detail }]);
  return image;
}

const shaOf = (image: KeptImage | null | undefined) => (image ? image.sha256 : image);

const present = <Values extends Record<string, unknown>>(values: Values): Partial<Values> =>
  // Some entries of Values may be absent.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>;

/** Throws InvalidInput for half a signatory. */
export function requireWholeSignatory(row: { signatoryName: string | null; signatoryTitle: string | null }): void {
  if ((row.signatoryName === null) === (row.signatoryTitle === null)) return;
  const path = row.signatoryName === null ? 'signatoryName' : 'signatoryTitle';
  throw new InvalidInputError([{ path, message: 'A signatory has a name and a title: write both, or clear both.' }]);
}
