import type { RequestHandler, Response } from 'express';
import { parseId, type RegistrationId } from '../../drizzle/ids.ts';
import { calendarOfFeed, ownCalendar } from '../../schema/registrations/queries/calendar.ts';
import { downloadFile, feedFile } from '../../schema/registrations/rules/calendar/files.ts';
import { secretHash } from '../../schema/registrations/rules/secrets.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import type { Services } from '../services.ts';

/** Programs that read feeds do so for many people from few networks, each feed about once an hour. */
export const FEEDS: NetworkLimit = {
  max: 600,
  seconds: 600,
  purpose: 'calendar feeds',
  refusal: {
    status: 429,
    code: 'RATE_LIMITED',
    title: 'Too many tries',
    message: 'Your network read too many calendars.',
  },
};

const NO_FEED: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'No calendar is at this address. It may be mistyped, or its owner may have switched it off.',
};
const NO_FILE: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'You cannot open a calendar at this address. Sign in as the person who registered, or check the address.',
};
const NOTHING_TO_SHOW: Refusal = {
  status: 409,
  code: 'NOTHING_TO_SHOW',
  title: 'Nothing for a calendar',
  message: 'A calendar file has the days of a confirmed place. Yours is not confirmed, or its days are past.',
};

const HEADERS = {
  'Content-Type': 'text/calendar; charset=utf-8',
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

function send(response: Response, text: string): void {
  // The name of the file tells nothing, because others see it in a folder of downloads.
  const disposition = 'attachment; filename="calendar.ics"';
  response
    .status(200)
    .set({ ...HEADERS, 'Content-Disposition': disposition })
    .send(Buffer.from(text));
}

/** GET /registrations/:id/calendar.ics: the calendar file of a registration, for its person alone. */
export function sendCalendar({
  db,
  readViewer,
  settings,
  clock,
}: Pick<Services, 'db' | 'readViewer' | 'settings' | 'clock'>): RequestHandler {
  return async (request, response) => {
    const id = parseId<RegistrationId>(String(request.params.id));
    const viewer = id === null ? null : await readViewer(request);
    const facts = id === null || viewer === null ? null : await ownCalendar(db, { id, userId: viewer.userId });
    if (facts === null) return refuse(request, response, NO_FILE);
    const text = downloadFile(facts, { mailFrom: settings.mailFrom, now: clock() });
    if (text === null) return refuse(request, response, NOTHING_TO_SHOW);
    send(response, text);
  };
}

const FILE = /^(.+)\.ics$/i;

/**
 * GET /calendar/:secret.ics: the feed of a registration, for whoever has the address. One that was switched off, and one of an
 * erased person, look like one that never existed.
 */
export function sendFeed({ db, settings, clock }: Pick<Services, 'db' | 'settings' | 'clock'>): RequestHandler {
  return async (request, response) => {
    const hash = secretHash(FILE.exec(String(request.params.file))?.[1] ?? '');
    const facts = hash === null ? null : await calendarOfFeed(db, hash);
    if (facts === null) return refuse(request, response, NO_FEED);
    send(response, feedFile(facts, { mailFrom: settings.mailFrom, now: clock() }));
  };
}
