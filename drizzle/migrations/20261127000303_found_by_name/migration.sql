CREATE TABLE "certificate_name_words" (
	"word" bytea,
	"certificate_id" uuid,
	CONSTRAINT "certificate_name_words_pkey" PRIMARY KEY("word","certificate_id")
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "name_key_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "certificate_name_words_certificate_idx" ON "certificate_name_words" ("certificate_id");--> statement-breakpoint
CREATE INDEX "certificates_organization_idx" ON "certificates" ("organization_id","id");--> statement-breakpoint
CREATE INDEX "certificates_revoked_idx" ON "certificates" ("organization_id","id") WHERE revoked_at is not null;--> statement-breakpoint
CREATE INDEX "certificates_replaced_idx" ON "certificates" ("organization_id","id") WHERE superseded_at is not null;--> statement-breakpoint
CREATE INDEX "certificates_specimen_idx" ON "certificates" ("organization_id","id") WHERE specimen;--> statement-breakpoint
CREATE INDEX "certificates_expiring_idx" ON "certificates" ("organization_id","expires_at");--> statement-breakpoint
CREATE INDEX "certificates_name_key_idx" ON "certificates" ("name_key_id","id") WHERE wrapped_data_key is not null;--> statement-breakpoint
ALTER TABLE "certificate_name_words" ADD CONSTRAINT "certificate_name_words_certificate_id_certificates_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id");--> statement-breakpoint
-- A trigger, so that an erasure by the release before deletes the words too.
CREATE FUNCTION forget_name_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM certificate_name_words WHERE certificate_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificates_forget_name_words AFTER UPDATE OF wrapped_data_key ON certificates FOR EACH ROW
  WHEN (NEW.wrapped_data_key IS NULL AND OLD.wrapped_data_key IS NOT NULL) EXECUTE FUNCTION forget_name_words();
--> statement-breakpoint
SELECT pgboss.create_queue('hash-names', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
