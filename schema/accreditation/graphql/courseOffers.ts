import type { CourseVersionId, LicenseId } from '../../../drizzle/ids.ts';
import type { Context } from '../../context.ts';
import { CourseRef } from '../../courses/graphql/course.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { idOf } from '../../input.ts';
import { dateIn } from '../../organizations/rules.ts';
import { type OpenOffer, openOffers, type Practice } from '../queries/offers.ts';
import { BOARD_ANSWERS, type BoardWord, boardSays } from '../rules/boardSays.ts';
import { boardOn } from '../rules/inForce.ts';
import { ConfidenceEnum, RuleSourceType } from './bodyValue.ts';
import { CreditOfferRef } from './creditOffer.ts';
import { bad, requirePractice } from './practiceArgs.ts';

const BoardAnswerEnum = builder.enumType('BoardAnswer', {
  description: 'What the file of a board says of an approval. The board alone decides.',
  values: described(BOARD_ANSWERS, {
    LISTED: 'It names the body, in this format.',
    OTHER_FORMATS: 'It names the body, in other formats only.',
    NOT_LISTED: 'It does not name the body.',
    NOT_KNOWN: 'No file says anything of it.',
    LOG_ONLY: 'It approves no courses and takes a log.',
  }),
});

type Said = BoardWord & { board: OpenOffer['board'] };

const BoardSaysType = builder.objectRef<Said>('BoardSays').implement({
  description: 'What Attune knows of a board for an offer, and from where. It is no promise: ask the board.',
  fields: (t) => ({
    answer: t.expose('answer', { type: BoardAnswerEnum, description: 'For programs.' }),
    words: t.exposeString('words', { description: 'To show before anyone enrolls.' }),
    board: t.string({
      nullable: true,
      description: 'The name of the board; null where no file covers the profession there.',
      resolve: ({ board }) => board?.name ?? null,
    }),
    website: t.string({
      nullable: true,
      description: 'Its website, to ask there.',
      resolve: ({ board }) => board?.website ?? null,
    }),
    source: t.field({
      type: RuleSourceType,
      nullable: true,
      description: 'Where the file has it from; null where it says nothing.',
      resolve: ({ held }) => held?.source ?? null,
    }),
    confidence: t.field({
      type: ConfidenceEnum,
      nullable: true,
      description: 'How sure it is; null where the file says nothing.',
      resolve: ({ held }) => held?.confidence ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What else the source says of it.',
      resolve: ({ held }) => held?.note ?? null,
    }),
  }),
});

const OpenOfferType = builder.objectRef<OpenOffer>('OpenCreditOffer').implement({
  description: 'Credit that people who enroll today can earn.',
  fields: (t) => ({
    offer: t.field({ type: CreditOfferRef, description: 'What is offered.', resolve: (offer) => offer }),
    boardSays: t.field({
      type: BoardSaysType,
      nullable: true,
      description: 'What the file of the board says of it; null without a license, or a profession and a place.',
      resolve: (offer, _args, { now }) => said(offer, now),
    }),
  }),
});

function said(offer: OpenOffer, now: Date): Said | null {
  const { practice, board, timeZone, accreditor, body, lines } = offer;
  if (practice === null) return null;
  const today = dateIn(timeZone, now);
  const on = board === null ? null : boardOn(board, practice.profession, today);
  return { ...boardSays(on, { accreditor, body, formats: lines.map(({ format }) => format) }), board };
}

type Args = { licenseId?: string | null; profession?: string | null; jurisdiction?: string | null };

/** For whom the offers are read. Throws when both or half of them is given, and for what has another form. */
function practiceOf({ licenseId, profession = null, jurisdiction = null }: Args): Practice {
  if ((profession === null) !== (jurisdiction === null)) throw bad('Give a profession together with its jurisdiction.');
  requirePractice({ profession, jurisdiction });
  if (licenseId == null) return { licenseId: null, profession, jurisdiction };
  if (profession !== null) throw bad('Give a license, or a profession with its jurisdiction, not both.');
  const id = idOf<LicenseId>('License').parse(licenseId);
  if (id === null) throw bad('This is no license.');
  return { licenseId: id, profession: null, jurisdiction: null };
}

const load = async (versions: CourseVersionId[], context: Context, args: Args): Promise<OpenOffer[][]> => {
  const asked = { ...practiceOf(args), versions, userId: context.viewer?.userId ?? null };
  const offers = await openOffers(context.db, asked, context.now);
  return versions.map((version) => offers.filter(({ versionId }) => versionId === version));
};

builder.objectField(CourseRef, 'creditOffers', (t) =>
  t.loadableList({
    type: OpenOfferType,
    byPath: true,
    description:
      'The credit that people who enroll today can earn, before anyone enrolls. With one of your licenses, or a profession and a jurisdiction, also what the file of its board says of it.',
    args: {
      licenseId: t.arg.id({ required: false, description: 'One of your own licenses.' }),
      profession: t.arg.string({ required: false, description: 'A licensed profession, such as lmft.' }),
      jurisdiction: t.arg.string({ required: false, description: 'Where it is licensed (ISO 3166), such as US-CA.' }),
    },
    load,
    resolve: (course) => course.versionId,
  }),
);
