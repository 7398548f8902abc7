import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { LicenseId, UserId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { BoardRef } from '../../accreditation/graphql/board.ts';
import { type Context, signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { keysetPage } from '../../graphql/pages.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { idOf, parseInput } from '../../input.ts';
import { LicenseRef } from '../../licenses/graphql/license.ts';
import { inputOf, type TranscriptSources, transcriptSources } from '../queries/transcript.ts';
import { transcriptFor } from '../rules/transcript.ts';
import type { CategoryTotal, Cycle, Row, SelfStudy, Transcript } from '../rules/transcriptFacts.ts';
import { categoryNote } from '../rules/transcriptWords.ts';
import { TranscriptRowStatus, TranscriptRowType } from './transcriptRow.ts';

type Shown = { sources: TranscriptSources; transcript: Transcript };

const LicenseType = builder.objectRef<Shown>('TranscriptLicense').implement({
  description: 'The license that a transcript is for, without its number.',
  fields: (t) => ({
    id: t.id({ description: 'The license.', resolve: ({ sources }) => encodeGlobalID('License', sources.licenseId) }),
    profession: t.string({
      description: 'The key of the profession, such as lmft.',
      resolve: ({ sources }) => sources.profession,
    }),
    title: t.string({
      nullable: true,
      description: 'The title of the license; null when no file names it.',
      resolve: ({ transcript }) => transcript.title,
    }),
    jurisdiction: t.string({
      description: 'Where it was given: US-CA, NZ (ISO 3166).',
      resolve: ({ sources }) => sources.jurisdiction,
    }),
    expiresOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day on which it expires, if stated.',
      resolve: ({ sources }) => sources.expiresOn,
    }),
  }),
});

const CycleType = builder.objectRef<Cycle>('TranscriptCycle').implement({
  description: 'A cycle of a license, as its holder stated it. Both days belong to it.',
  fields: (t) => ({
    startsOn: t.expose('startsOn', { type: 'Date', description: 'Its first day.' }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'Its last day.' }),
  }),
});

const CategoryKind = builder.enumType('TranscriptCategoryKind', {
  description: 'How a category relates to the total.',
  values: described(['DIVIDES', 'OVERLIES'] as const, {
    DIVIDES: 'The categories of this kind add up to the total.',
    OVERLIES: 'A mandate: its hours count for it and for the total.',
  }),
});

const CategoryType = builder.objectRef<CategoryTotal>('TranscriptCategory').implement({
  description: 'What was earned in a category of the board, and what a cycle requires of it.',
  fields: (t) => ({
    key: t.exposeString('key', { nullable: true, description: 'Its key; null for what lies in no category.' }),
    name: t.exposeString('name', { description: 'The category in words.' }),
    kind: t.expose('kind', { type: CategoryKind, description: 'How it relates to the total.' }),
    earned: t.field({
      type: 'Decimal',
      description: 'What counts in it.',
      resolve: ({ earnedHundredths }) => decimalText(earnedHundredths),
    }),
    required: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What a cycle requires; null when nothing is known.',
      resolve: ({ requiredHundredths }) => orNull(requiredHundredths),
    }),
    missing: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What is missing; null when nothing is known to be required.',
      resolve: ({ missingHundredths }) => orNull(missingHundredths),
    }),
  }),
});

const orNull = (hundredths: number | null): string | null => (hundredths === null ? null : decimalText(hundredths));

const SelfStudyLimit = builder.enumType('SelfStudyLimit', {
  description: 'What the board’s file says of study without an instructor.',
  values: described(['LIMITED', 'NONE', 'NOT_STATED'] as const, {
    LIMITED: 'Only so much of it counts.',
    NONE: 'There is no limit.',
    NOT_STATED: 'The file names no limit. Ask the board.',
  }),
});

const SelfStudyType = builder.objectRef<SelfStudy>('TranscriptSelfStudy').implement({
  description: 'The share of study without an instructor.',
  fields: (t) => ({
    earned: t.field({
      type: 'Decimal',
      description: 'All of it, in the board’s unit.',
      resolve: ({ earnedHundredths }) => decimalText(earnedHundredths),
    }),
    counted: t.field({
      type: 'Decimal',
      description: 'What of it counts in the total.',
      resolve: ({ countedHundredths }) => decimalText(countedHundredths),
    }),
    cap: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The most that counts in a cycle; null without a known limit.',
      resolve: ({ capHundredths }) => orNull(capHundredths),
    }),
    limit: t.expose('limit', { type: SelfStudyLimit, description: 'Whether the board’s file names a limit.' }),
  }),
});

const RequiredBy = builder.enumType('TranscriptRequiredBy', {
  description: 'Who says what a cycle requires.',
  values: described(['HOLDER', 'BOARD'] as const, {
    HOLDER: 'The holder stated it with the license.',
    BOARD: 'The board’s file says it.',
  }),
});

const placeOf = ({ on, key }: Row): string => `${on} ${key}`;
const PLACE = /^\d{4}-\d\d-\d\d [0-9a-f-]{36}$/;

