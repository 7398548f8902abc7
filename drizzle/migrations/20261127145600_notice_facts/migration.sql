ALTER TABLE "safety_notices" ADD COLUMN "for" text;--> statement-breakpoint
ALTER TABLE "safety_notices" ADD COLUMN "hours" text;--> statement-breakpoint
ALTER TABLE "safety_notices" ADD COLUMN "in_writing" text;--> statement-breakpoint
ALTER TABLE "safety_notices" ADD COLUMN "checked_how" text;--> statement-breakpoint
ALTER TABLE "safety_notices" ADD CONSTRAINT "safety_notices_checked" CHECK (checked_how in ('CALLED', 'PAGE', 'COPY', 'DIRECTORY'));