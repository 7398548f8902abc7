import { median, round } from '../numbers.ts';
import type { Delivery, Order } from '../servers/certificates.ts';
import type { Worker } from './press.ts';

/** Plain over accredited by CPU: 1 where an award's certificate costs no more. The median of rounds side by side, and their ends. */
type Ratio = { median: number; least: number; most: number };
export type AccreditedResult = { rounds: number; each: number; drawn: Ratio; credential: Ratio };

type Turn = { drawn: number; credential: number };

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const ratioOf = (ratios: number[]): Ratio => ({
  median: round(median(ratios)),
  least: round(Math.min(...ratios)),
  most: round(Math.max(...ratios)),
});

/** Certificates of awards and plain ones by one press, in turns. */
export const measureAccredited = async (
  press: Worker<Order, Delivery>,
  { rounds, drawn: each }: { rounds: number; drawn: number },
): Promise<AccreditedResult> => {
  const turns: Turn[] = [];
  // The first turn warms both up and is not counted.
  for (let turn = 0; turn <= rounds; turn++) {
    const plain = await press.deliver({ make: each, examine: 0 });
    const accredited = await press.deliver({ make: each, examine: 0, accredited: true });
    if (turn === 0) continue;
    turns.push({
      drawn: sum(plain.certificateCpuMs) / sum(accredited.certificateCpuMs),
      credential: sum(plain.credentialCpuMs) / sum(accredited.credentialCpuMs),
    });
  }
  return {
    rounds,
    each,
    drawn: ratioOf(turns.map(({ drawn }) => drawn)),
    credential: ratioOf(turns.map(({ credential }) => credential)),
  };
};
