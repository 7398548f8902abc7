import type { Refusal } from './refuse.ts';

/** The documents of a certificate are not ready. The service needs some seconds to make them. */
export const STILL_SEALING: Refusal = {
  status: 503,
  code: 'PENDING',
  title: 'One moment',
  message: 'We are still sealing this certificate.',
};
export const SEALING_SECONDS = 30;
