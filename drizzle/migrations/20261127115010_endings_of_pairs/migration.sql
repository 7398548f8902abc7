CREATE TABLE "invitation_stops" (
	"id" uuid PRIMARY KEY,
	"from_user_id" uuid NOT NULL,
	"mailbox_sha256" bytea NOT NULL,
	"until" timestamp(3) with time zone,
	CONSTRAINT "invitation_stops_mailbox_key" UNIQUE("from_user_id","mailbox_sha256")
);
--> statement-breakpoint
ALTER TABLE "joint_plans" ADD COLUMN "edited_by_first" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "joint_plans" ADD COLUMN "edited_by_second" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- Of a text from before, nobody noted who had edited it: it goes with the record of either.
ALTER TABLE "joint_plans" ALTER COLUMN "edited_by_first" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "joint_plans" ALTER COLUMN "edited_by_second" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "pairs" ADD COLUMN "mailbox_sha256" bytea;--> statement-breakpoint
CREATE INDEX "invitation_stops_until_idx" ON "invitation_stops" ("until");--> statement-breakpoint
ALTER TABLE "invitation_stops" ADD CONSTRAINT "invitation_stops_from_user_id_users_id_fkey" FOREIGN KEY ("from_user_id") REFERENCES "users"("id");