DROP INDEX "checkouts_open_idx";--> statement-breakpoint
CREATE INDEX "orders_unpaid_idx" ON "orders" ("made_at") WHERE "settlement" = 'CHECKOUT' and "settled_at" is null and "cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "balance_rows_newest_idx" ON "balance_rows" ("account","livemode","occurred_at");--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_live_key" ON "checkouts" ("order_id") WHERE state in ('PLANNED', 'OPEN', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "checkouts_read_idx" ON "checkouts" (coalesce("read_at", "made_at")) WHERE state in ('PLANNED', 'OPEN', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "disputes_open_idx" ON "disputes" ("read_at") WHERE not status in ('won', 'lost', 'warning_closed', 'prevented');--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_state", ADD CONSTRAINT "checkouts_state" CHECK (state in ('PLANNED', 'OPEN', 'PROCESSING', 'COMPLETE', 'EXPIRED', 'FAILED'));