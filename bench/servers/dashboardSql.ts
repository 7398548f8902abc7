/**
 * The dashboard as one statement whose answer is the response body itself, so that the server before it only passes bytes on.
 * $1 is the learner. Rules as in schema/enrollments/rules/gate.ts and progress.ts; identical answers are checked before anything is timed.
 */
export const DASHBOARD_SQL = `
with page as (
  select e.*, v.title as course_title, coalesce(g.study_time_waived, false) as waived, pr.legal_name,
    e.claimed_at is not null or e.withdrawn_at is not null as closed
  from enrollments e
  join course_versions v on v.id = e.version_id
  left join profiles pr on pr.user_id = e.user_id
  left join accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
  where e.user_id = $1
  order by e.id desc
  limit 20
), standing as (
  select p.id as enrollment_id, m.title, m.position, mp.completed_at, mp.last_active_at,
    coalesce(mp.counted_millis, 0) / 1000 as counted, case when p.waived then 0 else m.min_seconds end as required
  from page p
  join modules m on m.version_id = p.version_id
  left join module_progress mp on mp.module_id = m.id and mp.enrollment_id = p.id
), content as (
  select enrollment_id, count(completed_at) as done, count(*) as total, sum(counted) as counted, sum(required) as required,
    (array_agg(title order by last_active_at desc nulls last, position) filter (where completed_at is null))[1] as next_title,
    string_agg(
      '{"code":"MODULE_INCOMPLETE","message":' || to_json('“' || title || '” is not complete.') || '}'
      || case when counted >= required then '' else
        ',{"code":"TIME_SHORT","message":' || to_json('“' || title || '” needs about ' || ceil((required - counted) / 60.0)
          || case when required - counted <= 60 then ' more minute' else ' more minutes' end || ' of study.') || '}' end,
      ',' order by position) filter (where completed_at is null) as missing
  from standing
  group by enrollment_id
), test as (
  select p.id as enrollment_id,
    (select count(*) from quiz_attempts a where a.user_id = p.user_id and a.course_id = p.course_id and a.quiz_key = q.key
      and a.ordinal > coalesce((select max(w.ordinal) from quiz_attempts w where w.user_id = p.user_id
        and w.course_id = p.course_id and w.quiz_key = q.key and w.passed), 0)) as used,
    q.max_attempts + (select coalesce(sum(x.count), 0) from extra_attempts x where x.user_id = p.user_id
      and x.course_id = p.course_id and x.quiz_key = q.key) as allowed
  from page p join quizzes q on q.version_id = p.version_id and q.kind = 'POST_TEST'
  where not p.closed and p.purpose = 'CREDIT' and p.passed_at is null
)
select '{"data":{"viewer":{"enrollments":{"edges":[' || coalesce(string_agg(
  '{"node":{"id":"' || encode(convert_to('Enrollment:' || p.id, 'UTF8'), 'base64')
  || '","course":{"title":' || to_json(p.course_title)
  || '},"progress":{"modulesCompleted":' || c.done || ',"modulesTotal":' || c.total
  || ',"percent":' || case when c.total = 0 then 100 else 100 * c.done / c.total end
  || ',"secondsCounted":' || c.counted || ',"secondsRequired":' || c.required
  || '},"nextModule":' || coalesce('{"title":' || to_json(c.next_title) || '}', 'null')
  || ',"blockers":[' || case when p.closed then '' else concat_ws(',',
    c.missing,
    case when t.enrollment_id is not null then
      '{"code":"POST_TEST_NOT_PASSED","message":"The post-test has not been passed."}' end,
    case when t.used >= t.allowed then '{"code":"ATTEMPTS_USED","message":"All ' || t.allowed
      || ' attempts at the post-test are used. Ask the organization for another."}' end,
    case when p.purpose = 'CREDIT' and p.evaluated_at is null then
      '{"code":"EVALUATION_MISSING","message":"The evaluation has not been filled in."}' end,
    case when p.purpose = 'CREDIT' and p.attested_at is null then
      '{"code":"ATTESTATION_MISSING","message":"The attestation has not been signed."}' end,
    case when p.legal_name is null then
      '{"code":"NAME_UNCONFIRMED","message":"Your profile has no legal name to print. Set it with \`updateProfile\`."}' end) end
  || ']}}', ',' order by p.id desc), '') || ']}}}}' as body
from page p join content c on c.enrollment_id = p.id left join test t on t.enrollment_id = p.id`;
