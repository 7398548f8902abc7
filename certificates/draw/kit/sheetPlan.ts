import { type Box, box } from '../../layout/page.ts';
import type { Canvas, Element } from '../canvas.ts';
import type { KitWords } from '../kitDocument.ts';

export const KIT_PAPERS = ['A4', 'LETTER'] as const;
export type KitPaper = (typeof KIT_PAPERS)[number];

/** The places of a page in points. Text is between `top` and `bottom`; below it is the foot. */
export type SheetPlan = {
  paper: KitPaper;
  width: number;
  height: number;
  text: Box;
  top: number;
  bottom: number;
  foot: number;
};

const SIZES = { A4: [595.28, 841.89], LETTER: [612, 792] } as const;
const MARGIN = 60;

export function sheetPlan(paper: KitPaper): SheetPlan {
  const [width, height] = SIZES[paper];
  return {
    ...{ paper, width, height, text: box(MARGIN, width - MARGIN) },
    top: 48,
    bottom: height - 62,
    foot: height - 40,
  };
}

/** Where blocks are composed: the width that they have, and the element that they belong to. `level` is that of a sheet's title. */
export type Ground = {
  canvas: Canvas;
  words: KitWords;
  width: number;
  within: () => Element;
  level: number;
  /** The most that a table's row or a box may be high. */
  room: number;
};

export const BODY = { size: 11.3, leading: 14.1 };
/** Lines of running words are no longer than this, however wide the paper. */
export const MEASURE = 440;
/** Between two lines that are written on by hand. */
export const BY_HAND = 24;

/** Made when it is first drawn, because its page and its place among the others are known only then. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
