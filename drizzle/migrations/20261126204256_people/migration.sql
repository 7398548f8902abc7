ALTER TABLE "intensives" ADD COLUMN "removed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "pairs" ADD COLUMN "invited_sha256" bytea;--> statement-breakpoint
ALTER TABLE "intensives" ADD CONSTRAINT "intensives_removed" CHECK ("removed_at" is null or "published_at" is null);