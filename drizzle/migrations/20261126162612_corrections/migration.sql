-- In the order in which verbs take them, so that a process of the release before cannot wait in a circle.
LOCK TABLE "erasure_requests", "audit_events" IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
-- Whose the object of an audit event is; null where it is nobody's alone, such as a course or an approval.
CREATE FUNCTION person_of_event(object_type text, object_id text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE object_type
    WHEN 'User' THEN object_id::uuid
    WHEN 'Enrollment' THEN (SELECT e.user_id FROM enrollments e WHERE e.id = object_id::uuid)
    WHEN 'Certificate' THEN (SELECT e.user_id FROM certificates k JOIN enrollments e ON e.id = k.enrollment_id WHERE k.id = object_id::uuid)
    WHEN 'CreditException' THEN (SELECT e.user_id FROM credit_exceptions x JOIN enrollments e ON e.id = x.enrollment_id WHERE x.id = object_id::uuid)
    WHEN 'ExtraAttempts' THEN (SELECT x.user_id FROM extra_attempts x WHERE x.id = object_id::uuid)
    WHEN 'License' THEN (SELECT l.user_id FROM licenses l WHERE l.id = object_id::uuid)
    WHEN 'TranscriptLink' THEN (SELECT l.user_id FROM transcript_links t JOIN licenses l ON l.id = t.license_id WHERE t.id = object_id::uuid)
  END
$$;
--> statement-breakpoint
-- The reason of an event about an erased person may be blanked, and nothing else changes. Why somebody was erased stays.
CREATE FUNCTION blank_reason_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.reason IS NOT NULL AND OLD.verb <> 'PERSON_ERASED'
    AND to_jsonb(NEW) = to_jsonb(OLD) || '{"reason": "erased"}' AND is_erased(person_of_event(OLD.object_type, OLD.object_id)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER audit_events_insert_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION blank_reason_only();
--> statement-breakpoint
-- After an erasure nobody writes about the person in words again.
CREATE FUNCTION refuse_reason_about_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_erased(person_of_event(NEW.object_type, NEW.object_id)) THEN
    RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_not_of_erased BEFORE INSERT ON audit_events FOR EACH ROW
  WHEN (NEW.reason <> 'erased' AND NEW.verb <> 'PERSON_ERASED') EXECUTE FUNCTION refuse_reason_about_erased();
--> statement-breakpoint
CREATE FUNCTION blank_reasons_about(person uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE audit_events v SET reason = 'erased'
  FROM (
    SELECT 'User' AS type, person AS id
    UNION ALL SELECT 'Enrollment', e.id FROM enrollments e WHERE e.user_id = person
    UNION ALL SELECT 'Certificate', k.id FROM certificates k JOIN enrollments e ON e.id = k.enrollment_id WHERE e.user_id = person
    UNION ALL SELECT 'CreditException', x.id FROM credit_exceptions x JOIN enrollments e ON e.id = x.enrollment_id WHERE e.user_id = person
    UNION ALL SELECT 'ExtraAttempts', x.id FROM extra_attempts x WHERE x.user_id = person
    UNION ALL SELECT 'License', l.id FROM licenses l WHERE l.user_id = person
    UNION ALL SELECT 'TranscriptLink', t.id FROM transcript_links t JOIN licenses l ON l.id = t.license_id WHERE l.user_id = person
  ) o
  WHERE v.object_type = o.type AND v.object_id = o.id::text AND v.reason IS NOT NULL AND v.verb <> 'PERSON_ERASED'
$$;
--> statement-breakpoint
-- A trigger, so that an erasure by the release before blanks them too. It acts as the owner, because the application changes no event.
CREATE FUNCTION blank_reasons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM blank_reasons_about(NEW.user_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_requests_blank_reasons AFTER INSERT OR UPDATE OF carried_out_at ON erasure_requests FOR EACH ROW
  WHEN (NEW.carried_out_at IS NOT NULL) EXECUTE FUNCTION blank_reasons();
--> statement-breakpoint
SELECT blank_reasons_about(r.user_id) FROM erasure_requests r WHERE r.carried_out_at IS NOT NULL;
--> statement-breakpoint
-- As before, but a certificate that corrects another one is no further record: the first one says how long the record is kept.
CREATE OR REPLACE FUNCTION keep_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.carried_out_at IS NOT NULL THEN
    RAISE EXCEPTION 'an erasure that was carried out stays on record' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.user_id, OLD.requested_at) IS DISTINCT FROM (NEW.id, NEW.user_id, NEW.requested_at) THEN
    RAISE EXCEPTION 'a request for erasure keeps its person and its time' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.carried_out_at < NEW.due_at OR EXISTS (
    SELECT FROM certificates k JOIN organizations o ON o.id = k.organization_id
      LEFT JOIN credit_awards w ON w.enrollment_id = k.enrollment_id AND k.claim_key = w.enrollment_id || ':' || w.offer_id
    WHERE k.user_id = NEW.user_id AND k.purpose = 'CREDIT' AND NOT k.specimen AND k.supersedes_id IS NULL
      AND greatest((k.issued_at AT TIME ZONE 'UTC' + make_interval(years => o.retention_years)) AT TIME ZONE 'UTC',
        (w.kept_until + 1)::timestamp AT TIME ZONE 'UTC') > NEW.carried_out_at
  ) THEN
    RAISE EXCEPTION 'a rule of retention stands against this erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
