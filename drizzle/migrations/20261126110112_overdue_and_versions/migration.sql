ALTER TABLE "attempt_questions" ADD COLUMN "answer_sequence" integer;--> statement-breakpoint
ALTER TABLE "reflections" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "quiz_attempts_due_idx" ON "quiz_attempts" ("user_id","due_at") WHERE submitted_at is null and due_at is not null;--> statement-breakpoint
ALTER TABLE "attempt_questions" ADD CONSTRAINT "attempt_questions_sequence" CHECK ("answer_sequence" >= 0);--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_version" CHECK ("version" >= 1);--> statement-breakpoint
SELECT pgboss.create_queue('close-overdue-attempts', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
