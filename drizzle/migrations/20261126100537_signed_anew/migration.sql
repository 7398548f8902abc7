ALTER TABLE "attestations" DROP CONSTRAINT "attestations_enrollment_key";--> statement-breakpoint
ALTER TABLE "attestations" ADD COLUMN "ordinal" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_ordinal_key" UNIQUE("enrollment_id","ordinal");--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_ordinal" CHECK ("ordinal" >= 1);