import type { RequestHandler } from 'express';
import { markBounced } from '../../schema/accounts/operations/bounces.ts';
import { reasonOfReport } from '../../schema/accounts/rules/bounces.ts';
import { readBytes } from '../http/body.ts';
import { sameText } from '../http/keyedHash.ts';
import { type Refusal, refuseFlat } from '../http/refuse.ts';
import type { Route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { madeFor } from './messageId.ts';
import { type Report, readReport } from './report.ts';

/** A report has some kilobytes, and may return the whole mail with its papers. */
const MOST_REPORT_BYTES = 1024 * 1024;
/** Mail servers try for five days at most; a report that is older is a copy. */
const LONGEST_WAY_MS = 15 * 24 * 3_600_000;

const TOO_LARGE: Refusal = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'Too large',
  message: 'A report may have at most 1 MB.',
};
const WRONG_SECRET: Omit<Refusal, 'title'> = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'Send the header Authorization: Bearer and the value of MAIL_BOUNCE_SECRET.',
};
const NO_REPORT: Omit<Refusal, 'title'> = {
  status: 422,
  code: 'NOT_A_REPORT',
  message: 'Send the report of a mail server as it came: multipart/report with a part message/delivery-status.',
};

const readReportBody = readBytes(MOST_REPORT_BYTES, TOO_LARGE);

/** Lets whoever has the secret send a body; reads nothing of anybody else. */
function readGuarded(expected: string): RequestHandler {
  return (request, response, next) => {
    if (sameText(request.get('authorization') ?? '', `Bearer ${expected}`))
      return readReportBody(request, response, next);
    response.set('Connection', 'close');
    refuseFlat(response, WRONG_SECRET);
  };
}

type Receiving = Pick<Services, 'db' | 'secret' | 'clock' | 'log'>;

/** Where reports about mail that was not delivered arrive. Without MAIL_BOUNCE_SECRET there is no such address. */
export function bounceRoutes(services: Receiving & Pick<Services, 'settings'>): Route[] {
  const { mailBounceSecret } = services.settings;
  if (mailBounceSecret === null) return [];
  return [
    {
      on: 'post',
      pattern: '/mail/bounces',
      handle: receiveBounce(services),
      origins: 'NONE',
      bodyBytes: MOST_REPORT_BYTES,
      readBody: readGuarded(mailBounceSecret),
    },
  ];
}

/**
 * POST /mail/bounces: takes the report of a mail server about a mail that was not delivered. It marks an address only when the
 * report names a mail that we sent there, so a forged report about anybody else does nothing.
 */
function receiveBounce({ db, secret, clock, log }: Receiving): RequestHandler {
  return async (request, response) => {
    const report = Buffer.isBuffer(request.body) ? readReport(request.body.toString('latin1')) : null;
    if (report === null) return refuseFlat(response, NO_REPORT);
    const bounce = bounceIn(report, secret, clock());
    const userId = bounce === null ? null : await markBounced(db, { ...bounce, source: 'REPORTED' });
    if (bounce !== null) log.info({ reason: bounce.reason, userId }, 'mail bounced');
    else log.info({ failed: report.failed.length }, 'a report of a mail server marks no address');
    response.json({ received: true, marked: userId !== null });
  };
}

function bounceIn({ failed, ids, to }: Report, secret: string, now: Date) {
  for (const { addresses, ...said } of failed) {
    const reason = reasonOfReport(said);
    if (reason === null) continue;
    for (const address of [...to, ...addresses])
      for (const id of ids) {
        const sentAt = madeFor(secret, address, id);
        if (sentAt !== null && now.getTime() - sentAt.getTime() < LONGEST_WAY_MS) return { address, reason, sentAt };
      }
  }
  return null;
}
