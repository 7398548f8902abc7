ALTER TABLE "courses" ADD COLUMN "lineage_id" uuid;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_lineage_id_courses_id_fkey" FOREIGN KEY ("lineage_id") REFERENCES "courses"("id");
--> statement-breakpoint
-- As before, and an award is kept until the day that was frozen with it.
CREATE OR REPLACE FUNCTION keep_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.carried_out_at IS NOT NULL THEN
    RAISE EXCEPTION 'an erasure that was carried out stays on record' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.user_id, OLD.requested_at) IS DISTINCT FROM (NEW.id, NEW.user_id, NEW.requested_at) THEN
    RAISE EXCEPTION 'a request for erasure keeps its person and its time' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.carried_out_at < NEW.due_at OR EXISTS (
    SELECT FROM certificates k JOIN organizations o ON o.id = k.organization_id
      LEFT JOIN credit_awards w ON w.enrollment_id = k.enrollment_id AND k.claim_key = w.enrollment_id || ':' || w.offer_id
    WHERE k.user_id = NEW.user_id AND k.purpose = 'CREDIT' AND NOT k.specimen
      AND greatest((k.issued_at AT TIME ZONE 'UTC' + make_interval(years => o.retention_years)) AT TIME ZONE 'UTC',
        (w.kept_until + 1)::timestamp AT TIME ZONE 'UTC') > NEW.carried_out_at
  ) THEN
    RAISE EXCEPTION 'a rule of retention stands against this erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
