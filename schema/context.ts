import type { PreviewTask } from '../certificates/press.ts';
import type { Database } from '../drizzle/client.ts';
import type { Vault } from '../drizzle/encryption.ts';
import type { AuthSessionId, UserId } from '../drizzle/ids.ts';
import type { Gateway } from './gateway.ts';
import type { LegalText } from './legalText.ts';

export const SIGN_IN_METHODS = ['EMAIL_CODE', 'PASSKEY', 'EXTERNAL'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** The signed-in person, read from the session at every request. */
export type Viewer = { userId: UserId; sessionId: AuthSessionId | null; signedInBy: SignInMethod };

/** Who sends a request, as sign-in finds them. */
export type Caller = Viewer & {
  /** Whether they may have a quiz attempt whose time is over and which nobody has closed. */
  mayBeOverdue: boolean;
};

export const PREVIEW_FORMS = ['SVG', 'PDF'] as const;
export type PreviewForm = (typeof PREVIEW_FORMS)[number];

/** What every request carries. The server makes it. The schema reads neither the clock nor the environment nor a socket. */
export type Context = {
  db: Database;
  viewer: Viewer | null;
  now: Date;
  requestId: string;
  client: { ipAddress: string | null; userAgent: string | null };
  vault: Vault;
  /** Stripe; null when the operator gave no keys. */
  stripe: Gateway | null;
  /** The slug of the organization whose account it is; null with it. */
  stripeSeller: string | null;
  settings: {
    /** The public address of the service, without a trailing slash. */
    publicUrl: string;
    /** Each second of study counts this many times. Above 1, everything earned is a specimen. */
    studySpeed: number;
    /** The edition of the time-zone database, such as 2026b. */
    zoneData: string;
  };
  /** The texts that people agree to: their kinds, versions and words. */
  legal: readonly LegalText[];
  /** Counts a public look-up of one number, or of many. Returns when to try again if there were too many, else null. */
  countLookup: (what: 'ONE' | 'MANY') => Promise<Date | null>;
  /** The words of a mail about an event, for organizers to read before it is sent. */
  wordsOfMail: (
    text: string,
    facts: Record<string, string | number | string[] | null>,
    about: object,
  ) => { subject: string; text: string };
  /** A download link for a certificate's PDF that works for some minutes without a session. */
  signPdfLink: (number: string, now: Date) => string;
  /** Draws the preview of a certificate in another thread; NOT_NOW when too many documents wait there. */
  drawPreview: (form: PreviewForm, task: PreviewTask) => Promise<Uint8Array | 'NOT_NOW'>;
};

/** The signed-in person of a field whose scope admits signed-in people only. */
export function signedIn({ viewer }: Context): Viewer {
  if (viewer === null) throw new Error('this field is open to signed-in people only; its scope must say so');
  return viewer;
}
