-- Laws that the tables keep whoever writes to them.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['course_versions', 'contributors', 'modules', 'quizzes', 'questions', 'options', 'errata',
    'organization_policies', 'disclosures', 'attestations', 'extra_attempts', 'regrades', 'documents', 'audit_events']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Milestones are set once; what identifies a round never changes.
CREATE FUNCTION keep_milestones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.user_id, OLD.course_id, OLD.version_id, OLD.purpose, OLD.round, OLD.enrolled_at, OLD.disclosures_hash, OLD.disclosures_accepted_at)
     IS DISTINCT FROM
     (NEW.user_id, NEW.course_id, NEW.version_id, NEW.purpose, NEW.round, NEW.enrolled_at, NEW.disclosures_hash, NEW.disclosures_accepted_at)
  THEN
    RAISE EXCEPTION 'an enrolment keeps its person, version, purpose, round and acceptance' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.specimen := OLD.specimen OR NEW.specimen;
  NEW.started_at := coalesce(OLD.started_at, NEW.started_at);
  NEW.content_done_at := coalesce(OLD.content_done_at, NEW.content_done_at);
  NEW.passed_at := coalesce(OLD.passed_at, NEW.passed_at);
  NEW.evaluated_at := coalesce(OLD.evaluated_at, NEW.evaluated_at);
  NEW.attested_at := coalesce(OLD.attested_at, NEW.attested_at);
  NEW.completed_at := coalesce(OLD.completed_at, NEW.completed_at);
  NEW.claimed_at := coalesce(OLD.claimed_at, NEW.claimed_at);
  NEW.withdrawn_at := coalesce(OLD.withdrawn_at, NEW.withdrawn_at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER enrollments_keep_milestones BEFORE UPDATE ON enrollments FOR EACH ROW EXECUTE FUNCTION keep_milestones();
--> statement-breakpoint
-- Progress never falls, whatever order events arrive in; completion keeps its first time.
CREATE FUNCTION keep_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.counted_millis := greatest(OLD.counted_millis, NEW.counted_millis);
  NEW.furthest_permille := greatest(OLD.furthest_permille, NEW.furthest_permille);
  NEW.last_active_at := greatest(OLD.last_active_at, NEW.last_active_at);
  NEW.check_passed_at := coalesce(OLD.check_passed_at, NEW.check_passed_at);
  NEW.completed_at := coalesce(OLD.completed_at, NEW.completed_at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER module_progress_never_falls BEFORE UPDATE ON module_progress FOR EACH ROW EXECUTE FUNCTION keep_progress();
--> statement-breakpoint
-- An ended study session is history.
CREATE FUNCTION keep_ended_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'an ended study session never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.counted_millis := greatest(OLD.counted_millis, NEW.counted_millis);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER study_sessions_keep_ended BEFORE UPDATE ON study_sessions FOR EACH ROW EXECUTE FUNCTION keep_ended_session();
--> statement-breakpoint
-- A submitted attempt never changes; nor do its answers.
CREATE FUNCTION keep_submitted_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.submitted_at IS NOT NULL THEN
    RAISE EXCEPTION 'a submitted attempt never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER quiz_attempts_keep_submitted BEFORE UPDATE OR DELETE ON quiz_attempts FOR EACH ROW EXECUTE FUNCTION keep_submitted_attempt();
--> statement-breakpoint
CREATE FUNCTION keep_submitted_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM quiz_attempts a
    WHERE a.id IN (OLD.attempt_id, NEW.attempt_id) AND a.submitted_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'the answers of a submitted attempt never change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER attempt_questions_keep_submitted BEFORE INSERT OR UPDATE OR DELETE ON attempt_questions FOR EACH ROW EXECUTE FUNCTION keep_submitted_answers();
--> statement-breakpoint
-- Every question has at least one right answer, checked when the import's transaction ends.
CREATE FUNCTION require_right_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM options o WHERE o.question_id = NEW.id AND (o.is_correct OR o.side IN ('LEFT', 'ITEM'))) THEN
    RAISE EXCEPTION 'question % has no right answer', NEW.key USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER questions_right_answer AFTER INSERT ON questions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_right_answer();
--> statement-breakpoint
-- Issued is immutable: only sharing, revocation, supersession and erasure (the data key and the person's id set to null) may move.
CREATE FUNCTION keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a certificate is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.id, OLD.number, OLD.claim_key, OLD.enrollment_id, OLD.organization_id, OLD.purpose, OLD.specimen, OLD.public_facts,
      OLD.facts_hash, OLD.name_salt, OLD.name_commitment, OLD.sealed_facts, OLD.issued_at, OLD.supersedes_id)
     IS DISTINCT FROM
     (NEW.id, NEW.number, NEW.claim_key, NEW.enrollment_id, NEW.organization_id, NEW.purpose, NEW.specimen, NEW.public_facts,
      NEW.facts_hash, NEW.name_salt, NEW.name_commitment, NEW.sealed_facts, NEW.issued_at, NEW.supersedes_id)
     OR (NEW.wrapped_data_key IS NOT NULL AND NEW.wrapped_data_key IS DISTINCT FROM OLD.wrapped_data_key)
     OR (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
     OR (OLD.revoked_at IS NOT NULL AND (OLD.revoked_at, OLD.revocation_reason) IS DISTINCT FROM (NEW.revoked_at, NEW.revocation_reason))
     OR (OLD.superseded_at IS NOT NULL AND OLD.superseded_at IS DISTINCT FROM NEW.superseded_at)
  THEN
    RAISE EXCEPTION 'the facts of a certificate never change; issue a new one that supersedes it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificates_keep_facts BEFORE UPDATE OR DELETE ON certificates FOR EACH ROW EXECUTE FUNCTION keep_certificate();
--> statement-breakpoint
CREATE TRIGGER certificates_no_truncate BEFORE TRUNCATE ON certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Rewritten responses leave their old rows behind until they are vacuumed; here that is done at the next round of autovacuum.
ALTER TABLE evaluation_responses SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
