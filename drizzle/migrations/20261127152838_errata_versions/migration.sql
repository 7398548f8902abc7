CREATE TABLE "errata_versions" (
	"id" uuid PRIMARY KEY,
	"erratum_id" uuid NOT NULL CONSTRAINT "errata_versions_erratum" UNIQUE,
	"labels" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "errata_versions" ADD CONSTRAINT "errata_versions_erratum_id_errata_id_fkey" FOREIGN KEY ("erratum_id") REFERENCES "errata"("id");--> statement-breakpoint
CREATE TRIGGER errata_versions_insert_only BEFORE UPDATE OR DELETE ON errata_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER errata_versions_no_truncate BEFORE TRUNCATE ON errata_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
