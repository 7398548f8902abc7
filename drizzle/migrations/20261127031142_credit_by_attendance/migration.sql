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
CREATE UNIQUE INDEX "event_enrollments_registration_key" ON "event_enrollments" ("registration_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "event_enrollments_intensive_idx" ON "event_enrollments" ("intensive_id");--> statement-breakpoint
ALTER TABLE "enrollment_attendance" ADD CONSTRAINT "enrollment_attendance_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "event_enrollments" ADD CONSTRAINT "event_enrollments_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "event_enrollments" ADD CONSTRAINT "event_enrollments_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "event_enrollments" ADD CONSTRAINT "event_enrollments_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
CREATE TRIGGER enrollment_attendance_insert_only BEFORE UPDATE OR DELETE ON enrollment_attendance FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER enrollment_attendance_no_truncate BEFORE TRUNCATE ON enrollment_attendance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
