CREATE TABLE "course_files" (
	"id" uuid PRIMARY KEY,
	"version_id" uuid NOT NULL,
	"path" text NOT NULL,
	"sha256" text NOT NULL,
	"kind" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"transcript" text,
	"attribution" text,
	"license" text,
	CONSTRAINT "course_files_path_key" UNIQUE("version_id","path"),
	CONSTRAINT "course_files_kind" CHECK (kind in ('SVG', 'PNG', 'WEBP', 'JPEG', 'PDF', 'MP3', 'M4A', 'MP4', 'WEBM', 'VTT')),
	CONSTRAINT "course_files_size" CHECK ("size_bytes" >= 1 and "width" >= 1 and "height" >= 1),
	CONSTRAINT "course_files_sides" CHECK (("width" is null) = ("height" is null))
);
--> statement-breakpoint
CREATE TABLE "stored_files" (
	"id" uuid PRIMARY KEY,
	"sha256" text NOT NULL CONSTRAINT "stored_files_sha256_key" UNIQUE,
	"kind" text NOT NULL,
	"bytes" bytea NOT NULL,
	CONSTRAINT "stored_files_sha256" CHECK ("sha256" = encode(sha256("bytes"), 'hex')),
	CONSTRAINT "stored_files_size" CHECK (octet_length("bytes") between 1 and 20000000),
	CONSTRAINT "stored_files_kind" CHECK (kind in ('SVG', 'PNG', 'WEBP', 'JPEG', 'PDF', 'MP3', 'M4A', 'MP4', 'WEBM', 'VTT'))
);
--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "license" jsonb;--> statement-breakpoint
ALTER TABLE "course_files" ADD CONSTRAINT "course_files_version_id_course_versions_id_fkey" FOREIGN KEY ("version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "course_files" ADD CONSTRAINT "course_files_sha256_stored_files_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_files"("sha256");--> statement-breakpoint
ALTER TABLE stored_files ALTER COLUMN bytes SET STORAGE EXTERNAL;--> statement-breakpoint
CREATE TRIGGER stored_files_insert_only BEFORE UPDATE OR DELETE ON stored_files FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER stored_files_no_truncate BEFORE TRUNCATE ON stored_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER course_files_insert_only BEFORE UPDATE OR DELETE ON course_files FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER course_files_no_truncate BEFORE TRUNCATE ON course_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
