/**
 * What PostGraphile serves: the same tables through a function per learner that yields the page's facts as composite types.
 * As SQL it is the hand-written statement's twin; rows, objects and lists are PostGraphile's to shape.
 */
export const VIEWS_SQL = `
create schema bench_dashboard;
create type bench_dashboard.enrolled_course as (title text);
create type bench_dashboard.enrolled_module as (title text);
create type bench_dashboard.progress as (
  modules_completed int, modules_total int, percent int, seconds_counted int, seconds_required int);
create type bench_dashboard.blocker as (code text, message text);
create type bench_dashboard.round as (
  id uuid, course bench_dashboard.enrolled_course, progress bench_dashboard.progress,
  next_module bench_dashboard.enrolled_module, blockers bench_dashboard.blocker[]);

create function bench_dashboard.rounds_of(viewer uuid) returns setof bench_dashboard.round
language sql stable as $$
with page as (
  select e.*, v.title as course_title, coalesce(g.study_time_waived, false) as waived, pr.legal_name,
    e.claimed_at is not null or e.withdrawn_at is not null as closed
  from public.enrollments e
  join public.course_versions v on v.id = e.version_id
  left join public.profiles pr on pr.user_id = e.user_id
  left join public.accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
  where e.user_id = viewer
  order by e.id desc
  limit 20
), standing as (
  select p.id as enrollment_id, m.title, m.position, mp.completed_at, mp.last_active_at,
    coalesce(mp.counted_millis, 0) / 1000 as counted, case when p.waived then 0 else m.min_seconds end as required
  from page p
  join public.modules m on m.version_id = p.version_id
  left join public.module_progress mp on mp.module_id = m.id and mp.enrollment_id = p.id
), content as (
  select enrollment_id,
    row(count(completed_at), count(*), case when count(*) = 0 then 100 else 100 * count(completed_at) / count(*) end,
      sum(counted), sum(required))::bench_dashboard.progress as progress,
    (array_agg(title order by last_active_at desc nulls last, position) filter (where completed_at is null))[1] as next_title
  from standing
  group by enrollment_id
), test as (
  select p.id as enrollment_id,
    (select count(*) from public.quiz_attempts a where a.user_id = p.user_id and a.course_id = p.course_id and a.quiz_key = q.key
      and a.ordinal > coalesce((select max(w.ordinal) from public.quiz_attempts w where w.user_id = p.user_id
        and w.course_id = p.course_id and w.quiz_key = q.key and w.passed), 0)) as used,
    q.max_attempts + (select coalesce(sum(x.count), 0) from public.extra_attempts x where x.user_id = p.user_id
      and x.course_id = p.course_id and x.quiz_key = q.key) as allowed
  from page p join public.quizzes q on q.version_id = p.version_id and q.kind = 'POST_TEST'
  where not p.closed and p.purpose = 'CREDIT' and p.passed_at is null
), missing as (
  select enrollment_id, position as rank, 0 as part, 'MODULE_INCOMPLETE' as code, '“' || title || '” is not complete.' as message
  from standing where completed_at is null
  union all
  select enrollment_id, position, 1, 'TIME_SHORT', '“' || title || '” needs about ' || ceil((required - counted) / 60.0)
    || case when required - counted <= 60 then ' more minute' else ' more minutes' end || ' of study.'
  from standing where completed_at is null and counted < required
  union all
  select enrollment_id, 1001, 0, 'POST_TEST_NOT_PASSED', 'The post-test has not been passed.' from test
  union all
  select enrollment_id, 1002, 0, 'ATTEMPTS_USED', 'All ' || allowed || ' attempts at the post-test are used. Ask the organization for another.'
  from test where used >= allowed
  union all
  select id, 1003, 0, 'EVALUATION_MISSING', 'The evaluation has not been filled in.'
  from page where purpose = 'CREDIT' and evaluated_at is null
  union all
  select id, 1004, 0, 'ATTESTATION_MISSING', 'The attestation has not been signed.'
  from page where purpose = 'CREDIT' and attested_at is null
  union all
  select id, 1005, 0, 'NAME_UNCONFIRMED', 'Your profile has no legal name to print. Set it with \`updateProfile\`.'
  from page where legal_name is null
), listed as (
  select b.enrollment_id, array_agg(row(b.code, b.message)::bench_dashboard.blocker order by b.rank, b.part) as blockers
  from missing b group by b.enrollment_id
)
select p.id, row(p.course_title)::bench_dashboard.enrolled_course, c.progress,
  case when c.next_title is not null then row(c.next_title)::bench_dashboard.enrolled_module end,
  case when p.closed then '{}' else coalesce(l.blockers, '{}') end
from page p join content c on c.enrollment_id = p.id left join listed l on l.enrollment_id = p.id
order by p.id desc
$$;

create function bench_dashboard.viewer_rounds() returns setof bench_dashboard.round
language sql stable as $$
  select * from bench_dashboard.rounds_of(nullif(current_setting('attune.viewer', true), '')::uuid)
$$;

grant usage on schema bench_dashboard to attune_app;
grant execute on all functions in schema bench_dashboard to attune_app`;
