CREATE TABLE "enrollment_teaching" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "enrollment_teaching_ordinal_key" UNIQUE("enrollment_id","ordinal"),
	CONSTRAINT "enrollment_teaching_ordinal" CHECK ("ordinal" >= 1)
);
--> statement-breakpoint
CREATE TABLE "teaching_statements" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"instructor_id" uuid NOT NULL,
	"minutes" integer,
	"takes_back" uuid CONSTRAINT "teaching_statements_takes_back_key" UNIQUE,
	"key" uuid NOT NULL,
	"reason" text,
	"stated_by" uuid NOT NULL,
	"stated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "teaching_statements_key" UNIQUE("intensive_id","key"),
	CONSTRAINT "teaching_statements_minutes" CHECK ("minutes" between 1 and 1440),
	CONSTRAINT "teaching_statements_either" CHECK (("minutes" is null) = ("takes_back" is not null)),
	CONSTRAINT "teaching_statements_reason" CHECK ("takes_back" is null or "reason" is not null)
);
--> statement-breakpoint
ALTER TABLE "enrollments" ADD COLUMN "basis" text DEFAULT 'LEARNER' NOT NULL;--> statement-breakpoint
ALTER TABLE "event_enrollments" ALTER COLUMN "registration_id" DROP NOT NULL;--> statement-breakpoint
DROP INDEX "enrollments_open_key";--> statement-breakpoint
CREATE UNIQUE INDEX "enrollments_open_key" ON "enrollments" ("user_id","course_id") WHERE claimed_at is null and withdrawn_at is null and basis = 'LEARNER';--> statement-breakpoint
CREATE INDEX "teaching_statements_segment_idx" ON "teaching_statements" ("segment_id");--> statement-breakpoint
CREATE INDEX "teaching_statements_instructor_idx" ON "teaching_statements" ("instructor_id");--> statement-breakpoint
ALTER TABLE "enrollment_teaching" ADD CONSTRAINT "enrollment_teaching_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "teaching_statements" ADD CONSTRAINT "teaching_statements_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "teaching_statements" ADD CONSTRAINT "teaching_statements_segment_id_intensive_segments_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "intensive_segments"("id");--> statement-breakpoint
ALTER TABLE "teaching_statements" ADD CONSTRAINT "teaching_statements_instructor_id_intensive_instructors_id_fkey" FOREIGN KEY ("instructor_id") REFERENCES "intensive_instructors"("id");--> statement-breakpoint
ALTER TABLE "teaching_statements" ADD CONSTRAINT "teaching_statements_takes_back_teaching_statements_id_fkey" FOREIGN KEY ("takes_back") REFERENCES "teaching_statements"("id");--> statement-breakpoint
ALTER TABLE "teaching_statements" ADD CONSTRAINT "teaching_statements_stated_by_users_id_fkey" FOREIGN KEY ("stated_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_basis" CHECK (basis in ('LEARNER', 'INSTRUCTOR'));--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_instructor" CHECK ("basis" <> 'INSTRUCTOR' or "purpose" = 'CREDIT');--> statement-breakpoint
CREATE TRIGGER enrollment_teaching_insert_only BEFORE UPDATE OR DELETE ON enrollment_teaching FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- As blank_only, of the person whom the instructor is.
CREATE FUNCTION blank_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) = to_jsonb(OLD) || '{"reason": "erased"}'
      AND is_erased((SELECT t.user_id FROM intensive_instructors t WHERE t.id = OLD.instructor_id)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER teaching_statements_insert_only BEFORE UPDATE OR DELETE ON teaching_statements FOR EACH ROW EXECUTE FUNCTION blank_statement();--> statement-breakpoint
CREATE TRIGGER enrollment_teaching_no_truncate BEFORE TRUNCATE ON enrollment_teaching FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER teaching_statements_no_truncate BEFORE TRUNCATE ON teaching_statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE FUNCTION keep_basis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an enrollment keeps its basis' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER enrollments_keep_basis BEFORE UPDATE ON enrollments FOR EACH ROW WHEN (OLD.basis <> NEW.basis) EXECUTE FUNCTION keep_basis();
--> statement-breakpoint
-- A statement is about a part of instruction of its own training and an instructor of it, and says no more minutes than the part has.
CREATE FUNCTION teaching_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM intensive_segments s JOIN intensive_instructors t ON t.intensive_id = s.intensive_id
      WHERE s.id = NEW.segment_id AND t.id = NEW.instructor_id AND s.intensive_id = NEW.intensive_id
        AND s.kind = 'INSTRUCTION' AND coalesce(NEW.minutes, 0) <= s.minutes) THEN
    RAISE EXCEPTION 'a statement does not fit its training' USING ERRCODE = 'restrict_violation';
  END IF;
  IF is_erased((SELECT t.user_id FROM intensive_instructors t WHERE t.id = NEW.instructor_id)) THEN
    RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.takes_back IS NOT NULL AND NOT EXISTS (SELECT FROM teaching_statements b WHERE b.id = NEW.takes_back
      AND b.takes_back IS NULL AND (b.segment_id, b.instructor_id) = (NEW.segment_id, NEW.instructor_id)) THEN
    RAISE EXCEPTION 'what is taken back is a statement about the same part and instructor' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER teaching_statements_fit BEFORE INSERT ON teaching_statements FOR EACH ROW EXECUTE FUNCTION teaching_fits();
