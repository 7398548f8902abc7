/** Letters and digits that nobody confuses when they read them out. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 4;

/**
 * A short name for a row, always the same, by which people speak of a place without saying who has it: 7K3Q. It follows from the random
 * end of the key; two of one event seldom have the same.
 */
export function referenceOf(id: string): string {
  let left = Number.parseInt(id.replaceAll('-', '').slice(-12), 16);
  let text = '';
  for (let at = 0; at < LENGTH; at++) {
    text += SIGNS[left % SIGNS.length];
    left = Math.floor(left / SIGNS.length);
  }
  return text;
}

/** How a payer is named where nobody may know who comes. */
export const payerReference = (orderId: string): string => `Payer ${referenceOf(orderId)}`;
