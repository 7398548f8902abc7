ALTER TABLE "questions" ADD COLUMN "module_key" text;--> statement-breakpoint
ALTER TABLE "quizzes" ADD COLUMN "required" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "quizzes" ADD COLUMN "true_false_percent" integer;--> statement-breakpoint
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_true_false" CHECK ("true_false_percent" between 0 and 100);--> statement-breakpoint
ALTER TABLE "quizzes" DROP CONSTRAINT "quizzes_feedback_earned", ADD CONSTRAINT "quizzes_feedback_earned" CHECK ("kind" <> 'POST_TEST' or "feedback" <> 'AFTER_SUBMIT');