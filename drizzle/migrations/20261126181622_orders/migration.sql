CREATE TABLE "scholarships" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"price_id" uuid NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "intensives" ADD COLUMN "deposit" jsonb;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "line_id" uuid;--> statement-breakpoint
CREATE INDEX "orders_owed_idx" ON "orders" ("id") WHERE "settlement" = 'INVOICE' and "settled_at" is null and "cancelled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "scholarships_standing_key" ON "scholarships" ("intensive_id","user_id") WHERE "withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "scholarships_price_idx" ON "scholarships" ("price_id");--> statement-breakpoint
CREATE INDEX "scholarships_user_idx" ON "scholarships" ("user_id");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_line_id_order_lines_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_lines"("id");--> statement-breakpoint
ALTER TABLE "scholarships" ADD CONSTRAINT "scholarships_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "scholarships" ADD CONSTRAINT "scholarships_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "scholarships" ADD CONSTRAINT "scholarships_price_id_intensive_prices_id_fkey" FOREIGN KEY ("price_id") REFERENCES "intensive_prices"("id");--> statement-breakpoint
CREATE TRIGGER scholarships_not_of_erased BEFORE INSERT ON scholarships FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
CREATE TRIGGER scholarships_keep_fixed BEFORE UPDATE OR DELETE ON scholarships FOR EACH ROW EXECUTE FUNCTION keep_fixed('withdrawn_at');
--> statement-breakpoint
-- As before, and an order that a document or a payment belongs to is kept until its last day. A free order of an event without
-- a course is no record of money.
CREATE OR REPLACE FUNCTION keep_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.carried_out_at IS NOT NULL THEN
    RAISE EXCEPTION 'an erasure that was carried out stays on record' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.user_id, OLD.requested_at) IS DISTINCT FROM (NEW.id, NEW.user_id, NEW.requested_at) THEN
    RAISE EXCEPTION 'a request for erasure keeps its person and its time' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.carried_out_at < NEW.due_at OR EXISTS (
    SELECT FROM certificates k JOIN organizations o ON o.id = k.organization_id
      LEFT JOIN credit_awards w ON w.enrollment_id = k.enrollment_id AND k.claim_key = w.enrollment_id || ':' || w.offer_id
    WHERE k.user_id = NEW.user_id AND k.purpose = 'CREDIT' AND NOT k.specimen
      AND greatest((k.issued_at AT TIME ZONE 'UTC' + make_interval(years => o.retention_years)) AT TIME ZONE 'UTC',
        (w.kept_until + 1)::timestamp AT TIME ZONE 'UTC') > NEW.carried_out_at
  ) OR EXISTS (
    SELECT FROM orders d JOIN intensives i ON i.id = d.intensive_id
    WHERE d.placed_by = NEW.user_id AND (d.total_minor > 0 OR i.kind = 'TRAINING')
      AND (d.kept_until + 1)::timestamp AT TIME ZONE 'UTC' > NEW.carried_out_at
      AND (EXISTS (SELECT FROM payments p WHERE p.order_id = d.id) OR EXISTS (SELECT FROM invoices v WHERE v.order_id = d.id))
  ) THEN
    RAISE EXCEPTION 'a rule of retention stands against this erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
