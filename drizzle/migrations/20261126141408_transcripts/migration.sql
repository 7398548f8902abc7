CREATE TABLE "reported_certificates" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"title" text NOT NULL,
	"provider" text NOT NULL,
	"earned_on" date NOT NULL,
	"amount_hundredths" integer NOT NULL,
	"unit" text NOT NULL,
	"category" text,
	"note" text,
	"added_at" timestamp(3) with time zone NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "reported_certificates_amount" CHECK ("amount_hundredths" between 1 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "transcript_links" (
	"id" uuid PRIMARY KEY,
	"license_id" uuid NOT NULL,
	"secret_hash" text NOT NULL CONSTRAINT "transcript_links_secret_key" UNIQUE,
	"cycle_starts_on" date,
	"award_ids" jsonb NOT NULL,
	"enrollment_ids" jsonb NOT NULL,
	"expires_on" date NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "transcript_links_ticked" CHECK (jsonb_array_length("award_ids" || "enrollment_ids") >= 1)
);
--> statement-breakpoint
CREATE INDEX "reported_certificates_user_idx" ON "reported_certificates" ("user_id");--> statement-breakpoint
CREATE INDEX "transcript_links_license_idx" ON "transcript_links" ("license_id");--> statement-breakpoint
ALTER TABLE "reported_certificates" ADD CONSTRAINT "reported_certificates_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "transcript_links" ADD CONSTRAINT "transcript_links_license_id_licenses_id_fkey" FOREIGN KEY ("license_id") REFERENCES "licenses"("id");
--> statement-breakpoint
CREATE TRIGGER reported_certificates_not_of_erased BEFORE INSERT ON reported_certificates FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
CREATE TRIGGER transcript_links_not_of_erased BEFORE INSERT ON transcript_links FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
-- A link is revoked once and never changes otherwise. Erasure deletes it.
CREATE FUNCTION transcript_link_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NULL AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('revoked_at', to_jsonb(NEW.revoked_at)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a transcript link is revoked once and never changes' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER transcript_links_revoked_once BEFORE UPDATE ON transcript_links FOR EACH ROW EXECUTE FUNCTION transcript_link_change();
