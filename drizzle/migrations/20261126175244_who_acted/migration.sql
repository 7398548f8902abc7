ALTER TABLE "audit_events" ADD COLUMN "actor_name" text;--> statement-breakpoint
CREATE INDEX "audit_events_member_idx" ON "audit_events" (("details"->>'userId')) WHERE verb in ('MEMBERSHIP_GRANTED', 'MEMBERSHIP_REVOKED');--> statement-breakpoint
-- As before, and who ran a command about an erased person is blanked too. What is said about a membership belongs to its member.
CREATE OR REPLACE FUNCTION blank_reason_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person uuid := CASE WHEN OLD.object_type = 'Organization' THEN (OLD.details->>'userId')::uuid
    ELSE person_of_event(OLD.object_type, OLD.object_id) END;
  blanked jsonb := '{}';
BEGIN
  IF OLD.reason IS NOT NULL THEN
    blanked := blanked || '{"reason": "erased"}';
  END IF;
  IF OLD.actor_name IS NOT NULL THEN
    blanked := blanked || '{"actor_name": "erased"}';
  END IF;
  IF TG_OP = 'UPDATE' AND blanked <> '{}' AND OLD.verb <> 'PERSON_ERASED'
    AND to_jsonb(NEW) = to_jsonb(OLD) || blanked AND is_erased(person) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION blank_reasons_about(person uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE audit_events v SET reason = CASE WHEN v.reason IS NOT NULL THEN 'erased' END,
    actor_name = CASE WHEN v.actor_name IS NOT NULL THEN 'erased' END
  FROM (
    SELECT 'User' AS type, person AS id
    UNION ALL SELECT 'Enrollment', e.id FROM enrollments e WHERE e.user_id = person
    UNION ALL SELECT 'Certificate', k.id FROM certificates k JOIN enrollments e ON e.id = k.enrollment_id WHERE e.user_id = person
    UNION ALL SELECT 'CreditException', x.id FROM credit_exceptions x JOIN enrollments e ON e.id = x.enrollment_id WHERE e.user_id = person
    UNION ALL SELECT 'ExtraAttempts', x.id FROM extra_attempts x WHERE x.user_id = person
    UNION ALL SELECT 'License', l.id FROM licenses l WHERE l.user_id = person
    UNION ALL SELECT 'TranscriptLink', t.id FROM transcript_links t JOIN licenses l ON l.id = t.license_id WHERE l.user_id = person
  ) o
  WHERE v.object_type = o.type AND v.object_id = o.id::text AND (v.reason IS NOT NULL OR v.actor_name IS NOT NULL)
    AND v.verb <> 'PERSON_ERASED';
  UPDATE audit_events v SET reason = CASE WHEN v.reason IS NOT NULL THEN 'erased' END,
    actor_name = CASE WHEN v.actor_name IS NOT NULL THEN 'erased' END
  WHERE v.verb IN ('MEMBERSHIP_GRANTED', 'MEMBERSHIP_REVOKED') AND v.details->>'userId' = person::text
    AND (v.reason IS NOT NULL OR v.actor_name IS NOT NULL)
$$;
