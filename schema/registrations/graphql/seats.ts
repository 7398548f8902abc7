import type { IntensiveId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import type { IntensivePage } from '../../intensives/queries/pages.ts';
import { dayIn } from '../../intensives/rules/deadline.ts';
import { shownPrices, spanOfPage } from '../../intensives/rules/page.ts';
import { isDiscreet, soldAs } from '../../intensives/rules/shown.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { type PublicSeats, publicSeats } from '../queries/seats.ts';
import { CHECKOUT_SECONDS } from '../rules/limits.ts';
import { calendarMethodOf, EVENT_TEXTS, type EventText, factsOf, type MailAbout } from '../rules/mails.ts';

const SeatsType = builder.objectRef<PublicSeats>('IntensiveSeats').implement({
  description: 'What anyone sees of the seats of an event.',
  authScopes: { public: true },
  fields: (t) => ({
    capacity: t.exposeInt('capacity', { description: 'How many there are.' }),
    left: t.exposeInt('left', { description: 'How many anyone can take now; 0 while somebody waits.' }),
    waiting: t.exposeInt('waiting', { description: 'How many wait for an offer.' }),
    keptMinutes: t.int({
      description: 'How long a seat is kept while it is being paid, in minutes. Say it before a person begins.',
      resolve: () => CHECKOUT_SECONDS / 60,
    }),
  }),
});

async function loadSeats(ids: readonly IntensiveId[], db: Parameters<typeof publicSeats>[0]): Promise<PublicSeats[]> {
  const rows = await publicSeats(db, ids);
  return ids.map((intensiveId) => {
    const row = rows.find((one) => one.intensiveId === intensiveId);
    return row ?? { intensiveId, capacity: 0, left: 0, waiting: 0 };
  });
}

builder.objectField(IntensiveRef, 'seats', (t) =>
  t.loadable({
    type: SeatsType,
    description: 'Its seats, counted now.',
    load: (ids: IntensiveId[], { db }) => loadSeats(ids, db),
    resolve: ({ id }) => id,
  }),
);

type Preview = { text: EventText; subject: string; body: string; named: boolean };

const PreviewType = builder.objectRef<Preview>('MailPreview').implement({
  description: 'The words of a mail.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Which mail, for programs.' }),
    subject: t.exposeString('subject', { description: 'Its subject.' }),
    body: t.exposeString('body', { description: 'Its text.' }),
    calendar: t.string({
      nullable: true,
      description:
        'What its file does in calendars: REQUEST adds the days, CANCEL takes them away; null without a file. Only mails about trainings have one.',
      resolve: ({ text, named }) => calendarMethodOf(text, { named }),
    }),
  }),
});

/** What mails of the event say of it, with a price and reasons as samples where some have them. */
function sampleAbout(page: IntensivePage, now: Date) {
  const { kind, timeZone, place, organization, currency } = page;
  const [span, price] = [spanOfPage(page), shownPrices(page, now)[0]?.amountMinor ?? 0];
  const seats = kind === 'COUPLES' ? 2 : 1;
  const priced = (text: EventText) =>
    text === 'PLACE_OFFERED' || text === 'WAITLIST_OFFERED' || (text === 'PLACE_CONFIRMED' && !isDiscreet(page));
  return (text: EventText): MailAbout => ({
    ...{ named: !isDiscreet(page), timeZone, place, organization: organization.legalName, replyTo: organization.email },
    ...{ startsAt: span?.startsAt ?? null, endsAt: span?.endsAt ?? null, alone: kind === 'COUPLES' },
    startedAt: text === 'PLACE_MOVED' ? (span?.startsAt ?? null) : null,
    says: text === 'CHANGE_ASKED' || text === 'PLACES_ASKED' ? ['What changed stands here, in sentences.'] : [],
    reason: 'The reason stands here.',
    price: priced(text) && price > 0 ? { amountMinor: price * seats, currency, seats } : null,
  });
}

builder.objectField(IntensiveRef, 'mailPreviews', (t) =>
  t.field({
    type: [PreviewType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 1, multiplier: EVENT_TEXTS.length },
    description:
      'Every mail that people get about this event, as it will read, for owners, organizers and instructors of the organization.',
    resolve: async ({ organizationId, ...intensive }, _args, context) => {
      const asked = { permission: 'READ_REGISTRATIONS', organizationId, what: 'The event' } as const;
      await requirePermission(context.db, signedIn(context), asked);
      const { currency } = intensive;
      const sample = { amountMinor: 10_000, label: 'INV-000001', dueOn: dayIn(context.now, intensive.timeZone) };
      const facts = {
        ...factsOf(intensive),
        soldAs: soldAs(intensive),
        currency,
        ...sample,
        endsAt: context.now.toISOString(),
      };
      const about = sampleAbout({ organizationId, ...intensive }, context.now);
      return EVENT_TEXTS.map((text) => {
        const { subject, text: body } = context.wordsOfMail(text, facts, about(text));
        return { text, subject, body, named: !isDiscreet(intensive) };
      });
    },
  }),
);
