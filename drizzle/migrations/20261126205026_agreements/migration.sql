CREATE TABLE "agreements" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"given" boolean NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "agreements_kind" CHECK (kind in ('PRIVACY', 'TERMS', 'THERAPY_DATA')),
	CONSTRAINT "agreements_withdrawn" CHECK ("given" or "kind" = 'THERAPY_DATA')
);
--> statement-breakpoint
CREATE INDEX "agreements_user_idx" ON "agreements" ("user_id","kind","at");--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
CREATE TRIGGER agreements_no_change BEFORE UPDATE ON agreements FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER agreements_not_of_erased BEFORE INSERT ON agreements FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
