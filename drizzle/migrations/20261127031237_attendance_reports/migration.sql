CREATE TABLE "attendance_files" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"day_ordinal" integer NOT NULL,
	"sha256" text NOT NULL,
	"sealed_bytes" bytea NOT NULL,
	"uploaded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "attendance_files_key" UNIQUE("intensive_id","day_ordinal","sha256"),
	CONSTRAINT "attendance_files_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "attendance_reports" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"day_ordinal" integer NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"sealed_file" bytea,
	"declared" text NOT NULL,
	"time_zone" text NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"date_order" text NOT NULL,
	"columns" jsonb NOT NULL,
	"imported_by" uuid NOT NULL,
	"imported_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	CONSTRAINT "attendance_reports_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "attendance_row_decisions" (
	"id" uuid PRIMARY KEY,
	"row_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"registration_id" uuid,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "attendance_row_decisions_ordinal_key" UNIQUE("row_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "attendance_rows" (
	"id" uuid PRIMARY KEY,
	"report_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"status" text NOT NULL,
	"registration_id" uuid,
	"joined_at" timestamp(3) with time zone,
	"left_at" timestamp(3) with time zone,
	"sealed_who" bytea,
	"who_sha256" bytea,
	"candidates" jsonb NOT NULL,
	"faults" jsonb NOT NULL,
	CONSTRAINT "attendance_rows_line_key" UNIQUE("report_id","line"),
	CONSTRAINT "attendance_rows_status" CHECK (status in ('MATCHED', 'UNMATCHED', 'AMBIGUOUS', 'OUTSIDE', 'FAULTY')),
	CONSTRAINT "attendance_rows_matched" CHECK ("status" <> 'MATCHED' or "registration_id" is not null)
);
--> statement-breakpoint
CREATE INDEX "attendance_files_uploaded_idx" ON "attendance_files" ("uploaded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_reports_file_key" ON "attendance_reports" ("intensive_id","day_ordinal","sha256") WHERE "withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "attendance_reports_session_idx" ON "attendance_reports" ("intensive_id","day_ordinal");--> statement-breakpoint
CREATE INDEX "attendance_row_decisions_registration_idx" ON "attendance_row_decisions" ("registration_id");--> statement-breakpoint
CREATE INDEX "attendance_rows_registration_idx" ON "attendance_rows" ("registration_id");--> statement-breakpoint
CREATE INDEX "attendance_rows_who_idx" ON "attendance_rows" ("who_sha256");--> statement-breakpoint
ALTER TABLE "attendance_files" ADD CONSTRAINT "attendance_files_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "attendance_reports" ADD CONSTRAINT "attendance_reports_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "attendance_reports" ADD CONSTRAINT "attendance_reports_imported_by_users_id_fkey" FOREIGN KEY ("imported_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "attendance_row_decisions" ADD CONSTRAINT "attendance_row_decisions_row_id_attendance_rows_id_fkey" FOREIGN KEY ("row_id") REFERENCES "attendance_rows"("id");--> statement-breakpoint
ALTER TABLE "attendance_row_decisions" ADD CONSTRAINT "attendance_row_decisions_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "attendance_row_decisions" ADD CONSTRAINT "attendance_row_decisions_decided_by_users_id_fkey" FOREIGN KEY ("decided_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "attendance_rows" ADD CONSTRAINT "attendance_rows_report_id_attendance_reports_id_fkey" FOREIGN KEY ("report_id") REFERENCES "attendance_reports"("id");--> statement-breakpoint
ALTER TABLE "attendance_rows" ADD CONSTRAINT "attendance_rows_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
CREATE TRIGGER attendance_reports_keep_fixed BEFORE UPDATE OR DELETE ON attendance_reports FOR EACH ROW EXECUTE FUNCTION keep_fixed('sealed_file', 'withdrawn_at');
--> statement-breakpoint
-- A report is withdrawn once, and a file that was emptied stays empty.
CREATE TRIGGER attendance_reports_withdrawn_once BEFORE UPDATE ON attendance_reports FOR EACH ROW
  WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND OLD.withdrawn_at IS NOT NULL OR OLD.sealed_file IS NULL AND NEW.sealed_file IS NOT NULL)
  EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER attendance_rows_keep_fixed BEFORE UPDATE OR DELETE ON attendance_rows FOR EACH ROW EXECUTE FUNCTION keep_fixed('sealed_who', 'who_sha256');
--> statement-breakpoint
CREATE TRIGGER attendance_row_decisions_insert_only BEFORE UPDATE OR DELETE ON attendance_row_decisions FOR EACH ROW EXECUTE FUNCTION blank_only('{"reason": "erased"}');
--> statement-breakpoint
CREATE TRIGGER attendance_row_decisions_not_of_erased BEFORE INSERT ON attendance_row_decisions FOR EACH ROW EXECUTE FUNCTION refuse_erased();
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['attendance_reports', 'attendance_rows', 'attendance_row_decisions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
--> statement-breakpoint
SELECT pgboss.create_queue('sweep-attendance-files', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
