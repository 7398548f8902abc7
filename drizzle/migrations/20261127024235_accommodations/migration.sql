CREATE TABLE "accommodation_requests" (
	"id" uuid PRIMARY KEY,
	"registration_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sealed_need" bytea,
	"from_on" date,
	"until_on" date,
	"asked_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "accommodation_requests_days" CHECK ("until_on" >= "from_on")
);
--> statement-breakpoint
CREATE TABLE "accommodation_states" (
	"id" uuid PRIMARY KEY,
	"request_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"state" text NOT NULL,
	"sealed_answer" bytea,
	"sealed_reason" bytea,
	"by_user_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "accommodation_states_ordinal_key" UNIQUE("request_id","ordinal"),
	CONSTRAINT "accommodation_states_state" CHECK (state in ('ASKED', 'GRANTED', 'PART', 'DECLINED', 'WITHDRAWN')),
	CONSTRAINT "accommodation_states_first" CHECK (("ordinal" = 1) = ("state" = 'ASKED')),
	CONSTRAINT "accommodation_states_own" CHECK ("state" not in ('ASKED', 'WITHDRAWN') or ("user_id" = "by_user_id" and "sealed_answer" is null and "sealed_reason" is null)),
	CONSTRAINT "accommodation_states_granted" CHECK ("state" <> 'GRANTED' or "sealed_reason" is null)
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "accommodation_lead_days" integer;--> statement-breakpoint
CREATE INDEX "accommodation_requests_registration_idx" ON "accommodation_requests" ("registration_id","id");--> statement-breakpoint
CREATE INDEX "accommodation_requests_user_idx" ON "accommodation_requests" ("user_id");--> statement-breakpoint
CREATE INDEX "accommodation_states_user_idx" ON "accommodation_states" ("user_id");--> statement-breakpoint
ALTER TABLE "accommodation_requests" ADD CONSTRAINT "accommodation_requests_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "accommodation_requests" ADD CONSTRAINT "accommodation_requests_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "accommodation_states" ADD CONSTRAINT "accommodation_states_request_id_accommodation_requests_id_fkey" FOREIGN KEY ("request_id") REFERENCES "accommodation_requests"("id");--> statement-breakpoint
ALTER TABLE "accommodation_states" ADD CONSTRAINT "accommodation_states_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "accommodation_states" ADD CONSTRAINT "accommodation_states_by_user_id_users_id_fkey" FOREIGN KEY ("by_user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_lead_days" CHECK ("accommodation_lead_days" between 0 and 365);--> statement-breakpoint
-- History of an erased person is blanked; a new service key seals a text anew, and nothing else changes. The first argument is what
-- is blank, the others are the sealed columns.
CREATE FUNCTION accommodation_blank_or_seal_anew() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed text[] := TG_ARGV[1:];
DECLARE name text;
DECLARE was text;
DECLARE now_is text;
DECLARE anew boolean := false;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) = to_jsonb(OLD) || TG_ARGV[0]::jsonb AND is_erased(person_of(to_jsonb(OLD))) THEN
      RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - sealed = to_jsonb(OLD) - sealed THEN
      FOREACH name IN ARRAY sealed LOOP
        was := to_jsonb(OLD)->>name;
        now_is := to_jsonb(NEW)->>name;
        -- Bytes in JSON are \x and two digits each; the name of the key is the first eight bytes.
        IF was IS DISTINCT FROM now_is THEN
          anew := left(was, 18) <> left(now_is, 18);
          EXIT WHEN anew IS NOT TRUE;
        END IF;
      END LOOP;
      IF anew THEN
        RETURN NEW;
      END IF;
    END IF;
  END IF;
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER accommodation_requests_insert_only BEFORE UPDATE OR DELETE ON accommodation_requests FOR EACH ROW
  EXECUTE FUNCTION accommodation_blank_or_seal_anew('{"sealed_need": null, "from_on": null, "until_on": null}', 'sealed_need');
--> statement-breakpoint
CREATE TRIGGER accommodation_states_insert_only BEFORE UPDATE OR DELETE ON accommodation_states FOR EACH ROW
  EXECUTE FUNCTION accommodation_blank_or_seal_anew('{"sealed_answer": null, "sealed_reason": null}', 'sealed_answer', 'sealed_reason');
--> statement-breakpoint
CREATE TRIGGER accommodation_requests_no_truncate BEFORE TRUNCATE ON accommodation_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER accommodation_states_no_truncate BEFORE TRUNCATE ON accommodation_states FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER accommodation_requests_not_of_erased BEFORE INSERT ON accommodation_requests FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
CREATE TRIGGER accommodation_states_not_of_erased BEFORE INSERT ON accommodation_states FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
-- The state that follows is written by whoever saw the one before it, and nothing follows what was withdrawn.
CREATE FUNCTION accommodation_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ordinal > 1 AND NOT EXISTS (SELECT FROM accommodation_states s
      WHERE s.request_id = NEW.request_id AND s.ordinal = NEW.ordinal - 1 AND s.user_id = NEW.user_id AND s.state <> 'WITHDRAWN') THEN
    RAISE EXCEPTION 'a state of a request follows the one before it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER accommodation_states_follow BEFORE INSERT ON accommodation_states FOR EACH ROW EXECUTE FUNCTION accommodation_follows();
