import { decimalText } from '../../../certificates/words.ts';
import { type LicenseId, parseId } from '../../../drizzle/ids.ts';
import {
  LICENSE_CHECKS,
  LICENSE_KINDS,
  LICENSE_REASONS,
  type RequiredHours,
} from '../../../drizzle/tables/licenses.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { BoardRef } from '../../accreditation/graphql/board.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { readNumber } from '../operations/sealedNumber.ts';
import { type LicenseRow, type LicenseVersionRow, licensesOf, ownLicensesByIds } from '../queries.ts';
import { cycleOf } from '../rules/cycle.ts';
import type { Cycle } from '../rules/terms.ts';
import { boardKey, loadBoards } from './board.ts';

export const LicenseKindEnum = builder.enumType('LicenseKind', {
  description: 'What a person holds.',
  values: described(LICENSE_KINDS, {
    FULL: 'A full license, to practice without supervision.',
    ASSOCIATE: 'A registration as an associate, who practices under supervision.',
    INTERN: 'A registration as an intern or trainee.',
    REGISTRANT: 'An entry in a register.',
    MEMBER: 'A membership of a professional body.',
  }),
});

const LicenseCheckEnum = builder.enumType('LicenseCheck', {
  description: 'How it was checked what a license says.',
  values: described(LICENSE_CHECKS, {
    STATED: 'Its holder says so. Nobody has checked it.',
    REGISTER: "Against the board's register.",
    DOCUMENT: 'By a document that was shown.',
  }),
});

export const LicenseReasonEnum = builder.enumType('LicenseReason', {
  description: 'Why a version of what a license says was recorded.',
  values: described(LICENSE_REASONS, {
    ADDED: 'Its holder added it.',
    RENEWED: 'It was renewed: expiry and cycle changed.',
    CORRECTED: 'Something was mistyped.',
    NAME_CHANGED: "Its holder's name changed.",
    VERIFIED: 'It was checked.',
  }),
});

/** What lists cost, by how long they usually are: most people hold a few licenses and renew them every other year. */
const PRICES = {
  licenses: { field: 1, multiplier: 5 },
  history: { field: 1, multiplier: 4 },
  required: { field: 1, multiplier: 4 },
} as const;

const RequiredHoursType = builder.objectRef<RequiredHours>('RequiredHours').implement({
  description: 'Hours that a board requires in a cycle, as the holder states them.',
  fields: (t) => ({
    category: t.exposeString('category', {
      nullable: true,
      description: 'The key of the category, such as ethics; null for the total.',
    }),
    hours: t.field({
      type: 'Decimal',
      description: "The hours, in the board's unit.",
      resolve: ({ hundredths }) => decimalText(hundredths),
    }),
  }),
});

const LicenseCycleType = builder.objectRef<Cycle>('LicenseCycle').implement({
  description: 'The renewal cycle of a license, as the holder states it.',
  fields: (t) => ({
    startsOn: t.expose('startsOn', { type: 'Date', description: 'Its first day.' }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'Its last day.' }),
    required: t.field({
      type: [RequiredHoursType],
      complexity: PRICES.required,
      description: 'The hours it requires, in total and by category.',
      resolve: ({ required }) => required,
    }),
  }),
});

const SaidInterface = builder.interfaceRef<{ said: LicenseVersionRow }>('LicenseFacts').implement({
  description: 'What a license says.',
  fields: (t) => ({
    kind: t.field({ type: LicenseKindEnum, description: 'What its holder holds.', resolve: ({ said }) => said.kind }),
    number: t.string({
      nullable: true,
      description: 'The number, as its holder typed it. Only they can read it here. Null after erasure.',
      resolve: ({ said }, _args, { vault }) => readNumber(vault, said),
    }),
    nameOnLicense: t.string({
      nullable: true,
      description: 'The name on it; null when the holder did not state it.',
      resolve: ({ said }) => said.nameOnLicense,
    }),
    expiresOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day on which it is valid; null when it does not expire or the holder did not state it.',
      resolve: ({ said }) => said.expiresOn,
    }),
    cycle: t.field({
      type: LicenseCycleType,
      nullable: true,
      description: 'The renewal cycle; null when the holder did not state it.',
      resolve: ({ said }) => cycleOf(said),
    }),
    checkedBy: t.field({
      type: LicenseCheckEnum,
      description: 'How this was checked.',
      resolve: ({ said }) => said.checkedBy,
    }),
    checkedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When this was checked; null while nobody has.',
      resolve: ({ said }) => said.checkedOn,
    }),
  }),
});

type Version = { said: LicenseVersionRow };
const LicenseVersionType = builder.objectRef<Version>('LicenseVersion').implement({
  description: 'What a license said from a moment on, until the next version.',
  interfaces: [SaidInterface],
  fields: (t) => ({
    reason: t.field({
      type: LicenseReasonEnum,
      description: 'Why it was recorded.',
      resolve: ({ said }) => said.reason,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      description: 'From when on it holds.',
      resolve: ({ said }) => said.recordedAt,
    }),
  }),
});

type Shown = LicenseRow & Version;
const shown = (row: LicenseRow): Shown => ({ ...row, said: row.now });

/** A license, for its holder. */
export const LicenseRef = builder.loadableNodeRef('License', {
  id: { description: 'Its global id.', resolve: (row: Shown) => row.id },
  load: async (ids: string[], { db, viewer }) => {
    const known = ids.flatMap((id) => parseId<LicenseId>(id) ?? []);
    const rows = viewer === null ? [] : await ownLicensesByIds(db, { userId: viewer.userId, ids: known });
    const found = rows.map(shown);
    return ids.map((id) => found.find((row) => row.id === id.toLowerCase()) ?? null);
  },
});

builder.objectType(LicenseRef, {
  description: 'A license, registration or membership that you hold. Only you can read it here.',
  authScopes: { signedIn: true },
  interfaces: [SaidInterface],
  fields: (t) => ({
    profession: t.string({
      description: "The key of the profession, as boards' files spell it, such as lmft.",
      resolve: ({ said }) => said.profession,
    }),
    jurisdiction: t.string({
      description: 'Where it holds, by ISO 3166: US-CA, NZ.',
      resolve: ({ said }) => said.jurisdiction,
    }),
    board: t.loadable({
      type: BoardRef,
      nullable: true,
      load: loadBoards,
      description:
        'The board of this profession in this jurisdiction. Null when its rules are not known here: ask your board.',
      resolve: ({ said }) => boardKey(said),
    }),
    addedAt: t.expose('addedAt', { type: 'DateTime', description: 'When you added it.' }),
    removedAt: t.expose('removedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you removed it, if you did. A removed license is in no list.',
    }),
    history: t.field({
      type: [LicenseVersionType],
      complexity: PRICES.history,
      description: 'Every version of what it said, newest first.',
      resolve: ({ versions }) => versions.map((said) => ({ said })),
    }),
  }),
});

builder.objectField(ViewerRef, 'licenses', (t) =>
  t.field({
    type: [LicenseRef],
    complexity: PRICES.licenses,
    description: 'Your licenses in the order in which you added them, at most 50. Removed ones are left out.',
    resolve: async ({ userId }, _args, { db }) => (await licensesOf(db, userId)).map(shown),
  }),
);
