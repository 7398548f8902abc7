ALTER TABLE "course_files" ADD COLUMN "pages" integer;--> statement-breakpoint
ALTER TABLE "course_files" ADD CONSTRAINT "course_files_pages" CHECK ("pages" >= 1);