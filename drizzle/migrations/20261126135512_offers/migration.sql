CREATE TABLE "approval_letters" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bytea NOT NULL,
	"uploaded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "approval_letters_key" UNIQUE("organization_id","sha256"),
	CONSTRAINT "approval_letters_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "approval_letters_size" CHECK (octet_length("bytes") between 1 and 5242880)
);
--> statement-breakpoint
CREATE TABLE "approval_warnings" (
	"id" uuid PRIMARY KEY,
	"approval_id" uuid NOT NULL,
	"days_before" integer NOT NULL,
	"warned_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "approval_warnings_key" UNIQUE("approval_id","days_before")
);
--> statement-breakpoint
ALTER TABLE "approval_letters" ADD CONSTRAINT "approval_letters_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "approval_warnings" ADD CONSTRAINT "approval_warnings_approval_id_approvals_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approvals"("id");--> statement-breakpoint
CREATE TRIGGER approval_warnings_insert_only BEFORE UPDATE OR DELETE ON approval_warnings FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER approval_warnings_no_truncate BEFORE TRUNCATE ON approval_warnings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
SELECT pgboss.create_queue('watch-approvals', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('approval-ends', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 45, "deadLetter": "dead-letter"}');
