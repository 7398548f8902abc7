ALTER TABLE "orders" ADD COLUMN "owed_again_on" date;--> statement-breakpoint
CREATE INDEX "orders_owed_again_idx" ON "orders" ("id") WHERE "owed_again_on" is not null and "settled_at" is null and "cancelled_at" is null;--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_state", ADD CONSTRAINT "refunds_state" CHECK (state in ('REQUESTED', 'TO_CONFIRM', 'PENDING', 'WAITING_FOR_BALANCE', 'WAITING_FOR_DISPUTE', 'SUCCEEDED', 'FAILED', 'CANCELED'));--> statement-breakpoint
-- A payment that is undone gives what is owed again a new last day.
CREATE OR REPLACE TRIGGER orders_keep_fixed BEFORE UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION keep_fixed('hold_id', 'settled_at', 'cancelled_at', 'owed_again_on');
