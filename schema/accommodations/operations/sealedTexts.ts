import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';

/** A sealed text that is moved to another row or column cannot be opened. */
export const PLACES = {
  need: (id: string) => `accommodation_requests:${id}:sealed_need`,
  answer: (id: string) => `accommodation_states:${id}:sealed_answer`,
  reason: (id: string) => `accommodation_states:${id}:sealed_reason`,
} as const;
type Of = { id: string; what: keyof typeof PLACES };

export function sealText(vault: Vault, text: string | null, { id, what }: Of): Buffer | null {
  return text === null ? null : seal(vault, Buffer.from(text, 'utf8'), PLACES[what](id));
}

/** From base64, as rows inside JSON have it; null after erasure. */
export function openText(vault: Vault, sealed: string | null, { id, what }: Of): string | null {
  return sealed === null ? null : unseal(vault, Buffer.from(sealed, 'base64'), PLACES[what](id)).toString('utf8');
}
