import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { LicenseId, TranscriptLinkId, UserId } from '../../../drizzle/ids.ts';
import { newestVersion } from '../../../drizzle/newestLicense.ts';
import { statement } from '../../../drizzle/statement.ts';
import { MAX_PAGE } from '../../../drizzle/window.ts';
import { PERIOD } from '../../accreditation/queries/approvals.ts';
import type { LoadedBoard } from '../../accreditation/queries.ts';
import { inForceOn, type Period } from '../../accreditation/rules/approval.ts';
import { awardKeyInSql, plainKeyInSql } from '../../issuance/rules/claimKeys.ts';
import { dateIn } from '../../organizations/rules.ts';
import type { Ticked } from '../rules/sharedTranscript.ts';
import type {
  AwardFacts,
  CompletionFacts,
  LicenseFacts,
  ReportedFacts,
  TranscriptInput,
} from '../rules/transcriptFacts.ts';

/** A cycle as the holder stated it in one of the license's versions; the newest version first. */
type StatedCycle = { startsOn: string; endsOn: string; required: LicenseFacts['required'] };

/** Everything that the transcript of a license is made of. */
export type TranscriptSources = Omit<LicenseFacts, 'cycle' | 'required'> &
  Pick<TranscriptInput, 'completions' | 'reported'> & {
    licenseId: LicenseId;
    /** The boards of the license's jurisdiction in their newest rows. */
    boards: LoadedBoard[];
    legalName: string | null;
    timeZone: string | null;
    /** What the newest version requires, with or without a cycle. */
    required: LicenseFacts['required'];
    cycles: StatedCycle[];
  };

/** Of a certificate k. */
const standing = sql`k.superseded_at is null and k.revoked_at is null`;

/** The awards of enrollment e whose certificates stand, in JSON; l is the license. */
const awards = sql`(select coalesce(json_agg(json_build_object('id', w.id, 'accreditor', a.accreditor, 'body', s.content->>'name',
    'unit', o.rules->'unit'->'value', 'minutesPerUnit', o.rules->'minutesPerUnit'->'value', 'lines', w.lines,
    'totalHundredths', w.total_hundredths, 'countsOn', w.counts_on, 'number', k.number,
    'specimen', k.specimen or o.specimen or a.specimen,
    'approval', ${PERIOD}, 'joined', exists (select from award_licenses j where j.award_id = w.id and j.license_id = l.id)) order by w.id), '[]')
  from credit_awards w join credit_offers o on o.id = w.offer_id join approvals a on a.id = o.approval_id
    join rule_sets s on s.id = o.rule_set_id
    join certificates k on k.enrollment_id = w.enrollment_id and k.claim_key = ${sql.raw(awardKeyInSql('w'))}
      and ${standing}
  where w.enrollment_id = e.id)`;

const plain = sql`(select json_build_object('number', k.number, 'specimen', k.specimen,
    'completedOn', k.public_facts->>'completedOn', 'studyHundredths', k.public_facts->'studyHundredths',
    'interaction', k.public_facts->'course'->>'format', 'passPercent', k.public_facts->'assessment'->'passPercent')
  from certificates k where k.enrollment_id = e.id and k.claim_key = ${sql.raw(plainKeyInSql('e.id'))} and ${standing})`;

const completions = sql`(select coalesce(json_agg(json_build_object('enrollmentId', e.id, 'basis', e.basis, 'lineage', coalesce(c.lineage_id, c.id),
    'title', v.title, 'organization', coalesce((select min(k.public_facts->'organization'->>'legalName') from certificates k
      where k.enrollment_id = e.id and ${standing}), g.legal_name),
    'timeZone', coalesce((select min(k.public_facts->>'timeZone') from certificates k where k.enrollment_id = e.id and ${standing}),
      g.time_zone), 'plain', ${plain}, 'awards', ${awards}) order by e.id), '[]')
  from enrollments e join courses c on c.id = e.course_id join course_versions v on v.id = e.version_id
    join organizations g on g.id = c.organization_id
  where e.user_id = l.user_id and e.purpose = 'CREDIT' and e.claimed_at is not null)`;

const reported = sql`(select coalesce(json_agg(json_build_object('id', r.id, 'title', r.title, 'provider', r.provider,
    'earnedOn', r.earned_on, 'amountHundredths', r.amount_hundredths, 'unit', r.unit, 'category', r.category, 'note', r.note)
    order by r.earned_on, r.id), '[]')
  from reported_certificates r where r.user_id = l.user_id)`;

const boards = sql`(select coalesce(json_agg(json_build_object('ruleSetId', n.id, 'hash', n.hash, 'body', n.content)), '[]') from (
    select distinct on (r.key) r.id, r.hash, r.content from rule_sets r where r.kind = 'BOARD' order by r.key, r.ordinal desc) n
  where n.content->>'jurisdiction' = v.jurisdiction)`;

