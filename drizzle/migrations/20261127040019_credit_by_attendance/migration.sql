CREATE TABLE "award_reports" (
	"id" uuid PRIMARY KEY,
	"award_id" uuid NOT NULL CONSTRAINT "award_reports_award_key" UNIQUE,
	"reported_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrollment_attendance" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"open_days" jsonb NOT NULL,
	"payment" text NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "enrollment_attendance_ordinal_key" UNIQUE("enrollment_id","ordinal"),
	CONSTRAINT "enrollment_attendance_ordinal" CHECK ("ordinal" >= 1),
	CONSTRAINT "enrollment_attendance_payment" CHECK (payment in ('FREE', 'PAID', 'DUE', 'DISPUTED', 'REFUNDED'))
);
--> statement-breakpoint
CREATE TABLE "event_enrollments" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL CONSTRAINT "event_enrollments_enrollment_key" UNIQUE,
	"registration_id" uuid NOT NULL,
	"intensive_id" uuid NOT NULL,
	"tied_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "evaluation_responses" ADD COLUMN "intensive_id" uuid;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "refund_after_credit" text DEFAULT 'REFUSE' NOT NULL;--> statement-breakpoint
CREATE INDEX "evaluation_responses_intensive_idx" ON "evaluation_responses" ("intensive_id") WHERE "intensive_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "event_enrollments_registration_key" ON "event_enrollments" ("registration_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "event_enrollments_registration_idx" ON "event_enrollments" ("registration_id");--> statement-breakpoint
CREATE INDEX "event_enrollments_intensive_idx" ON "event_enrollments" ("intensive_id");--> statement-breakpoint
ALTER TABLE "award_reports" ADD CONSTRAINT "award_reports_award_id_credit_awards_id_fkey" FOREIGN KEY ("award_id") REFERENCES "credit_awards"("id");--> statement-breakpoint
ALTER TABLE "award_reports" ADD CONSTRAINT "award_reports_recorded_by_users_id_fkey" FOREIGN KEY ("recorded_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "evaluation_responses" ADD CONSTRAINT "evaluation_responses_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "enrollment_attendance" ADD CONSTRAINT "enrollment_attendance_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "event_enrollments" ADD CONSTRAINT "event_enrollments_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "event_enrollments" ADD CONSTRAINT "event_enrollments_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "event_enrollments" ADD CONSTRAINT "event_enrollments_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "evaluation_responses" ADD CONSTRAINT "evaluation_responses_of_few" CHECK ("intensive_id" is null or "profession" is null);--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_refund_after_credit" CHECK (refund_after_credit in ('REFUSE', 'REVOKE'));--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['enrollment_attendance', 'award_reports'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
