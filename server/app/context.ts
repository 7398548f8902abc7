import type { Request } from 'express';
import type { UserId } from '../../drizzle/ids.ts';
import { MAX_USER_AGENT } from '../../schema/accounts/rules.ts';
import type { Context } from '../../schema/context.ts';
import { closeOverdueOf } from '../../schema/quizzes/operations/closeOverdue.ts';
import type { EventText, MailAbout } from '../../schema/registrations/rules/mails.ts';
import { legalTexts } from '../content/legal.ts';
import { notNow } from '../documents/press.ts';
import { lookupsOf } from '../http/lookups.ts';
import { isAway } from '../http/states.ts';
import { eventWords } from '../mail/texts/events.ts';
import type { Services } from '../services.ts';

/** Builds the context of a request: the viewer, the time and the caller's address. */
export async function contextOf(services: Services, request: Request, requestId: string): Promise<Context> {
  const { publicUrl, studySpeed, legalDir } = services.settings;
  // Before the session is read: whoever is overdue at this moment is found there.
  const now = services.clock();
  const viewer = await services.readViewer(request);
  if (viewer?.mayBeOverdue) await closeOverdue(services, { userId: viewer.userId, now, requestId });
  return {
    db: services.db,
    viewer,
    now,
    requestId,
    client: { ipAddress: request.ip ?? null, userAgent: request.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null },
    vault: services.vault,
    stripe: services.stripe,
    stripeSeller: services.stripeSeller,
    settings: { publicUrl, studySpeed, zoneData: process.versions.tz ?? 'unknown' },
    legal: legalTexts(legalDir),
    countLookup: lookupsOf(services, request.ip),
    wordsOfMail: (text, facts, about) =>
      eventWords({ text: text as EventText, facts, about: about as MailAbout, secret: null }, publicUrl),
    signPdfLink: services.pdfLinks.signPdfLink,
    drawPreview: (form, task) => {
      const { press } = services.issuer;
      const drawn = form === 'PDF' ? press.preview(task) : press.picture(task).then((svg) => Buffer.from(svg));
      return drawn.catch(notNow);
    },
  };
}

type Overdue = { userId: UserId; now: Date; requestId: string };

/**
 * Closes the person's attempts whose time is over, so that everything the request reads agrees. Throws when the database cannot
 * write or is away: it would show as open what is closed. A fault of ours in one attempt keeps nobody from the rest.
 */
async function closeOverdue({ db, log }: Services, { requestId, ...person }: Overdue): Promise<void> {
  try {
    await closeOverdueOf(db, person);
  } catch (error) {
    if (isAway(error)) throw error;
    log.warn({ requestId, err: error }, 'overdue attempts stay open');
  }
}
