import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, EnrollmentId, QuizId } from '../../../drizzle/ids.ts';
import { newestVersion } from '../../../drizzle/newestLicense.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import { awardKeyInSql, plainKeyInSql } from '../../issuance/rules/claimKeys.ts';
import { POST_TEST_KEY } from '../rules/attempts.ts';
import type { OfferedEnrollment } from '../rules/offers/judge.ts';
import type { ChosenLicense, EarlierAward, Exception, HeldAward, Offer, Sitting } from '../rules/offers/offer.ts';
import type { Signature } from '../rules/standing.ts';
import type { InJson } from './attemptHistory.ts';
import { newestSignature } from './signature.ts';

export type HeldLicense = ChosenLicense & { cycle: { startsOn: string; endsOn: string } | null };

/** Everything beside its standing that decides which offers an enrollment can claim: none, if it is for personal growth. */
export type OfferSide = Pick<OfferedEnrollment, 'sittings' | 'grants' | 'test' | 'lineage' | 'revoked'> & {
  /** The newest one, also after the claim. */
  signature: NumberedSignature | null;
  offers: Offer[];
  /** The holder's licenses as they stand now. */
  licenses: HeldLicense[];
  held: HeldAward[];
  earlier: EarlierAward[];
  exceptions: Exception[];
};

type NumberedSignature = Signature & { ordinal: number };

type Raw = {
  enrollmentId: EnrollmentId;
  offers: InJson<Offer>[];
  sittings: (InJson<Omit<Sitting, 'raises'>> & { raises: InJson<Sitting['raises'][number]>[] })[];
  grants: { count: number; grantedAt: string }[];
  test: { quizId: QuizId; passPercent: number; cooldownSeconds: number | null } | null;
  lineage: CourseId | null;
  signature: InJson<NumberedSignature> | null;
  revoked: boolean;
  licenses: HeldLicense[];
  held: HeldAward[];
  earlier: EarlierAward[];
  exceptions: Exception[];
};

/** For offers o under approvals a: an Offer in JSON. */
const offerInJson: SQL = sql`json_build_object('id', o.id, 'accreditor', a.accreditor, 'body', s.content->>'name',
  'rules', o.rules, 'profession', a.profession, 'jurisdiction', a.jurisdiction, 'timeZone', g.time_zone, 'lines', o.lines, 'totalHundredths', o.total_hundredths, 'opensOn', o.opens_on,
  'lastEnrollmentOn', o.last_enrollment_on, 'lastCompletionOn', o.last_completion_on, 'withdrawnAt', o.withdrawn_at,
  'keepYears', g.retention_years, 'approval', json_build_object('startsOn', a.starts_on, 'endsOn', a.ends_on, 'endedOn', a.ended_on,
    'confirmed', exists (select from approval_states t where t.approval_id = a.id and t.confirmed),
    'states', (select coalesce(json_agg(json_build_object('state', t.state, 'from', t.from_on) order by t.ordinal), '[]')
      from approval_states t where t.approval_id = a.id)))`;

/** The awards of enrollment e, each with its licenses as they stand now, removed ones too. */
const heldInJson: SQL = sql`(select coalesce(json_agg(json_build_object('offerId', w.offer_id, 'countsOn', w.counts_on, 'licenses',
    (select coalesce(json_agg(json_build_object('id', l.id, 'kind', v.kind, 'profession', v.profession,
        'jurisdiction', v.jurisdiction, 'expiresOn', v.expires_on) order by l.id), '[]')
      from award_licenses j join licenses l on l.id = j.license_id cross join ${newestVersion}
      where j.award_id = w.id)) order by w.id), '[]')
  from credit_awards w where w.enrollment_id = e.id)`;

