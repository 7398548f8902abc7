CREATE TABLE "mail_bounces" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL CONSTRAINT "mail_bounces_user_key" UNIQUE,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"bounced_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "mail_bounces_reason" CHECK (reason in ('NO_SUCH_ADDRESS', 'MAILBOX_FULL', 'UNREACHABLE')),
	CONSTRAINT "mail_bounces_source" CHECK (source in ('REFUSED', 'REPORTED'))
);
--> statement-breakpoint
CREATE TABLE "name_corrections" (
	"id" uuid PRIMARY KEY,
	"certificate_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"wanted_name" text NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"answered_at" timestamp(3) with time zone,
	"declined_because" text,
	CONSTRAINT "name_corrections_state" CHECK (state in ('OPEN', 'CORRECTED', 'DECLINED', 'WITHDRAWN', 'REVOKED')),
	CONSTRAINT "name_corrections_answered" CHECK (("answered_at" is null) = ("state" = 'OPEN')),
	CONSTRAINT "name_corrections_declined" CHECK (("declined_because" is null) = ("state" <> 'DECLINED')),
	CONSTRAINT "name_corrections_order" CHECK ("answered_at" >= "asked_at")
);
--> statement-breakpoint
ALTER TABLE "event_mails" ADD COLUMN "refused_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "name_corrections_open_key" ON "name_corrections" ("certificate_id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "name_corrections_certificate_idx" ON "name_corrections" ("certificate_id","id");--> statement-breakpoint
CREATE INDEX "name_corrections_organization_idx" ON "name_corrections" ("organization_id","id");--> statement-breakpoint
CREATE INDEX "name_corrections_user_idx" ON "name_corrections" ("user_id");--> statement-breakpoint
ALTER TABLE "mail_bounces" ADD CONSTRAINT "mail_bounces_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_certificate_id_certificates_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id");--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "event_mails" ADD CONSTRAINT "event_mails_outcome" CHECK ("sent_at" is null or "refused_at" is null);--> statement-breakpoint
CREATE TRIGGER mail_bounces_not_of_erased BEFORE INSERT ON mail_bounces FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');--> statement-breakpoint
CREATE TRIGGER name_corrections_not_of_erased BEFORE INSERT ON name_corrections FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');--> statement-breakpoint
CREATE TRIGGER name_corrections_go_with_person BEFORE DELETE ON name_corrections FOR EACH ROW EXECUTE FUNCTION goes_with_person();--> statement-breakpoint
CREATE TRIGGER name_corrections_keep_fixed BEFORE UPDATE ON name_corrections FOR EACH ROW
  EXECUTE FUNCTION keep_fixed('certificate_id', 'state', 'answered_at', 'declined_because');--> statement-breakpoint
-- An answer is given once.
CREATE TRIGGER name_corrections_answered_once BEFORE UPDATE ON name_corrections FOR EACH ROW WHEN (OLD.state <> 'OPEN')
  EXECUTE FUNCTION refuse_change();--> statement-breakpoint
SELECT pgboss.create_queue('name-correction', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
