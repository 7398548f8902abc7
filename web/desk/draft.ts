import type { DeskLookFactsFragment, DeskLookQuery } from '../graphql/generated.ts';
import { colorOf, contrastOf, READABLE } from './rules.ts';

export type Design = DeskLookQuery['certificateDesigns'][number];
/** A picture that waits to be saved. */
export type Picked = { base64: string; width: number; height: number; bytes: number; shrunk: boolean };
/** Undefined: as it is saved; null: to be removed. */
export type ImageChange = Picked | null | undefined;

/** The settings as they stand on the page. A color is what was typed; null is the design's own. */
export type Draft = {
  design: Design['design'];
  primary: string | null;
  accent: string | null;
  logo: ImageChange;
  signature: ImageChange;
  signatoryName: string;
  signatoryTitle: string;
};

/** The settings as they are saved. */
export function draftOf({ certificateLook, signatory }: DeskLookFactsFragment): Draft {
  const { design, primaryColor: primary, accentColor: accent } = certificateLook;
  return {
    ...{ design, primary, accent, logo: undefined, signature: undefined },
    ...{ signatoryName: signatory?.name ?? '', signatoryTitle: signatory?.title ?? '' },
  };
}

export const isSame = (one: Draft, other: Draft): boolean => JSON.stringify(one) === JSON.stringify(other);

const isReadable = (typed: string | null, paper: string): boolean => {
  const color = typed === null ? null : colorOf(typed);
  return typed === null || (color !== null && contrastOf(color, paper) >= READABLE);
};

/** Whether a certificate can be drawn with these settings. */
export function isWhole({ primary, accent, signatoryName, signatoryTitle }: Draft, paper: string): boolean {
  const halfSignatory = (signatoryName.trim() === '') !== (signatoryTitle.trim() === '');
  return isReadable(primary, paper) && isReadable(accent, paper) && !halfSignatory;
}

/** The settings as mutations take them. */
export function inputOf(draft: Draft) {
  const { design, primary, accent, logo, signature, signatoryName, signatoryTitle } = draft;
  const image = (change: ImageChange) => (change === null || change === undefined ? change : change.base64);
  return {
    design,
    primaryColor: primary === null ? null : colorOf(primary),
    accentColor: accent === null ? null : colorOf(accent),
    signatoryName: signatoryName.trim() || null,
    signatoryTitle: signatoryTitle.trim() || null,
    ...(logo === undefined ? {} : { logoPng: image(logo) }),
    ...(signature === undefined ? {} : { signaturePng: image(signature) }),
  };
}
