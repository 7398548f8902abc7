import { join } from 'node:path';
import type { Accreditor, Board } from '../../schema/accreditation/rules/bodies.ts';
import { readBodies } from '../../server/content/bodies.ts';
import { ROOT } from './sources.ts';

/** A day on which every value of content/ applies that is not of the future. */
export const DAY = '2026-11-26';
/** The bodies of content/. Reading them throws every fault of every file. */
export const { accreditors, boards } = await readBodies(join(ROOT, 'content'));

export const accreditor = (key: string): Accreditor => accreditors.find((body) => body.key === key) ?? missing(key);
export const board = (key: string): Board => boards.find((body) => body.key === key) ?? missing(key);

function missing(key: string): never {
  throw new Error(`content/ has no body ${key}`);
}
