CREATE TABLE "intensive_days" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"day" date NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "intensive_days_ordinal_key" UNIQUE("intensive_id","ordinal"),
	CONSTRAINT "intensive_days_ordinal" CHECK ("ordinal" >= 1),
	CONSTRAINT "intensive_days_times" CHECK ("ends_at" > "starts_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_live_key" ON "calendar_feeds" ("registration_id") WHERE "revoked_at" is null;--> statement-breakpoint
ALTER TABLE "intensive_days" ADD CONSTRAINT "intensive_days_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");