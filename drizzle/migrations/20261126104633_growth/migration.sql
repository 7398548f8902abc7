-- In the order in which verbs take them, so that a process of the release before cannot wait in a circle.
LOCK TABLE "erasure_requests", "certificates", "accommodation_grants", "regrades" IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
LOCK TABLE "evaluation_responses" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
LOCK TABLE "throttles", "verifications", "users", "sessions", "audit_events" IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
CREATE TABLE "documents_pending" (
	"certificate_id" uuid PRIMARY KEY,
	"revision" integer DEFAULT 2 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "documents_pending" ADD CONSTRAINT "documents_pending_certificate_id_certificates_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id");--> statement-breakpoint
-- A trigger, so that the release before adds its certificates too. It acts as the owner, because that release's role was granted nothing here.
CREATE FUNCTION await_documents() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO documents_pending (certificate_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificates_await_documents AFTER INSERT ON certificates FOR EACH ROW EXECUTE FUNCTION await_documents();
--> statement-breakpoint
INSERT INTO documents_pending (certificate_id) SELECT k.id FROM certificates k
WHERE k.wrapped_data_key IS NOT NULL AND NOT EXISTS (
  SELECT FROM documents d WHERE d.certificate_id = k.id AND d.kind = 'PDF' AND d.revision >= 2);--> statement-breakpoint
ALTER TABLE "evaluation_responses" ADD COLUMN "mixed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- IF NOT EXISTS: on large tables an operator may build these CONCURRENTLY before the upgrade (docs/guides/operators.md).
CREATE INDEX IF NOT EXISTS "evaluation_responses_group_idx" ON "evaluation_responses" ("version_id","month");--> statement-breakpoint
DROP INDEX "evaluation_responses_version_idx";--> statement-breakpoint
CREATE INDEX "evaluation_responses_unmixed_idx" ON "evaluation_responses" ("version_id","month") WHERE not mixed;--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS "users_address_key" ON "users" ("email");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "sessions_expiry_idx" ON "sessions" ("expires_at");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "audit_events_actor_idx" ON "audit_events" ("actor_user_id");--> statement-breakpoint
CREATE INDEX "verifications_expiry_idx" ON "verifications" ("expires_at");--> statement-breakpoint
CREATE INDEX "throttles_window_idx" ON "throttles" ("window_started_at");--> statement-breakpoint
CREATE INDEX "regrades_question_idx" ON "regrades" ("question_id","id");--> statement-breakpoint
CREATE INDEX "accommodation_grants_user_idx" ON "accommodation_grants" ("user_id");--> statement-breakpoint
CREATE INDEX "erasure_requests_waiting_idx" ON "erasure_requests" ("due_at") WHERE carried_out_at is null;
