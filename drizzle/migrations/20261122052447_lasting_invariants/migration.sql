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
