CREATE TABLE "care_intakes" (
	"id" uuid PRIMARY KEY,
	"record_id" uuid NOT NULL CONSTRAINT "care_intakes_record_key" UNIQUE,
	"sealed_answers" bytea NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL,
	"submitted_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "care_openings" (
	"id" uuid PRIMARY KEY,
	"registration_id" uuid NOT NULL,
	"opened_by" uuid NOT NULL,
	"how" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "care_openings_how" CHECK (how in ('READ', 'EXPORTED'))
);
--> statement-breakpoint
CREATE TABLE "care_plans" (
	"id" uuid PRIMARY KEY,
	"record_id" uuid NOT NULL CONSTRAINT "care_plans_record_key" UNIQUE,
	"sealed_text" bytea NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "care_presences" (
	"id" uuid PRIMARY KEY,
	"record_id" uuid NOT NULL CONSTRAINT "care_presences_record_key" UNIQUE,
	"present" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "care_records" (
	"id" uuid PRIMARY KEY,
	"registration_id" uuid NOT NULL CONSTRAINT "care_records_registration_key" UNIQUE,
	"user_id" uuid NOT NULL,
	"wrapped_data_key" bytea NOT NULL,
	"kept_until" date,
	"made_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "care_settings" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"responsible_clinician" text,
	"country" text,
	"law" text,
	"retention_days" integer DEFAULT 90 NOT NULL,
	"retention_law" text,
	"privacy_notice" text,
	"confidentiality_limits" text,
	"processor_reference" text,
	"processor_signed_on" date,
	"readers" text,
	"read_within_days" integer,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "care_settings_country" CHECK ("country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "care_settings_retention" CHECK (retention_days between 1 and 36500 and (retention_days <= 90 or retention_law is not null)),
	CONSTRAINT "care_settings_read_within" CHECK ("read_within_days" between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "joint_agreements" (
	"id" uuid PRIMARY KEY,
	"joint_plan_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"agreed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "joint_agreements_person_key" UNIQUE("joint_plan_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "joint_plans" (
	"id" uuid PRIMARY KEY,
	"pair_id" uuid NOT NULL CONSTRAINT "joint_plans_pair_key" UNIQUE,
	"wrapped_data_key" bytea NOT NULL,
	"sealed_text" bytea NOT NULL,
	"version" integer NOT NULL,
	"edited_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "joint_plans_version" CHECK ("version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "screens_pairs" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "screened_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "care_openings_registration_idx" ON "care_openings" ("registration_id","id");--> statement-breakpoint
CREATE INDEX "care_records_user_idx" ON "care_records" ("user_id");--> statement-breakpoint
CREATE INDEX "care_settings_organization_idx" ON "care_settings" ("organization_id","id");--> statement-breakpoint
CREATE INDEX "joint_agreements_user_idx" ON "joint_agreements" ("user_id");--> statement-breakpoint
ALTER TABLE "care_intakes" ADD CONSTRAINT "care_intakes_record_id_care_records_id_fkey" FOREIGN KEY ("record_id") REFERENCES "care_records"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "care_openings" ADD CONSTRAINT "care_openings_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "care_openings" ADD CONSTRAINT "care_openings_opened_by_users_id_fkey" FOREIGN KEY ("opened_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "care_plans" ADD CONSTRAINT "care_plans_record_id_care_records_id_fkey" FOREIGN KEY ("record_id") REFERENCES "care_records"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "care_presences" ADD CONSTRAINT "care_presences_record_id_care_records_id_fkey" FOREIGN KEY ("record_id") REFERENCES "care_records"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "care_records" ADD CONSTRAINT "care_records_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "care_records" ADD CONSTRAINT "care_records_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "care_settings" ADD CONSTRAINT "care_settings_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "care_settings" ADD CONSTRAINT "care_settings_saved_by_users_id_fkey" FOREIGN KEY ("saved_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "joint_agreements" ADD CONSTRAINT "joint_agreements_joint_plan_id_joint_plans_id_fkey" FOREIGN KEY ("joint_plan_id") REFERENCES "joint_plans"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "joint_agreements" ADD CONSTRAINT "joint_agreements_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "joint_plans" ADD CONSTRAINT "joint_plans_pair_id_pairs_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pairs"("id");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['care_settings', 'care_openings'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['care_records', 'joint_agreements'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased(%L)', name || '_not_of_erased', name, 'wait');
  END LOOP;
END $$;
--> statement-breakpoint
SELECT pgboss.create_queue('end-care-records', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
