DROP INDEX "registrations_intensive_idx";--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "claimed_at" timestamp(3) with time zone;--> statement-breakpoint
DROP INDEX "holds_user_idx";--> statement-breakpoint
CREATE INDEX "holds_user_idx" ON "holds" ("user_id","taken_at");--> statement-breakpoint
DROP INDEX "waitlist_entries_turn_idx";--> statement-breakpoint
CREATE INDEX "waitlist_entries_turn_idx" ON "waitlist_entries" ("intensive_id","turn");--> statement-breakpoint
CREATE INDEX "intensive_changes_answer_idx" ON "intensive_changes" ("answer_by") WHERE "answer_by" is not null;--> statement-breakpoint
CREATE INDEX "holds_intensive_idx" ON "holds" ("intensive_id");--> statement-breakpoint
CREATE INDEX "holds_ends_idx" ON "holds" ("frees_at") WHERE "released_at" is null and "used_at" is null;--> statement-breakpoint
CREATE INDEX "registrations_page_idx" ON "registrations" ("intensive_id","id");--> statement-breakpoint
CREATE INDEX "waitlist_offers_entry_idx" ON "waitlist_offers" ("entry_id");