/** The newest version of each cycle of license l. */
const cycles = sql`(select coalesce(json_agg(json_build_object('startsOn', h.cycle_starts_on, 'endsOn', h.cycle_ends_on,
    'required', h.required) order by h.ordinal desc), '[]')
  from (select distinct on (h.cycle_starts_on) h.* from license_versions h
    where h.license_id = l.id and h.cycle_starts_on is not null and h.cycle_ends_on is not null
    order by h.cycle_starts_on, h.ordinal desc limit ${sql.raw(String(MAX_PAGE))}) h)`;

const sourcesWhere = (
  condition: SQL,
): SQL => sql`select l.id as "licenseId", l.user_id as "userId", p.legal_name as "legalName",
    p.time_zone as "timeZone", v.kind, v.profession, v.jurisdiction, v.expires_on::text as "expiresOn", v.required,
    ${cycles} as cycles, ${boards} as boards, ${completions} as completions, ${reported} as reported
  from licenses l cross join ${newestVersion}
    left join profiles p on p.user_id = l.user_id
  where l.removed_at is null and ${condition}`;

type Raw = Omit<TranscriptSources, 'completions' | 'reported'> & {
  completions: (Omit<CompletionFacts, 'awards'> & { awards: StoredAward[] })[];
  reported: ReportedFacts[];
};
type StoredAward = Omit<AwardFacts, 'approvalInForce'> & { approval: Period };

function read<Stored extends Raw>({ completions: stored, ...row }: Stored) {
  const awardOf = ({ approval, ...award }: StoredAward): AwardFacts => ({
    ...award,
    approvalInForce: inForceOn(approval, award.countsOn).ok,
  });
  return { ...row, completions: stored.map((one) => ({ ...one, awards: one.awards.map(awardOf) })) };
}

const ownSources = statement<{ userId: UserId; licenseId: LicenseId }, TranscriptSources, Raw>(
  'transcript_sources',
  (p) => sourcesWhere(sql`l.id = ${p('licenseId')} and l.user_id = ${p('userId')}`),
  read,
);

/** What the transcript of one of this person's licenses is made of, in one statement; null when it is not theirs or was removed. */
export async function transcriptSources(
  db: Database,
  of: { userId: UserId; licenseId: LicenseId },
): Promise<TranscriptSources | null> {
  return (await ownSources(db, of))[0] ?? null;
}

/** The sources, and what a link shows of them. */
export type SharedSources = TranscriptSources & {
  linkId: TranscriptLinkId;
  ticked: Ticked;
  linkExpiresOn: string;
  cycleStartsOn: string | null;
};

type Shared = Omit<SharedSources, keyof TranscriptSources>;
const sharedSources = statement<{ hashes: readonly string[]; today: string }, SharedSources, Raw & Shared>(
  'shared_transcript_sources',
  (
    p,
  ) => sql`select x.*, t.id as "linkId", t.expires_on::text as "linkExpiresOn", t.cycle_starts_on::text as "cycleStartsOn",
      json_build_object('awardIds', t.award_ids, 'enrollmentIds', t.enrollment_ids) as ticked
    from transcript_links t cross join lateral (${sourcesWhere(sql`l.id = t.license_id`)}) x
      join users u on u.id = x."userId" and u.disabled_at is null
    where t.secret_hash = any(${p('hashes')}::text[]) and t.revoked_at is null and t.expires_on >= ${p('today')}::date`,
  read,
);

/** The same for a link that works today; null for every other secret. */
export async function sharedTranscriptSources(
  db: Database,
  of: { hashes: readonly string[]; today: string },
): Promise<SharedSources | null> {
  return (await sharedSources(db, of))[0] ?? null;
}

/**
 * The input of the arithmetic, for one cycle: the newest, or the one that starts on a day. A license that states no cycle has
 * everything in one. Null when no version of the license states a cycle that starts then.
 */
export function inputOf(
  sources: TranscriptSources,
  asked: { now: Date; cycleStartsOn: string },
): TranscriptInput | null;
export function inputOf(sources: TranscriptSources, asked: { now: Date; cycleStartsOn?: null }): TranscriptInput;
export function inputOf(
  sources: TranscriptSources,
  asked: { now: Date; cycleStartsOn?: string | null },
): TranscriptInput | null;
export function inputOf(
  sources: TranscriptSources,
  { now, cycleStartsOn = null }: { now: Date; cycleStartsOn?: string | null },
): TranscriptInput | null {
  const { kind, profession, jurisdiction, expiresOn, completions: done, reported: stated } = sources;
  const found = sources.cycles.find(({ startsOn }) => cycleStartsOn === null || startsOn === cycleStartsOn) ?? null;
  if (cycleStartsOn !== null && found === null) return null;
  const cycle = found === null ? null : { startsOn: found.startsOn, endsOn: found.endsOn };
  return {
    license: { kind, profession, jurisdiction, expiresOn, cycle, required: found?.required ?? sources.required },
    boards: sources.boards,
    completions: done,
    reported: stated,
    today: dateIn(sources.timeZone ?? 'UTC', now),
  };
}
