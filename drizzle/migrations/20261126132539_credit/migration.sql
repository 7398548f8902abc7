CREATE TABLE "approval_organizations" (
	"id" uuid PRIMARY KEY,
	"approval_id" uuid NOT NULL,
	"organization_id" uuid,
	"partner_name" text,
	"partner_number" text,
	"role" text NOT NULL,
	CONSTRAINT "approval_organizations_role" CHECK (role in ('HOLDER', 'CO_SPONSOR')),
	CONSTRAINT "approval_organizations_who" CHECK (("organization_id" is null) <> ("partner_name" is null))
);
--> statement-breakpoint
CREATE TABLE "approval_states" (
	"id" uuid PRIMARY KEY,
	"approval_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"state" text NOT NULL,
	"from_on" date NOT NULL,
	"confirmed" boolean NOT NULL,
	"reason" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "approval_states_ordinal_key" UNIQUE("approval_id","ordinal"),
	CONSTRAINT "approval_states_state" CHECK (state in ('APPLIED', 'IN_FORCE', 'PROBATION', 'SUSPENDED', 'LAPSED', 'WITHDRAWN')),
	CONSTRAINT "approval_states_ordinal" CHECK ("ordinal" >= 1)
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"accreditor" text NOT NULL,
	"kind" text NOT NULL,
	"course_slug" text,
	"profession" text,
	"jurisdiction" text,
	"number" text,
	"formats" jsonb NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"ended_on" date,
	"published_at" text NOT NULL,
	"letter_name" text NOT NULL,
	"letter_sha256" text NOT NULL,
	"letter" bytea NOT NULL,
	"specimen" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "approvals_kind" CHECK (kind in ('PROVIDER', 'COURSE', 'CO_SPONSORED', 'JOINT')),
	CONSTRAINT "approvals_course" CHECK (("kind" = 'COURSE') = ("course_slug" is not null)),
	CONSTRAINT "approvals_period" CHECK ("ends_on" is null or "ends_on" >= "starts_on"),
	CONSTRAINT "approvals_letter" CHECK (octet_length("letter") between 1 and 5242880),
	CONSTRAINT "approvals_letter_hash" CHECK ("letter_sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "credit_offers" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"approval_id" uuid NOT NULL,
	"rule_set_id" uuid NOT NULL,
	"lines" jsonb NOT NULL,
	"total_hundredths" integer NOT NULL,
	"calculation" jsonb NOT NULL,
	"rules" jsonb NOT NULL,
	"statement" text NOT NULL,
	"opens_on" date NOT NULL,
	"last_enrollment_on" date,
	"last_completion_on" date,
	"specimen" boolean NOT NULL,
	"offered_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"withdrawal_reason" text,
	CONSTRAINT "credit_offers_total" CHECK ("total_hundredths" >= 1),
	CONSTRAINT "credit_offers_withdrawn" CHECK (("withdrawn_at" is null) = ("withdrawal_reason" is null)),
	CONSTRAINT "credit_offers_days" CHECK (coalesce("last_enrollment_on", "opens_on") >= "opens_on" and coalesce("last_completion_on", "opens_on") >= "opens_on")
);
--> statement-breakpoint
CREATE TABLE "rule_sets" (
	"id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"ordinal" integer NOT NULL,
	"hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"loaded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "rule_sets_ordinal_key" UNIQUE("kind","key","ordinal"),
	CONSTRAINT "rule_sets_kind" CHECK (kind in ('ACCREDITOR', 'BOARD')),
	CONSTRAINT "rule_sets_ordinal" CHECK ("ordinal" >= 1),
	CONSTRAINT "rule_sets_hash" CHECK ("hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "award_licenses" (
	"id" uuid PRIMARY KEY,
	"award_id" uuid NOT NULL,
	"license_id" uuid NOT NULL,
	"joined_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "award_licenses_pair_key" UNIQUE("award_id","license_id")
);
--> statement-breakpoint
CREATE TABLE "credit_awards" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"lines" jsonb NOT NULL,
	"total_hundredths" integer NOT NULL,
	"completed_at" timestamp(3) with time zone NOT NULL,
	"counts_on" date NOT NULL,
	"kept_until" date NOT NULL,
	"awarded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "credit_awards_claim_key" UNIQUE("enrollment_id","offer_id","basis"),
	CONSTRAINT "credit_awards_basis" CHECK (basis in ('LEARNER', 'INSTRUCTOR', 'AUTHOR')),
	CONSTRAINT "credit_awards_total" CHECK ("total_hundredths" >= 1)
);
--> statement-breakpoint
CREATE TABLE "credit_exceptions" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"offer_id" uuid,
	"blocker" text NOT NULL,
	"until_on" date NOT NULL,
	"reason" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "license_versions" (
	"id" uuid PRIMARY KEY,
	"license_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"profession" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"sealed_number" bytea,
	"number_index" bytea,
	"name_on_license" text,
	"expires_on" date,
	"cycle_starts_on" date,
	"cycle_ends_on" date,
	"required" jsonb NOT NULL,
	"checked_by" text NOT NULL,
	"checked_on" date,
	"reason" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "license_versions_ordinal_key" UNIQUE("license_id","ordinal"),
	CONSTRAINT "license_versions_kind" CHECK (kind in ('FULL', 'ASSOCIATE', 'INTERN', 'REGISTRANT', 'MEMBER')),
	CONSTRAINT "license_versions_checked_by" CHECK (checked_by in ('STATED', 'REGISTER', 'DOCUMENT')),
	CONSTRAINT "license_versions_reason" CHECK (reason in ('ADDED', 'RENEWED', 'CORRECTED', 'NAME_CHANGED', 'VERIFIED')),
	CONSTRAINT "license_versions_ordinal" CHECK ("ordinal" >= 1),
	CONSTRAINT "license_versions_cycle" CHECK ("cycle_ends_on" is null or "cycle_ends_on" > "cycle_starts_on")
);
--> statement-breakpoint
CREATE TABLE "licenses" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE INDEX "approval_organizations_approval_idx" ON "approval_organizations" ("approval_id");--> statement-breakpoint
CREATE INDEX "approvals_organization_idx" ON "approvals" ("organization_id","accreditor");--> statement-breakpoint
CREATE INDEX "credit_offers_version_idx" ON "credit_offers" ("version_id");--> statement-breakpoint
CREATE INDEX "credit_offers_approval_idx" ON "credit_offers" ("approval_id");--> statement-breakpoint
CREATE INDEX "credit_offers_organization_idx" ON "credit_offers" ("organization_id");--> statement-breakpoint
CREATE INDEX "award_licenses_license_idx" ON "award_licenses" ("license_id");--> statement-breakpoint
CREATE INDEX "credit_awards_offer_idx" ON "credit_awards" ("offer_id");--> statement-breakpoint
CREATE INDEX "credit_exceptions_enrollment_idx" ON "credit_exceptions" ("enrollment_id");--> statement-breakpoint
CREATE INDEX "license_versions_number_idx" ON "license_versions" ("number_index");--> statement-breakpoint
CREATE INDEX "licenses_user_idx" ON "licenses" ("user_id");--> statement-breakpoint
ALTER TABLE "approval_organizations" ADD CONSTRAINT "approval_organizations_approval_id_approvals_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approvals"("id");--> statement-breakpoint
ALTER TABLE "approval_organizations" ADD CONSTRAINT "approval_organizations_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "approval_states" ADD CONSTRAINT "approval_states_approval_id_approvals_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approvals"("id");--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "credit_offers" ADD CONSTRAINT "credit_offers_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "credit_offers" ADD CONSTRAINT "credit_offers_version_id_course_versions_id_fkey" FOREIGN KEY ("version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "credit_offers" ADD CONSTRAINT "credit_offers_approval_id_approvals_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approvals"("id");--> statement-breakpoint
ALTER TABLE "credit_offers" ADD CONSTRAINT "credit_offers_rule_set_id_rule_sets_id_fkey" FOREIGN KEY ("rule_set_id") REFERENCES "rule_sets"("id");--> statement-breakpoint
ALTER TABLE "award_licenses" ADD CONSTRAINT "award_licenses_award_id_credit_awards_id_fkey" FOREIGN KEY ("award_id") REFERENCES "credit_awards"("id");--> statement-breakpoint
ALTER TABLE "award_licenses" ADD CONSTRAINT "award_licenses_license_id_licenses_id_fkey" FOREIGN KEY ("license_id") REFERENCES "licenses"("id");--> statement-breakpoint
ALTER TABLE "credit_awards" ADD CONSTRAINT "credit_awards_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "credit_awards" ADD CONSTRAINT "credit_awards_offer_id_credit_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "credit_offers"("id");--> statement-breakpoint
ALTER TABLE "credit_exceptions" ADD CONSTRAINT "credit_exceptions_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "credit_exceptions" ADD CONSTRAINT "credit_exceptions_offer_id_credit_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "credit_offers"("id");--> statement-breakpoint
ALTER TABLE "license_versions" ADD CONSTRAINT "license_versions_license_id_licenses_id_fkey" FOREIGN KEY ("license_id") REFERENCES "licenses"("id");--> statement-breakpoint
ALTER TABLE "licenses" ADD CONSTRAINT "licenses_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
-- Two approvals of one key never overlap. Ranges of one number compare keys without an extension.
ALTER TABLE approvals ADD CONSTRAINT approvals_no_overlap EXCLUDE USING gist (
  int8range(
    hashtextextended(organization_id::text || '/' || accreditor || '/' || coalesce(course_slug, '') || '/' || coalesce(profession, '') || '/' || coalesce(jurisdiction, ''), 0),
    hashtextextended(organization_id::text || '/' || accreditor || '/' || coalesce(course_slug, '') || '/' || coalesce(profession, '') || '/' || coalesce(jurisdiction, ''), 0),
    '[]'
  ) WITH &&,
  daterange(starts_on, greatest(starts_on, least(ends_on + 1, ended_on)), '[)') WITH &&
);
--> statement-breakpoint
-- As before, and rows that belong to a person through a license or an award.
CREATE OR REPLACE FUNCTION person_of(item jsonb) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (item->>'user_id')::uuid,
    (SELECT e.user_id FROM enrollments e WHERE e.id = (item->>'enrollment_id')::uuid),
    (SELECT l.user_id FROM licenses l WHERE l.id = (item->>'license_id')::uuid))
$$;
--> statement-breakpoint
-- A key is set once; nothing else of the row changes, and it is never deleted. The arguments are the columns that may be set.
CREATE FUNCTION set_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed jsonb := '{}';
DECLARE name text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    FOREACH name IN ARRAY TG_ARGV LOOP
      IF to_jsonb(OLD)->name = 'null'::jsonb THEN
        changed := changed || jsonb_build_object(name, to_jsonb(NEW)->name);
      END IF;
    END LOOP;
    IF to_jsonb(NEW) = to_jsonb(OLD) || changed THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a row of % changes only once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER approvals_set_once BEFORE UPDATE OR DELETE ON approvals FOR EACH ROW EXECUTE FUNCTION set_once('ended_on');
--> statement-breakpoint
CREATE TRIGGER credit_offers_set_once BEFORE UPDATE OR DELETE ON credit_offers FOR EACH ROW EXECUTE FUNCTION set_once('withdrawn_at', 'withdrawal_reason');
--> statement-breakpoint
CREATE TRIGGER licenses_set_once BEFORE UPDATE OR DELETE ON licenses FOR EACH ROW EXECUTE FUNCTION set_once('removed_at');
--> statement-breakpoint
-- History of an erased person is blanked; a new service key seals the number anew, and nothing else changes.
CREATE FUNCTION blank_or_seal_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) = to_jsonb(OLD) || TG_ARGV[0]::jsonb AND is_erased(person_of(to_jsonb(OLD))) THEN
      RETURN NEW;
    END IF;
    IF OLD.sealed_number IS NOT NULL AND NEW.sealed_number IS NOT NULL
      AND left(encode(OLD.sealed_number, 'escape'), 8) <> left(encode(NEW.sealed_number, 'escape'), 8)
      AND to_jsonb(NEW) - 'sealed_number' - 'number_index' = to_jsonb(OLD) - 'sealed_number' - 'number_index' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER license_versions_insert_only BEFORE UPDATE OR DELETE ON license_versions FOR EACH ROW
  EXECUTE FUNCTION blank_or_seal_anew('{"sealed_number": null, "number_index": null, "name_on_license": null}');
--> statement-breakpoint
CREATE TRIGGER credit_exceptions_insert_only BEFORE UPDATE OR DELETE ON credit_exceptions FOR EACH ROW
  EXECUTE FUNCTION blank_only('{"reason": "erased", "granted_by": "erased"}');
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['rule_sets', 'approval_organizations', 'approval_states', 'credit_awards', 'award_licenses'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['rule_sets', 'approvals', 'approval_organizations', 'approval_states', 'credit_offers', 'licenses',
      'license_versions', 'credit_awards', 'award_licenses', 'credit_exceptions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
  EXECUTE 'CREATE TRIGGER licenses_not_of_erased BEFORE INSERT ON licenses FOR EACH ROW EXECUTE FUNCTION refuse_erased(''wait'')';
  FOREACH name IN ARRAY ARRAY['license_versions', 'credit_awards', 'credit_exceptions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased()', name || '_not_of_erased', name);
  END LOOP;
END $$;