const TranscriptType = builder.objectRef<Shown>('CreditTranscript').implement({
  description:
    'What counts for one license in one cycle, in the board’s unit. Each completion counts once, by one award that the board’s file accepts. What the file does not decide is to be asked of the board and stands outside the total. It is no decision of the board.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    license: t.field({ type: LicenseType, description: 'The license.', resolve: (shown) => shown }),
    board: t.field({
      type: BoardRef,
      nullable: true,
      description: 'The board that answers for it; null when no file names it, and then nothing counts.',
      resolve: ({ sources, transcript }) =>
        sources.boards.find(({ body }) => body.key === transcript.board?.key) ?? null,
    }),
    cycle: t.field({
      type: CycleType,
      nullable: true,
      description: 'The cycle; null when the license states none, and then everything is listed.',
      resolve: ({ transcript }) => transcript.license.cycle,
    }),
    cycles: t.field({
      type: [CycleType],
      description: 'Every cycle that the license ever stated, newest first; at most 100.',
      resolve: ({ sources }) => sources.cycles,
    }),
    rows: t.connection({
      type: TranscriptRowType,
      description: 'Completions and stated certificates of the cycle, oldest first. `counted` adds up to `total`.',
      args: {
        status: t.arg({ type: [TranscriptRowStatus], required: false, description: 'Only rows that stand so.' }),
      },
      resolve: ({ transcript }, { status, ...args }) => {
        const all = transcript.rows.filter((row) => status == null || status.includes(row.status));
        const places = {
          of: ({ row }: { row: Row }) => placeOf(row),
          read: (place: string) => (PLACE.test(place) ? place : null),
        };
        return keysetPage(args, places, async ({ after, before, inverted, limit }) => {
          const between = all.filter(
            (row) => (after === null || placeOf(row) > after) && (before === null || placeOf(row) < before),
          );
          const page = (inverted ? between.toReversed() : between).slice(0, limit);
          return page.map((row) => ({ row, transcript }));
        });
      },
    }),
    rowCount: t.int({ description: 'How many rows there are.', resolve: ({ transcript }) => transcript.rows.length }),
    unit: t.string({
      nullable: true,
      description:
        'The board’s word for several units; for a log, hours, of study or of instruction attended. Null when no file says it.',
      resolve: ({ transcript }) => transcript.unit?.plural ?? null,
    }),
    total: t.field({
      type: 'Decimal',
      description: 'What counts.',
      resolve: ({ transcript }) => decimalText(transcript.totalHundredths),
    }),
    required: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What a cycle requires; null when nothing is known, and for a log.',
      resolve: ({ transcript }) => orNull(transcript.requiredHundredths),
    }),
    requiredBy: t.field({
      type: RequiredBy,
      nullable: true,
      description: 'Who says so; null when nothing is known.',
      resolve: ({ transcript }) => transcript.requiredBy,
    }),
    missing: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What is missing of it, by the last day of the cycle.',
      resolve: ({ transcript }) => orNull(transcript.missingHundredths),
    }),
    categories: t.field({
      type: [CategoryType],
      description: 'Earned and required by category.',
      resolve: ({ transcript }) => transcript.categories,
    }),
    categoryNote: t.string({
      nullable: true,
      description:
        'What was credited in no category while a required one is missing, and whom to ask; null where there is nothing to say.',
      resolve: ({ transcript }) => categoryNote(transcript),
    }),
    selfStudy: t.field({
      type: SelfStudyType,
      nullable: true,
      description: 'The share of self-study; null for a log.',
      resolve: ({ transcript }) => transcript.selfStudy,
    }),
    askYourBoard: t.int({
      description: 'How many completions only the board can decide. They are rows of the status ASK_YOUR_BOARD.',
      resolve: ({ transcript }) => transcript.askYourBoard,
    }),
    pdfUrl: t.string({
      description: 'Downloads it as a sealed PDF, with your session.',
      resolve: (shown, _args, { settings }) => addressOf(shown, 'pdf', settings.publicUrl),
    }),
    csvUrl: t.string({
      description: 'Downloads it as a table for spreadsheets, with your session.',
      resolve: (shown, _args, { settings }) => addressOf(shown, 'csv', settings.publicUrl),
    }),
  }),
});

function addressOf({ sources, transcript }: Shown, kind: 'pdf' | 'csv', publicUrl: string): string {
  const { cycle } = transcript.license;
  return `${publicUrl}/transcripts/${sources.licenseId}.${kind}${cycle === null ? '' : `?cycle=${cycle.startsOn}`}`;
}

type Asked = { userId: UserId; licenseId: LicenseId; cycleStartsOn?: string | null | undefined };

async function shownFor({ db, now }: Context, { userId, licenseId, cycleStartsOn }: Asked): Promise<Shown | null> {
  const sources = await transcriptSources(db, { userId, licenseId });
  const input = sources === null ? null : inputOf(sources, { now, cycleStartsOn: cycleStartsOn ?? null });
  return sources === null || input === null ? null : { sources, transcript: transcriptFor(input) };
}

const OF_CYCLE = 'The cycle that starts on this day; the newest when left out.';
const asked = z.object({ licenseId: idOf<LicenseId>('License') });

builder.objectField(ViewerRef, 'creditTranscript', (t) =>
  t.field({
    type: TranscriptType,
    nullable: true,
    description:
      'The transcript for one of your licenses; null when it is not yours, was removed, or states no such cycle.',
    args: {
      licenseId: t.arg.id({ description: 'Your license.' }),
      cycleStartsOn: t.arg({ type: 'Date', required: false, description: OF_CYCLE }),
    },
    resolve: async ({ userId }, { licenseId: given, cycleStartsOn }, context) => {
      const { licenseId } = parseInput(asked, { licenseId: given });
      return licenseId === null ? null : shownFor(context, { userId, licenseId, cycleStartsOn });
    },
  }),
);

builder.objectField(LicenseRef, 'transcript', (t) =>
  t.field({
    type: TranscriptType,
    nullable: true,
    description: 'What counts for this license in a cycle; null when it was removed, or states no such cycle.',
    args: { cycleStartsOn: t.arg({ type: 'Date', required: false, description: OF_CYCLE }) },
    resolve: ({ id: licenseId }, { cycleStartsOn }, context) =>
      shownFor(context, { userId: signedIn(context).userId, licenseId, cycleStartsOn }),
  }),
);
