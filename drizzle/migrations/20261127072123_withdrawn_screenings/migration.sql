CREATE TABLE "withdrawn_screenings" (
	"id" uuid PRIMARY KEY,
	"registration_id" uuid NOT NULL,
	"screened_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_by" uuid NOT NULL,
	"withdrawn_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "withdrawn_screenings_time_key" UNIQUE("registration_id","screened_at")
);
--> statement-breakpoint
ALTER TABLE "withdrawn_screenings" ADD CONSTRAINT "withdrawn_screenings_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "withdrawn_screenings" ADD CONSTRAINT "withdrawn_screenings_withdrawn_by_users_id_fkey" FOREIGN KEY ("withdrawn_by") REFERENCES "users"("id");--> statement-breakpoint
CREATE TRIGGER withdrawn_screenings_insert_only BEFORE UPDATE OR DELETE ON withdrawn_screenings FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER withdrawn_screenings_no_truncate BEFORE TRUNCATE ON withdrawn_screenings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
