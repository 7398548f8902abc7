ALTER TABLE "course_versions" ADD COLUMN "dialect" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "glossary" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "modules" ADD COLUMN "claims" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_dialect" CHECK ("dialect" in (1, 2));