const TYPES: readonly [type: string, ending: string, first: Buffer][] = [
  ['application/pdf', 'pdf', Buffer.from('%PDF-', 'latin1')],
  ['image/png', 'png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', 'jpg', Buffer.from('ffd8ff', 'hex')],
];

const found = (bytes: Buffer) => TYPES.find(([, , first]) => bytes.subarray(0, first.length).equals(first));

/** What a letter is by its first bytes: PDF, PNG or JPEG; null for anything else. */
export const letterType = (bytes: Buffer): string | null => found(bytes)?.[0] ?? null;

/** How a letter's file name ends. */
export const letterEnding = (bytes: Buffer): string => found(bytes)?.[1] ?? 'bin';
