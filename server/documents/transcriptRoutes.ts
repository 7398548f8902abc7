import type { Request, RequestHandler, Response } from 'express';
import { drawableName } from '../../certificates/fonts/drawable.ts';
import { type LicenseId, parseId } from '../../drizzle/ids.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { inputOf, type TranscriptSources, transcriptSources } from '../../schema/credits/queries/transcript.ts';
import { transcriptFor } from '../../schema/credits/rules/transcript.ts';
import type { Transcript } from '../../schema/credits/rules/transcriptFacts.ts';
import { transcriptCsv, transcriptDocument } from '../../schema/credits/rules/transcriptSheet.ts';
import { type Refusal, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { fileHeaders } from './fileHeaders.ts';
import { BUSY, BUSY_SECONDS, notNow } from './press.ts';

/** Drawing and sealing take a core some milliseconds, so one person gets this many transcripts. */
const TRANSCRIPTS: Limit = { max: 60, seconds: 600 };

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'You cannot open a transcript at this address. Sign in as the holder of the license, or check the address.',
};
const NO_NAME: Refusal = {
  status: 409,
  code: 'NAME_MISSING',
  title: 'Your name is missing',
  message: 'Write your legal name into your profile; the transcript prints it.',
};
const UNDRAWABLE: Refusal = {
  status: 409,
  code: 'NAME_UNDRAWABLE',
  title: 'Your name cannot be printed',
  message: 'Your legal name has characters that the fonts cannot draw. Write it in Latin, Greek or Cyrillic letters.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many transcripts',
  message: 'You requested too many transcripts.',
};

type Sending = Pick<Services, 'db' | 'issuer' | 'secret' | 'readViewer' | 'clock'>;
type Found = { sources: TranscriptSources; transcript: Transcript; now: Date };

/**
 * GET /transcripts/:license.pdf and .csv: the transcript for a license, for its holder alone. `?cycle=` asks for the cycle that
 * starts on that day. It is made for each request from the same arithmetic as GraphQL's, and is never stored.
 */
export function sendTranscript(services: Sending): RequestHandler {
  return async (request, response) => {
    const { db, clock } = services;
    const now = clock();
    const asked = askedIn(request);
    const viewer = asked === null ? null : await services.readViewer(request);
    if (asked === null || viewer === null) return refuse(request, response, NOT_FOUND);
    const permission = await counted(services, TRANSCRIPTS, 'transcript', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));
    const sources = await transcriptSources(db, { userId: viewer.userId, licenseId: asked.licenseId });
    const input = sources === null ? null : inputOf(sources, { now, cycleStartsOn: asked.cycle });
    if (sources === null || input === null) return refuse(request, response, NOT_FOUND);
    const transcript = transcriptFor(input);
    if (asked.kind === 'csv') {
      const { legalName: learnerName, timeZone } = sources;
      return send(response, 'csv', transcriptCsv(transcript, { learnerName, at: now, timeZone: timeZone ?? 'UTC' }));
    }
    return sendPdf(services, request, response, { sources, transcript, now });
  };
}

const FILE = /^([0-9a-f-]{36})\.(pdf|csv)$/i;

function askedIn(request: Request): { licenseId: LicenseId; kind: 'pdf' | 'csv'; cycle: string | null } | null {
  const [, key = '', kind] = FILE.exec(String(request.params.file)) ?? [];
  const licenseId = parseId<LicenseId>(key);
  const cycle = request.query.cycle ?? null;
  const isDay = cycle === null || (typeof cycle === 'string' && /^\d{4}-\d\d-\d\d$/.test(cycle));
  if (licenseId === null || !isDay) return null;
  return { licenseId, kind: kind?.toLowerCase() === 'csv' ? 'csv' : 'pdf', cycle };
}

async function sendPdf({ issuer }: Sending, request: Request, response: Response, found: Found): Promise<void> {
  const { sources, transcript, now } = found;
  const { legalName, timeZone } = sources;
  if (legalName === null) return refuse(request, response, NO_NAME);
  if (!drawableName(legalName).ok) return refuse(request, response, UNDRAWABLE);
  const made = { learnerName: legalName, at: now, timeZone: timeZone ?? 'UTC' };
  const drawn = await issuer.press.transcript(transcriptDocument(transcript, made)).catch(notNow);
  if (drawn === 'NOT_NOW') return refuse(request, response, BUSY, BUSY_SECONDS);
  send(response, 'pdf', Buffer.from(drawn));
}

const TYPES = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' };

function send(response: Response, kind: keyof typeof TYPES, bytes: Buffer): void {
  response
    .status(200)
    .set(fileHeaders({ type: TYPES[kind], name: `transcript.${kind}` }))
    .send(bytes);
}
