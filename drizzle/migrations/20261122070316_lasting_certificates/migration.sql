CREATE TABLE "status_entries" (
	"id" uuid PRIMARY KEY,
	"certificate_id" uuid NOT NULL CONSTRAINT "status_entries_certificate_key" UNIQUE,
	"list_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "status_entries_position_key" UNIQUE("list_id","position"),
	CONSTRAINT "status_entries_position" CHECK (position >= 0 and position < 131072)
);
--> statement-breakpoint
CREATE TABLE "status_lists" (
	"id" uuid PRIMARY KEY,
	"number" integer NOT NULL CONSTRAINT "status_lists_number_key" UNIQUE,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "status_lists_number" CHECK ("number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" uuid PRIMARY KEY,
	"key_id" text NOT NULL,
	"use" text NOT NULL,
	"jwk" jsonb NOT NULL,
	"certificates" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "signing_keys_key_id_key" UNIQUE("key_id","use"),
	CONSTRAINT "signing_keys_use" CHECK (use in ('SEAL', 'PROOF', 'TOKEN', 'LOG'))
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"id" uuid PRIMARY KEY,
	"size" bigint NOT NULL CONSTRAINT "checkpoints_size_key" UNIQUE,
	"root" bytea NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "checkpoints_root" CHECK ("size" >= 0 and octet_length("root") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"certificate_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"salt" bytea NOT NULL,
	"body" bytea NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "log_entries_once_key" UNIQUE("certificate_id","kind","revision"),
	CONSTRAINT "log_entries_kind" CHECK (kind in ('ISSUE', 'CREDENTIAL', 'PDF', 'REVOCATION', 'SUPERSESSION'))
);
--> statement-breakpoint
CREATE TABLE "log_leaves" (
	"id" uuid PRIMARY KEY,
	"position" bigint NOT NULL CONSTRAINT "log_leaves_position_key" UNIQUE,
	"entry_id" uuid NOT NULL CONSTRAINT "log_leaves_entry_key" UNIQUE,
	CONSTRAINT "log_leaves_position" CHECK ("position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"id" uuid PRIMARY KEY,
	"level" integer NOT NULL,
	"position" bigint NOT NULL,
	"hash" bytea NOT NULL,
	CONSTRAINT "log_nodes_place_key" UNIQUE("level","position"),
	CONSTRAINT "log_nodes_place" CHECK ("level" >= 0 and "position" >= 0 and octet_length("hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_pending" (
	"id" uuid PRIMARY KEY
);
--> statement-breakpoint
CREATE TABLE "log_timestamps" (
	"id" uuid PRIMARY KEY,
	"taken_on" date NOT NULL,
	"checkpoint_id" uuid NOT NULL CONSTRAINT "log_timestamps_checkpoint_key" UNIQUE,
	"token" bytea NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_images" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bytea NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "organization_images_bytes_key" UNIQUE("organization_id","sha256"),
	CONSTRAINT "organization_images_size" CHECK (octet_length("bytes") between 1 and 262144)
);
--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL CONSTRAINT "erasure_requests_user_key" UNIQUE,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"carried_out_at" timestamp(3) with time zone,
	CONSTRAINT "erasure_requests_order" CHECK ("due_at" >= "requested_at" and "carried_out_at" >= "requested_at")
);
--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "certificate_valid_months" integer;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "expires_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "design" text DEFAULT 'CLASSIC' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "primary_color" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "logo_sha256" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "signature_sha256" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "retention_years" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
CREATE INDEX "certificates_withdrawn_idx" ON "certificates" ("id") WHERE revoked_at is not null or superseded_at is not null;--> statement-breakpoint
ALTER TABLE "status_entries" ADD CONSTRAINT "status_entries_certificate_id_certificates_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id");--> statement-breakpoint
ALTER TABLE "status_entries" ADD CONSTRAINT "status_entries_list_id_status_lists_id_fkey" FOREIGN KEY ("list_id") REFERENCES "status_lists"("id");--> statement-breakpoint
ALTER TABLE "log_entries" ADD CONSTRAINT "log_entries_certificate_id_certificates_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id");--> statement-breakpoint
ALTER TABLE "log_leaves" ADD CONSTRAINT "log_leaves_entry_id_log_entries_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "log_entries"("id");--> statement-breakpoint
ALTER TABLE "log_pending" ADD CONSTRAINT "log_pending_id_log_entries_id_fkey" FOREIGN KEY ("id") REFERENCES "log_entries"("id");--> statement-breakpoint
ALTER TABLE "log_timestamps" ADD CONSTRAINT "log_timestamps_checkpoint_id_checkpoints_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoints"("id");--> statement-breakpoint
ALTER TABLE "organization_images" ADD CONSTRAINT "organization_images_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_validity" CHECK ("certificate_valid_months" between 1 and 600);--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_design" CHECK (design in ('CLASSIC', 'MODERN', 'QUIET'));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_colors" CHECK (coalesce("primary_color", '#000000') ~ '^#[0-9a-f]{6}$' and coalesce("accent_color", '#000000') ~ '^#[0-9a-f]{6}$');--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_retention" CHECK ("retention_years" between 0 and 100);--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_kind", ADD CONSTRAINT "documents_kind" CHECK (kind in ('PDF', 'CREDENTIAL', 'TOKEN'));