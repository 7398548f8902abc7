/**
 * The same facts as PostGraphile's guide would have them: a view of the learner's own rounds, who is found through a setting of
 * the transaction, and functions of a round as computed columns.
 */
export const COMPUTED_SQL = `
create view bench_dashboard.learner_rounds as
  select e.id, e.user_id, e.course_id, e.version_id, e.purpose, e.passed_at, e.evaluated_at, e.attested_at, pr.legal_name,
    coalesce(g.study_time_waived, false) as waived, e.claimed_at is not null or e.withdrawn_at is not null as closed
  from public.enrollments e
  left join public.profiles pr on pr.user_id = e.user_id
  left join public.accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
  where e.user_id = nullif(current_setting('attune.viewer', true), '')::uuid;
comment on view bench_dashboard.learner_rounds is '@primaryKey id';

create function bench_dashboard.learner_rounds_course(r bench_dashboard.learner_rounds) returns bench_dashboard.enrolled_course
language sql stable as $$
  select row(v.title)::bench_dashboard.enrolled_course from public.course_versions v where v.id = r.version_id
$$;

create function bench_dashboard.learner_rounds_progress(r bench_dashboard.learner_rounds) returns bench_dashboard.progress
language sql stable as $$
  select row(count(p.completed_at), count(*), case when count(*) = 0 then 100 else 100 * count(p.completed_at) / count(*) end,
    sum(coalesce(p.counted_millis, 0) / 1000), sum(case when r.waived then 0 else m.min_seconds end))::bench_dashboard.progress
  from public.modules m left join public.module_progress p on p.module_id = m.id and p.enrollment_id = r.id
  where m.version_id = r.version_id
$$;

create function bench_dashboard.learner_rounds_next_module(r bench_dashboard.learner_rounds) returns bench_dashboard.enrolled_module
language sql stable as $$
  select row(m.title)::bench_dashboard.enrolled_module
  from public.modules m left join public.module_progress p on p.module_id = m.id and p.enrollment_id = r.id
  where m.version_id = r.version_id and p.completed_at is null
  order by p.last_active_at desc nulls last, m.position limit 1
$$;

create function bench_dashboard.learner_rounds_blockers(r bench_dashboard.learner_rounds) returns bench_dashboard.blocker[]
language sql stable as $$
with standing as (
  select m.title, m.position, coalesce(p.counted_millis, 0) / 1000 as counted, case when r.waived then 0 else m.min_seconds end as required
  from public.modules m left join public.module_progress p on p.module_id = m.id and p.enrollment_id = r.id
  where m.version_id = r.version_id and p.completed_at is null and not r.closed
), test as (
  select (select count(*) from public.quiz_attempts a where a.user_id = r.user_id and a.course_id = r.course_id and a.quiz_key = q.key
      and a.ordinal > coalesce((select max(w.ordinal) from public.quiz_attempts w where w.user_id = r.user_id
        and w.course_id = r.course_id and w.quiz_key = q.key and w.passed), 0)) as used,
    q.max_attempts + (select coalesce(sum(x.count), 0) from public.extra_attempts x where x.user_id = r.user_id
      and x.course_id = r.course_id and x.quiz_key = q.key) as allowed
  from public.quizzes q
  where q.version_id = r.version_id and q.kind = 'POST_TEST' and not r.closed and r.purpose = 'CREDIT' and r.passed_at is null
), missing as (
  select position as rank, 0 as part, 'MODULE_INCOMPLETE' as code, '“' || title || '” is not complete.' as message from standing
  union all
  select position, 1, 'TIME_SHORT', '“' || title || '” needs about ' || ceil((required - counted) / 60.0)
    || case when required - counted <= 60 then ' more minute' else ' more minutes' end || ' of study.'
  from standing where counted < required
  union all
  select 1001, 0, 'POST_TEST_NOT_PASSED', 'The post-test has not been passed.' from test
  union all
  select 1002, 0, 'ATTEMPTS_USED', 'All ' || allowed || ' attempts at the post-test are used. Ask the organization for another.'
  from test where used >= allowed
  union all
  select 1003, 0, 'EVALUATION_MISSING', 'The evaluation has not been filled in.'
  where not r.closed and r.purpose = 'CREDIT' and r.evaluated_at is null
  union all
  select 1004, 0, 'ATTESTATION_MISSING', 'The attestation has not been signed.'
  where not r.closed and r.purpose = 'CREDIT' and r.attested_at is null
  union all
  select 1005, 0, 'NAME_UNCONFIRMED', 'Your profile has no legal name to print. Set it with \`updateProfile\`.'
  where not r.closed and r.legal_name is null
)
select coalesce(array_agg(row(code, message)::bench_dashboard.blocker order by rank, part), '{}') from missing
$$;

grant select on bench_dashboard.learner_rounds to attune_app;
grant execute on all functions in schema bench_dashboard to attune_app`;
