CREATE TABLE "follow_up_answers" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"weeks" integer NOT NULL,
	"question_key" text NOT NULL,
	"objective_key" text NOT NULL,
	"answer" jsonb NOT NULL,
	"correct" boolean NOT NULL,
	"answered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "follow_up_answers_question_key" UNIQUE("enrollment_id","weeks","question_key"),
	CONSTRAINT "follow_up_answers_weeks" CHECK ("weeks" between 1 and 26)
);
--> statement-breakpoint
CREATE TABLE "follow_up_mails" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"weeks" integer NOT NULL,
	"stop_hash" bytea CONSTRAINT "follow_up_mails_stop_key" UNIQUE,
	"made_at" timestamp(3) with time zone NOT NULL,
	"sent_at" timestamp(3) with time zone,
	"dropped_at" timestamp(3) with time zone,
	CONSTRAINT "follow_up_mails_round_key" UNIQUE("enrollment_id","weeks"),
	CONSTRAINT "follow_up_mails_once" CHECK ("sent_at" is null or "dropped_at" is null),
	CONSTRAINT "follow_up_mails_weeks" CHECK ("weeks" between 1 and 26)
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL CONSTRAINT "follow_ups_enrollment_key" UNIQUE,
	"opted_in_at" timestamp(3) with time zone NOT NULL,
	"opted_out_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "follow_up" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "reflections" ADD COLUMN "weeks" integer;--> statement-breakpoint
ALTER TABLE "reflections" ALTER COLUMN "module_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_weeks_key" UNIQUE("enrollment_id","weeks");--> statement-breakpoint
CREATE INDEX "quiz_attempts_first_idx" ON "quiz_attempts" ("quiz_id") WHERE ordinal = 1;--> statement-breakpoint
CREATE INDEX "follow_up_answers_version_idx" ON "follow_up_answers" ("version_id");--> statement-breakpoint
CREATE INDEX "follow_ups_live_idx" ON "follow_ups" ("id") WHERE opted_out_at is null and ended_at is null;--> statement-breakpoint
ALTER TABLE "follow_up_answers" ADD CONSTRAINT "follow_up_answers_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "follow_up_answers" ADD CONSTRAINT "follow_up_answers_enrollment_fk" FOREIGN KEY ("enrollment_id","version_id") REFERENCES "enrollments"("id","version_id");--> statement-breakpoint
ALTER TABLE "follow_up_mails" ADD CONSTRAINT "follow_up_mails_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_place" CHECK (("module_id" is null) <> ("weeks" is null) and "weeks" between 1 and 26);--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['follow_ups', 'follow_up_mails'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION goes_with_person()', name || '_go_with_person', name);
  END LOOP;
  -- A lock on the enrollment orders the writers of these two with an erasure.
  FOREACH name IN ARRAY ARRAY['follow_ups', 'follow_up_answers'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased()', name || '_not_of_erased', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER follow_up_mails_not_of_erased BEFORE INSERT ON follow_up_mails FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
CREATE TRIGGER follow_up_answers_insert_only BEFORE UPDATE OR DELETE ON follow_up_answers FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER follow_up_answers_no_truncate BEFORE TRUNCATE ON follow_up_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
SELECT pgboss.create_queue('follow-ups-due', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('follow-up-mail', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 45, "deadLetter": "dead-letter"}');
