CREATE TABLE "attendance_corrections" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"day_ordinal" integer NOT NULL,
	"key" uuid NOT NULL,
	"reason" text NOT NULL,
	"corrected_by" uuid NOT NULL,
	"corrected_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "attendance_corrections_key" UNIQUE("intensive_id","key")
);
--> statement-breakpoint
CREATE TABLE "attendance_events" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"day_ordinal" integer NOT NULL,
	"segment_id" uuid,
	"key" uuid NOT NULL,
	"kind" text NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"source" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"correction_id" uuid,
	CONSTRAINT "attendance_events_key" UNIQUE("intensive_id","key"),
	CONSTRAINT "attendance_events_kind" CHECK (kind in ('IN', 'OUT')),
	CONSTRAINT "attendance_events_source" CHECK (source in ('DOOR', 'OFFLINE', 'CORRECTION'))
);
--> statement-breakpoint
CREATE TABLE "attendance_voids" (
	"id" uuid PRIMARY KEY,
	"event_id" uuid NOT NULL CONSTRAINT "attendance_voids_event_key" UNIQUE,
	"correction_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE INDEX "attendance_corrections_registration_idx" ON "attendance_corrections" ("registration_id");--> statement-breakpoint
CREATE INDEX "attendance_events_registration_idx" ON "attendance_events" ("registration_id");--> statement-breakpoint
CREATE INDEX "attendance_events_segment_idx" ON "attendance_events" ("segment_id");--> statement-breakpoint
CREATE INDEX "attendance_voids_correction_idx" ON "attendance_voids" ("correction_id");--> statement-breakpoint
ALTER TABLE "attendance_corrections" ADD CONSTRAINT "attendance_corrections_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "attendance_corrections" ADD CONSTRAINT "attendance_corrections_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "attendance_corrections" ADD CONSTRAINT "attendance_corrections_corrected_by_users_id_fkey" FOREIGN KEY ("corrected_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "attendance_events" ADD CONSTRAINT "attendance_events_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "attendance_events" ADD CONSTRAINT "attendance_events_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "attendance_events" ADD CONSTRAINT "attendance_events_segment_id_intensive_segments_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "intensive_segments"("id");--> statement-breakpoint
ALTER TABLE "attendance_events" ADD CONSTRAINT "attendance_events_recorded_by_users_id_fkey" FOREIGN KEY ("recorded_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "attendance_events" ADD CONSTRAINT "attendance_events_correction_id_attendance_corrections_id_fkey" FOREIGN KEY ("correction_id") REFERENCES "attendance_corrections"("id");--> statement-breakpoint
ALTER TABLE "attendance_voids" ADD CONSTRAINT "attendance_voids_event_id_attendance_events_id_fkey" FOREIGN KEY ("event_id") REFERENCES "attendance_events"("id");--> statement-breakpoint
ALTER TABLE "attendance_voids" ADD CONSTRAINT "attendance_voids_correction_id_attendance_corrections_id_fkey" FOREIGN KEY ("correction_id") REFERENCES "attendance_corrections"("id");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['attendance_events', 'attendance_voids'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['attendance_events', 'attendance_voids', 'attendance_corrections'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER attendance_corrections_insert_only BEFORE UPDATE OR DELETE ON attendance_corrections FOR EACH ROW EXECUTE FUNCTION blank_only('{"reason": "erased"}');
--> statement-breakpoint
CREATE TRIGGER attendance_corrections_not_of_erased BEFORE INSERT ON attendance_corrections FOR EACH ROW EXECUTE FUNCTION refuse_erased();
