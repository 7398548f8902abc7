ALTER TABLE "registrations" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_request_key" UNIQUE("request_id");--> statement-breakpoint
-- A claim gives an open place to a person. It waits for an erasure that has begun, and an erased person gets nothing.
CREATE TRIGGER registrations_claimed_not_of_erased BEFORE UPDATE OF user_id ON registrations FOR EACH ROW
  WHEN (NEW.user_id IS DISTINCT FROM OLD.user_id AND NEW.user_id IS NOT NULL) EXECUTE FUNCTION refuse_erased('wait');
