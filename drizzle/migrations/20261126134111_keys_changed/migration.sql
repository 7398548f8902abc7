-- As before, and a data key may be wrapped anew under another key of the service.
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
     OR (NEW.wrapped_data_key IS NOT NULL AND NEW.wrapped_data_key IS DISTINCT FROM OLD.wrapped_data_key
       AND (OLD.wrapped_data_key IS NULL
         OR octet_length(NEW.wrapped_data_key) <> octet_length(OLD.wrapped_data_key)
         OR substring(NEW.wrapped_data_key FROM 1 FOR 8) = substring(OLD.wrapped_data_key FROM 1 FOR 8)))
     OR (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
     OR (OLD.revoked_at IS NOT NULL AND (OLD.revoked_at, OLD.revocation_reason) IS DISTINCT FROM (NEW.revoked_at, NEW.revocation_reason))
     OR (OLD.superseded_at IS NOT NULL AND OLD.superseded_at IS DISTINCT FROM NEW.superseded_at)
  THEN
    RAISE EXCEPTION 'the facts of a certificate never change; issue a new one that supersedes it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
