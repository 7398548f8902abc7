-- What certificates prove themselves by is history: added, never changed.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['organization_images', 'status_lists', 'status_entries', 'signing_keys', 'log_entries', 'log_leaves',
    'log_nodes', 'checkpoints', 'log_timestamps']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- As before, and the day it expires stays too.
CREATE OR REPLACE FUNCTION keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a certificate is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.id, OLD.number, OLD.claim_key, OLD.enrollment_id, OLD.organization_id, OLD.purpose, OLD.specimen, OLD.public_facts,
      OLD.facts_hash, OLD.name_salt, OLD.name_commitment, OLD.sealed_facts, OLD.issued_at, OLD.expires_at, OLD.supersedes_id)
     IS DISTINCT FROM
     (NEW.id, NEW.number, NEW.claim_key, NEW.enrollment_id, NEW.organization_id, NEW.purpose, NEW.specimen, NEW.public_facts,
      NEW.facts_hash, NEW.name_salt, NEW.name_commitment, NEW.sealed_facts, NEW.issued_at, NEW.expires_at, NEW.supersedes_id)
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
-- Our queues for it; retries as in the migration that made the first ones.
SELECT pgboss.create_queue('certificate-withdrawn', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 45, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('sequence-log', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('timestamp-log', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('prepare-documents', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('carry-out-erasures', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');

--> statement-breakpoint
-- Whoever's request was carried out is erased. That row is the witness on which every law below rests; it stays for ever.
CREATE FUNCTION is_erased(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM erasure_requests r WHERE r.user_id = person AND r.carried_out_at IS NOT NULL)
$$;
--> statement-breakpoint
-- Whose row it is, by its own column or by its round's.
CREATE FUNCTION person_of(item jsonb) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce((item->>'user_id')::uuid, (SELECT e.user_id FROM enrollments e WHERE e.id = (item->>'enrollment_id')::uuid))
$$;
--> statement-breakpoint
-- Nobody is erased while a rule of retention stands, whoever asks; what was carried out is never taken back.
CREATE FUNCTION keep_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
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
    WHERE k.user_id = NEW.user_id AND k.purpose = 'CREDIT' AND NOT k.specimen
      AND (k.issued_at AT TIME ZONE 'UTC' + make_interval(years => o.retention_years)) AT TIME ZONE 'UTC' > NEW.carried_out_at
  ) THEN
    RAISE EXCEPTION 'a rule of retention stands against this erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER erasure_requests_keep BEFORE INSERT OR UPDATE OR DELETE ON erasure_requests FOR EACH ROW EXECUTE FUNCTION keep_erasure();
--> statement-breakpoint
CREATE TRIGGER erasure_requests_no_truncate BEFORE TRUNCATE ON erasure_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- History of an erased person may lose what names them, as the trigger's argument says, and nothing else.
CREATE FUNCTION blank_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) = to_jsonb(OLD) || TG_ARGV[0]::jsonb AND is_erased(person_of(to_jsonb(OLD))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER attestations_insert_only ON attestations;
--> statement-breakpoint
CREATE TRIGGER attestations_insert_only BEFORE UPDATE OR DELETE ON attestations FOR EACH ROW
  EXECUTE FUNCTION blank_only('{"typed_name": "erased", "ip_address": null, "user_agent": null}');
--> statement-breakpoint
DROP TRIGGER extra_attempts_insert_only ON extra_attempts;
--> statement-breakpoint
CREATE TRIGGER extra_attempts_insert_only BEFORE UPDATE OR DELETE ON extra_attempts FOR EACH ROW
  EXECUTE FUNCTION blank_only('{"reason": "erased", "granted_by": "erased"}');
--> statement-breakpoint
-- These rows go when their person is erased (or deleted by the owner of the tables), and not before.
CREATE FUNCTION goes_with_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person uuid := person_of(to_jsonb(OLD));
BEGIN
  IF EXISTS (SELECT FROM users u WHERE u.id = person) AND NOT is_erased(person) THEN
    RAISE EXCEPTION 'a row of % goes with its person', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
-- An erased person gets nothing new. Where no round's lock already orders the two, the writer waits for an erasure under way.
CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person uuid := person_of(to_jsonb(NEW));
BEGIN
  IF TG_ARGV[0] = 'wait' THEN
    PERFORM FROM users u WHERE u.id = person FOR SHARE;
  END IF;
  IF is_erased(person) THEN
    RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['accounts', 'memberships', 'profiles', 'reflections'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION goes_with_person()', name || '_go_with_person', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['sessions', 'accounts', 'passkeys', 'profiles', 'memberships', 'enrollments', 'accommodation_grants', 'extra_attempts'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased(%L)', name || '_not_of_erased', name, 'wait');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['reflections', 'attestations', 'certificates'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased()', name || '_not_of_erased', name);
  END LOOP;
END $$;