/** For the enrollments e that meet a condition. */
const sidesWhere = (condition: SQL): SQL => sql`select e.id as "enrollmentId", coalesce(c.lineage_id, c.id) as lineage,
    ${newestSignature} as signature,
    (select k.id from certificates k where k.enrollment_id = e.id and k.superseded_at is null and k.revoked_at is not null
      and (k.claim_key = ${sql.raw(plainKeyInSql('e.id'))} or k.revocation_reason in ('ACADEMIC_DISHONESTY', 'IDENTITY_FALSE'))
      limit 1) is not null as revoked,
    (select coalesce(json_agg(${offerInJson} order by o.offered_at, o.id), '[]')
      from credit_offers o join approvals a on a.id = o.approval_id join rule_sets s on s.id = o.rule_set_id
        join organizations g on g.id = o.organization_id
      where o.version_id = e.version_id and e.purpose = 'CREDIT' and (o.withdrawn_at is null or o.withdrawn_at > e.enrolled_at
        or exists (select from credit_awards w where w.enrollment_id = e.id and w.offer_id = o.id))) as offers,
    (select json_build_object('quizId', q.id, 'passPercent', q.pass_percent, 'cooldownSeconds', q.cooldown_seconds)
      from quizzes q where q.version_id = e.version_id and q.kind = 'POST_TEST') as test,
    (select coalesce(json_agg(json_build_object('enrollmentId', t.enrollment_id, 'ordinal', t.ordinal, 'submittedAt', t.submitted_at,
        'passedAt', case when t.passed then t.submitted_at else (select min(r.regraded_at) from regrades r
          where r.attempt_id = t.id and r.passed_after) end,
        'correctCount', t.correct_count, 'questionCount', t.question_count, 'raises',
        (select coalesce(json_agg(json_build_object('correctCount', r.correct_count_after, 'at', r.regraded_at)), '[]')
          from regrades r where r.attempt_id = t.id)) order by t.ordinal), '[]')
      from quiz_attempts t
      where t.user_id = e.user_id and t.course_id = e.course_id and t.quiz_key = ${POST_TEST_KEY} and t.submitted_at is not null) as sittings,
    (select coalesce(json_agg(json_build_object('count', x.count, 'grantedAt', x.granted_at)), '[]') from extra_attempts x
      where x.user_id = e.user_id and x.course_id = e.course_id and x.quiz_key = ${POST_TEST_KEY}) as grants,
    (select coalesce(json_agg(json_build_object('id', l.id, 'kind', v.kind, 'profession', v.profession, 'jurisdiction', v.jurisdiction,
        'expiresOn', v.expires_on, 'cycle', case when v.cycle_starts_on is null or v.cycle_ends_on is null then null
          else json_build_object('startsOn', v.cycle_starts_on, 'endsOn', v.cycle_ends_on) end) order by l.id), '[]')
      from licenses l cross join ${newestVersion}
      where l.user_id = e.user_id and l.removed_at is null) as licenses,
    ${heldInJson} as held,
    (select coalesce(json_agg(json_build_object('enrollmentId', w.enrollment_id, 'offerId', w.offer_id, 'accreditor', a.accreditor,
        'countsOn', w.counts_on, 'totalHundredths', w.total_hundredths, 'lineage', coalesce(k.lineage_id, k.id), 'title', v.title,
        'basis', w.basis, 'intensiveId', (select x.intensive_id from event_enrollments x where x.enrollment_id = f.id),
        'online', jsonb_path_exists(w.lines, '$[*] ? (@.format != "LIVE_IN_PERSON")')) order by w.awarded_at), '[]')
      from enrollments f join credit_awards w on w.enrollment_id = f.id join credit_offers o on o.id = w.offer_id
        join approvals a on a.id = o.approval_id join courses k on k.id = f.course_id join course_versions v on v.id = f.version_id
      where f.user_id = e.user_id and not exists (select from certificates k
        where k.claim_key = ${sql.raw(awardKeyInSql('w'))} and k.superseded_at is null and k.revoked_at is not null)) as earlier,
    (select coalesce(json_agg(json_build_object('offerId', x.offer_id, 'blocker', x.blocker, 'untilOn', x.until_on)), '[]')
      from credit_exceptions x where x.enrollment_id = e.id) as exceptions
    from enrollments e join courses c on c.id = e.course_id where ${condition}`;

type Side = OfferSide & { enrollmentId: EnrollmentId };

const readSide = ({ offers, sittings, grants, signature, ...others }: Raw): Side => ({
  ...others,
  signature: signature && { ...signature, signedAt: instantOf(signature.signedAt) },
  offers: offers.map((offer) => ({ ...offer, withdrawnAt: instantOf(offer.withdrawnAt) })),
  sittings: sittings.map((one) => ({
    ...one,
    submittedAt: instantOf(one.submittedAt),
    passedAt: instantOf(one.passedAt),
    raises: one.raises.map(({ correctCount, at }) => ({ correctCount, at: instantOf(at) })),
  })),
  grants: grants.map(({ count, grantedAt }) => ({ count, grantedAt: instantOf(grantedAt) })),
});

/** Of one, because PostgreSQL plans a statement with a list anew each time, which takes longer than running it. */
const sideOfOne = statement<{ id: EnrollmentId }, Side, Raw>(
  'offers_of_enrollment',
  (p) => sidesWhere(sql`e.id = ${p('id')}::uuid`),
  readSide,
);
const sides = statement<{ ids: readonly EnrollmentId[] }, Side, Raw>(
  'offers_of_enrollments',
  (p) => sidesWhere(sql`e.id = any(${p('ids')}::uuid[])`),
  readSide,
);

/** The offers of an enrollment's version, and what decides whether it can claim them. The caller has checked who may see it. */
export async function offerSideOf(db: Database, enrollmentId: EnrollmentId): Promise<OfferSide> {
  const [side] = await sideOfOne(db, { id: enrollmentId });
  if (side === undefined) throw new Error('no row for an enrollment that is locked');
  return side;
}

/** The same for several enrollments, in the order of their ids. */
export async function offerSidesOf(db: Database, ids: readonly EnrollmentId[]): Promise<OfferSide[]> {
  const found = await sides(db, { ids });
  return ids.map((id) => {
    const side = found.find(({ enrollmentId }) => enrollmentId === id);
    if (side === undefined) throw new Error('no row for an enrollment that was just read');
    return side;
  });
}
