CREATE TABLE "address_changes" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"former_address" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recoveries" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL CONSTRAINT "recoveries_user_key" UNIQUE,
	"lost" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"opens_at" timestamp(3) with time zone NOT NULL,
	"mails_sent" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "recoveries_lost" CHECK (lost in ('PASSKEY', 'MAILBOX')),
	CONSTRAINT "recoveries_wait" CHECK (extract(epoch from "opens_at" - "started_at") >= 259200),
	CONSTRAINT "recoveries_mails" CHECK ("mails_sent" >= 0)
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_address" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "passkey_required_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "address_changes_user_idx" ON "address_changes" ("user_id");--> statement-breakpoint
CREATE INDEX "address_changes_time_idx" ON "address_changes" ("changed_at");--> statement-breakpoint
CREATE INDEX "recoveries_opening_idx" ON "recoveries" ("opens_at");--> statement-breakpoint
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_mail_address" CHECK (regexp_replace(lower("mail_address"), '@googlemail[.]com$', '@gmail.com')
        = regexp_replace("email", '@googlemail[.]com$', '@gmail.com'));--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['recoveries', 'address_changes'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased(%L)', name || '_not_of_erased', name, 'wait');
  END LOOP;
END $$;
--> statement-breakpoint
SELECT pgboss.create_queue('account-notice', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 45, "deleteAfterSeconds": 3600, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('address-changed', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 45, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('recovery-mails', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
