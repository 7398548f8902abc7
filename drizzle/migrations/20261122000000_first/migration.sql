CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp(3) with time zone,
	"refresh_token_expires_at" timestamp(3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_provider_key" UNIQUE("provider_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL CONSTRAINT "passkeys_credential_key" UNIQUE,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profiles" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL CONSTRAINT "profiles_user_key" UNIQUE,
	"legal_name" text,
	"country" text,
	"time_zone" text,
	"profession" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profiles_legal_name" CHECK (char_length("legal_name") between 1 and 120),
	CONSTRAINT "profiles_profession" CHECK (profession in ('COUNSELLOR', 'PSYCHOTHERAPIST', 'PSYCHOLOGIST', 'SOCIAL_WORKER', 'MARRIAGE_AND_FAMILY_THERAPIST', 'NURSE', 'PHYSICIAN', 'PASTORAL_OR_PEER_HELPER', 'STUDENT', 'OTHER')),
	CONSTRAINT "profiles_country" CHECK ("country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL CONSTRAINT "sessions_token_key" UNIQUE,
	"signed_in_by" text DEFAULT 'EMAIL_CODE' NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_hashed" CHECK ("token" ~ '^[A-Za-z0-9_-]{43}$'),
	CONSTRAINT "sessions_signed_in_by" CHECK (signed_in_by in ('EMAIL_CODE', 'PASSKEY', 'EXTERNAL')),
	CONSTRAINT "sessions_absolute_lifetime" CHECK (extract(epoch from "expires_at" - "created_at") <= 1209600)
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"id" uuid PRIMARY KEY,
	"key" text NOT NULL CONSTRAINT "throttles_key_key" UNIQUE,
	"window_started_at" timestamp(3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "throttles_count" CHECK ("count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY,
	"name" text DEFAULT '' NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"disabled_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_lower" CHECK ("email" = lower("email"))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_user_id" uuid,
	"actor" text NOT NULL,
	"verb" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"reason" text,
	"request_id" text,
	"details" jsonb
);
--> statement-breakpoint
CREATE TABLE "contributors" (
	"id" uuid PRIMARY KEY,
	"version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"credentials" text NOT NULL,
	"disclosure" text NOT NULL,
	"disclosed_on" date NOT NULL,
	CONSTRAINT "contributors_position_key" UNIQUE("version_id","position"),
	CONSTRAINT "contributors_role" CHECK (role in ('AUTHOR', 'PRESENTER', 'PLANNER', 'REVIEWER', 'ASSESSMENT_WRITER', 'ADMINISTRATOR'))
);
--> statement-breakpoint
CREATE TABLE "course_versions" (
	"id" uuid PRIMARY KEY,
	"course_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"label" text NOT NULL,
	"content_hash" text NOT NULL,
	"title" text NOT NULL,
	"subtitle" text NOT NULL,
	"language" text NOT NULL,
	"format" text NOT NULL,
	"level" text NOT NULL,
	"summary" text NOT NULL,
	"notice" text NOT NULL,
	"minimum_age" integer NOT NULL,
	"objectives" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"limitations_and_risks" jsonb NOT NULL,
	"commercial_support" text NOT NULL,
	"reference_list" jsonb NOT NULL,
	"based_on" jsonb NOT NULL,
	"review" jsonb NOT NULL,
	"calculation" jsonb NOT NULL,
	"evaluation" jsonb NOT NULL,
	"word_count" integer NOT NULL,
	"study_hundredths" integer NOT NULL,
	"package" jsonb NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "course_versions_ordinal_key" UNIQUE("course_id","ordinal"),
	CONSTRAINT "course_versions_hash_key" UNIQUE("course_id","content_hash"),
	CONSTRAINT "course_versions_course_key" UNIQUE("id","course_id"),
	CONSTRAINT "course_versions_hash" CHECK ("content_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "course_versions_hours" CHECK ("study_hundredths" >= 0 and "word_count" >= 0),
	CONSTRAINT "course_versions_age" CHECK ("minimum_age" >= 18),
	CONSTRAINT "course_versions_format" CHECK (format in ('SELF_PACED_READING', 'SELF_PACED_VIDEO', 'LIVE_ONLINE', 'LIVE_IN_PERSON')),
	CONSTRAINT "course_versions_level" CHECK (level in ('INTRODUCTORY', 'INTERMEDIATE', 'ADVANCED'))
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY,
	"slug" text NOT NULL CONSTRAINT "courses_slug_key" UNIQUE,
	"organization_id" uuid NOT NULL,
	"current_version_id" uuid,
	"retired_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "errata" (
	"id" uuid PRIMARY KEY,
	"course_id" uuid NOT NULL,
	"key" text NOT NULL,
	"module_key" text,
	"published_on" date NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "errata_key" UNIQUE("course_id","key")
);
--> statement-breakpoint
CREATE TABLE "loaded_content" (
	"id" uuid PRIMARY KEY,
	"fingerprint" text NOT NULL CONSTRAINT "loaded_content_fingerprint_key" UNIQUE,
	"loaded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "modules" (
	"id" uuid PRIMARY KEY,
	"version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"video_url" text,
	"transcript" text,
	"reflection_prompt" text,
	"objective_keys" jsonb NOT NULL,
	"word_count" integer NOT NULL,
	"min_seconds" integer NOT NULL,
	CONSTRAINT "modules_position_key" UNIQUE("version_id","position"),
	CONSTRAINT "modules_key_key" UNIQUE("version_id","key"),
	CONSTRAINT "modules_version_key" UNIQUE("id","version_id"),
	CONSTRAINT "modules_kind" CHECK (kind in ('READING', 'VIDEO', 'REFLECTION')),
	CONSTRAINT "modules_numbers" CHECK ("position" >= 1 and "word_count" >= 0 and "min_seconds" >= 0),
	CONSTRAINT "modules_transcript" CHECK ("video_url" is null or "transcript" is not null)
);
--> statement-breakpoint
CREATE TABLE "safety_notices" (
	"id" uuid PRIMARY KEY,
	"course_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"country" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"phone" text,
	"url" text,
	"source" text,
	"checked_on" date NOT NULL,
	CONSTRAINT "safety_notices_position_key" UNIQUE("course_id","position")
);
--> statement-breakpoint
CREATE TABLE "accommodation_grants" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"quiz_time_percent" integer DEFAULT 100 NOT NULL,
	"study_time_waived" boolean DEFAULT false NOT NULL,
	"alternate_format" text,
	"granted_by" text NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "accommodation_grants_time" CHECK ("quiz_time_percent" between 100 and 400)
);
--> statement-breakpoint
CREATE TABLE "attestations" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL CONSTRAINT "attestations_enrollment_key" UNIQUE,
	"text_version" text NOT NULL,
	"text" text NOT NULL,
	"typed_name" text NOT NULL,
	"signed_in_by" text NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"attested_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY,
	"hash" text NOT NULL CONSTRAINT "disclosures_hash_key" UNIQUE,
	"content" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrollments" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"round" integer NOT NULL,
	"enrolled_at" timestamp(3) with time zone NOT NULL,
	"disclosures_hash" text NOT NULL,
	"disclosures_accepted_at" timestamp(3) with time zone NOT NULL,
	"adult_confirmed_at" timestamp(3) with time zone NOT NULL,
	"specimen" boolean NOT NULL,
	"started_at" timestamp(3) with time zone,
	"content_done_at" timestamp(3) with time zone,
	"passed_at" timestamp(3) with time zone,
	"evaluated_at" timestamp(3) with time zone,
	"attested_at" timestamp(3) with time zone,
	"completed_at" timestamp(3) with time zone,
	"claimed_at" timestamp(3) with time zone,
	"withdrawn_at" timestamp(3) with time zone,
	CONSTRAINT "enrollments_round_key" UNIQUE("user_id","course_id","round"),
	CONSTRAINT "enrollments_version_key" UNIQUE("id","version_id"),
	CONSTRAINT "enrollments_purpose" CHECK (purpose in ('CREDIT', 'PERSONAL')),
	CONSTRAINT "enrollments_round" CHECK ("round" >= 1),
	CONSTRAINT "enrollments_order" CHECK ("claimed_at" is null or "completed_at" is not null),
	CONSTRAINT "enrollments_closed_once" CHECK ("claimed_at" is null or "withdrawn_at" is null)
);
--> statement-breakpoint
CREATE TABLE "module_progress" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"module_id" uuid NOT NULL,
	"counted_millis" bigint DEFAULT 0 NOT NULL,
	"furthest_permille" integer DEFAULT 0 NOT NULL,
	"check_passed_at" timestamp(3) with time zone,
	"last_active_at" timestamp(3) with time zone NOT NULL,
	"completed_at" timestamp(3) with time zone,
	CONSTRAINT "module_progress_pair_key" UNIQUE("enrollment_id","module_id"),
	CONSTRAINT "module_progress_numbers" CHECK ("counted_millis" >= 0 and "furthest_permille" between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "reflections" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"module_id" uuid NOT NULL,
	"sealed_text" bytea NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "reflections_pair_key" UNIQUE("enrollment_id","module_id")
);
--> statement-breakpoint
CREATE TABLE "study_sessions" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"module_id" uuid NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"last_beat_at" timestamp(3) with time zone NOT NULL,
	"speed" integer DEFAULT 1 NOT NULL,
	"counted_millis" bigint DEFAULT 0 NOT NULL,
	"last_credit_millis" bigint DEFAULT 0 NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"end_reason" text,
	CONSTRAINT "study_sessions_end" CHECK (("ended_at" is null) = ("end_reason" is null)),
	CONSTRAINT "study_sessions_time" CHECK ("counted_millis" >= 0 and "speed" >= 1 and "last_beat_at" >= "started_at")
);
--> statement-breakpoint
CREATE TABLE "evaluation_responses" (
	"id" uuid PRIMARY KEY,
	"version_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"profession" text,
	"month" date NOT NULL,
	"answers" jsonb NOT NULL,
	CONSTRAINT "evaluation_responses_purpose" CHECK (purpose in ('CREDIT', 'PERSONAL')),
	CONSTRAINT "evaluation_responses_profession" CHECK (profession in ('COUNSELLOR', 'PSYCHOTHERAPIST', 'PSYCHOLOGIST', 'SOCIAL_WORKER', 'MARRIAGE_AND_FAMILY_THERAPIST', 'NURSE', 'PHYSICIAN', 'PASTORAL_OR_PEER_HELPER', 'STUDENT', 'OTHER')),
	CONSTRAINT "evaluation_responses_month" CHECK (extract(day from "month") = 1)
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY,
	"number" text NOT NULL CONSTRAINT "certificates_number_key" UNIQUE,
	"claim_key" text NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"user_id" uuid,
	"organization_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"specimen" boolean NOT NULL,
	"public_facts" jsonb NOT NULL,
	"facts_hash" text NOT NULL,
	"name_salt" bytea NOT NULL,
	"name_commitment" bytea NOT NULL,
	"sealed_facts" bytea NOT NULL,
	"wrapped_data_key" bytea,
	"issued_at" timestamp(3) with time zone NOT NULL,
	"name_shared" boolean DEFAULT false NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	"revocation_reason" text,
	"supersedes_id" uuid CONSTRAINT "certificates_supersedes_key" UNIQUE,
	"superseded_at" timestamp(3) with time zone,
	CONSTRAINT "certificates_purpose" CHECK (purpose in ('CREDIT', 'PERSONAL')),
	CONSTRAINT "certificates_reason" CHECK (revocation_reason in ('ISSUED_IN_ERROR', 'ACADEMIC_DISHONESTY', 'IDENTITY_FALSE', 'ADMINISTRATIVE')),
	CONSTRAINT "certificates_revoked" CHECK (("revoked_at" is null) = ("revocation_reason" is null)),
	CONSTRAINT "certificates_personal_name" CHECK (not ("name_shared" and "purpose" = 'PERSONAL'))
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY,
	"certificate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"revision" integer NOT NULL,
	"sealed_bytes" bytea NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "documents_revision_key" UNIQUE("certificate_id","kind","revision"),
	CONSTRAINT "documents_kind" CHECK (kind in ('PDF')),
	CONSTRAINT "documents_revision" CHECK ("revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pair_key" UNIQUE("organization_id","user_id"),
	CONSTRAINT "memberships_role" CHECK (role in ('OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'))
);
--> statement-breakpoint
CREATE TABLE "organization_policies" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"effective_on" date NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "organization_policies_version_key" UNIQUE("organization_id","kind","version"),
	CONSTRAINT "organization_policies_kind" CHECK (kind in ('REFUND', 'GRIEVANCE', 'ACCOMMODATION', 'ATTENDANCE', 'CONFLICT_OF_INTEREST', 'PRIVACY'))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY,
	"slug" text NOT NULL CONSTRAINT "organizations_slug_key" UNIQUE,
	"legal_name" text NOT NULL,
	"time_zone" text NOT NULL,
	"address" jsonb NOT NULL,
	"website" text NOT NULL,
	"email" text NOT NULL,
	"signatory_name" text,
	"signatory_title" text,
	"grievance_contact" text NOT NULL,
	"accommodation_contact" text NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_questions" (
	"id" uuid PRIMARY KEY,
	"attempt_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"option_order" jsonb NOT NULL,
	"answer" jsonb,
	"saved_at" timestamp(3) with time zone,
	"correct" boolean,
	CONSTRAINT "attempt_questions_position_key" UNIQUE("attempt_id","position"),
	CONSTRAINT "attempt_questions_question_key" UNIQUE("attempt_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "extra_attempts" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"quiz_key" text NOT NULL,
	"count" integer NOT NULL,
	"reason" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "extra_attempts_count" CHECK ("count" between 1 and 10),
	CONSTRAINT "extra_attempts_reason" CHECK (char_length("reason") between 3 and 500)
);
--> statement-breakpoint
CREATE TABLE "options" (
	"id" uuid PRIMARY KEY,
	"question_id" uuid NOT NULL,
	"side" text NOT NULL,
	"text" text NOT NULL,
	"rationale" text NOT NULL,
	"is_correct" boolean DEFAULT false NOT NULL,
	"match_id" uuid,
	"rank" integer,
	CONSTRAINT "options_side" CHECK (side in ('CHOICE', 'LEFT', 'RIGHT', 'ITEM')),
	CONSTRAINT "options_answer" CHECK (("side" = 'LEFT') = ("match_id" is not null) and ("side" = 'ITEM') = ("rank" is not null))
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY,
	"quiz_id" uuid NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"objective_key" text NOT NULL,
	"prompt" text NOT NULL,
	CONSTRAINT "questions_key_key" UNIQUE("quiz_id","key"),
	CONSTRAINT "questions_type" CHECK (type in ('SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'MATCHING', 'ORDERING'))
);
--> statement-breakpoint
CREATE TABLE "quiz_attempts" (
	"id" uuid PRIMARY KEY,
	"enrollment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"quiz_id" uuid NOT NULL,
	"quiz_key" text NOT NULL,
	"ordinal" integer NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone,
	"submitted_at" timestamp(3) with time zone,
	"correct_count" integer,
	"question_count" integer NOT NULL,
	"passed" boolean,
	CONSTRAINT "quiz_attempts_ordinal_key" UNIQUE("user_id","course_id","quiz_key","ordinal"),
	CONSTRAINT "quiz_attempts_result" CHECK (("submitted_at" is null) = ("correct_count" is null) and ("submitted_at" is null) = ("passed" is null)),
	CONSTRAINT "quiz_attempts_numbers" CHECK ("ordinal" >= 1 and "correct_count" between 0 and "question_count")
);
--> statement-breakpoint
CREATE TABLE "quizzes" (
	"id" uuid PRIMARY KEY,
	"version_id" uuid NOT NULL,
	"module_id" uuid,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"draw" integer NOT NULL,
	"pass_percent" integer NOT NULL,
	"max_attempts" integer,
	"cooldown_seconds" integer,
	"time_limit_seconds" integer,
	"shuffle" boolean NOT NULL,
	"feedback" text NOT NULL,
	CONSTRAINT "quizzes_key_key" UNIQUE("version_id","key"),
	CONSTRAINT "quizzes_kind" CHECK (kind in ('PRE_TEST', 'MODULE_CHECK', 'POST_TEST')),
	CONSTRAINT "quizzes_feedback" CHECK (feedback in ('AFTER_PASS', 'AFTER_SUBMIT', 'NEVER')),
	CONSTRAINT "quizzes_feedback_earned" CHECK ("kind" = 'PRE_TEST' or "feedback" <> 'AFTER_SUBMIT'),
	CONSTRAINT "quizzes_module" CHECK (("kind" = 'MODULE_CHECK') = ("module_id" is not null)),
	CONSTRAINT "quizzes_numbers" CHECK ("draw" >= 1 and "pass_percent" between 0 and 100 and "max_attempts" >= 1 and "cooldown_seconds" >= 0 and "time_limit_seconds" >= 60)
);
--> statement-breakpoint
CREATE TABLE "regrades" (
	"id" uuid PRIMARY KEY,
	"attempt_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"regraded_by" text NOT NULL,
	"regraded_at" timestamp(3) with time zone NOT NULL,
	"correct_count_before" integer NOT NULL,
	"correct_count_after" integer NOT NULL,
	"passed_after" boolean NOT NULL,
	CONSTRAINT "regrades_once_key" UNIQUE("attempt_id","question_id"),
	CONSTRAINT "regrades_reason" CHECK (char_length("reason") between 3 and 500),
	CONSTRAINT "regrades_raises" CHECK ("correct_count_after" >= "correct_count_before")
);
--> statement-breakpoint
CREATE INDEX "accounts_user_idx" ON "accounts" ("user_id");--> statement-breakpoint
CREATE INDEX "passkeys_user_idx" ON "passkeys" ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" (lower("email"));--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "verifications" ("identifier");--> statement-breakpoint
CREATE INDEX "audit_events_object_idx" ON "audit_events" ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "courses_organization_idx" ON "courses" ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accommodation_grants_live_key" ON "accommodation_grants" ("user_id","course_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "enrollments_open_key" ON "enrollments" ("user_id","course_id") WHERE claimed_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "enrollments_user_idx" ON "enrollments" ("user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "study_sessions_open_key" ON "study_sessions" ("user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "study_sessions_person_idx" ON "study_sessions" ("user_id","last_beat_at");--> statement-breakpoint
CREATE INDEX "study_sessions_module_idx" ON "study_sessions" ("enrollment_id","module_id");--> statement-breakpoint
CREATE INDEX "evaluation_responses_version_idx" ON "evaluation_responses" ("version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_live_claim_key" ON "certificates" ("claim_key") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "certificates_user_idx" ON "certificates" ("user_id");--> statement-breakpoint
CREATE INDEX "certificates_enrollment_idx" ON "certificates" ("enrollment_id");--> statement-breakpoint
CREATE INDEX "memberships_user_idx" ON "memberships" ("user_id");--> statement-breakpoint
CREATE INDEX "attempt_questions_item_idx" ON "attempt_questions" ("question_id");--> statement-breakpoint
CREATE INDEX "extra_attempts_person_idx" ON "extra_attempts" ("user_id","course_id","quiz_key");--> statement-breakpoint
CREATE INDEX "options_question_idx" ON "options" ("question_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quiz_attempts_open_key" ON "quiz_attempts" ("enrollment_id","quiz_id") WHERE submitted_at is null;--> statement-breakpoint
CREATE INDEX "quiz_attempts_enrollment_idx" ON "quiz_attempts" ("enrollment_id");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_version_id_course_versions_id_fkey" FOREIGN KEY ("version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_current_version_id_course_versions_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "errata" ADD CONSTRAINT "errata_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "modules" ADD CONSTRAINT "modules_version_id_course_versions_id_fkey" FOREIGN KEY ("version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "safety_notices" ADD CONSTRAINT "safety_notices_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "accommodation_grants" ADD CONSTRAINT "accommodation_grants_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "accommodation_grants" ADD CONSTRAINT "accommodation_grants_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_disclosures_hash_disclosures_hash_fkey" FOREIGN KEY ("disclosures_hash") REFERENCES "disclosures"("hash");--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_version_fk" FOREIGN KEY ("version_id","course_id") REFERENCES "course_versions"("id","course_id");--> statement-breakpoint
ALTER TABLE "module_progress" ADD CONSTRAINT "module_progress_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "module_progress" ADD CONSTRAINT "module_progress_module_id_modules_id_fkey" FOREIGN KEY ("module_id") REFERENCES "modules"("id");--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_module_id_modules_id_fkey" FOREIGN KEY ("module_id") REFERENCES "modules"("id");--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_module_id_modules_id_fkey" FOREIGN KEY ("module_id") REFERENCES "modules"("id");--> statement-breakpoint
ALTER TABLE "evaluation_responses" ADD CONSTRAINT "evaluation_responses_version_id_course_versions_id_fkey" FOREIGN KEY ("version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_supersedes_id_certificates_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "certificates"("id");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_certificate_id_certificates_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "organization_policies" ADD CONSTRAINT "organization_policies_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "attempt_questions" ADD CONSTRAINT "attempt_questions_attempt_id_quiz_attempts_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id");--> statement-breakpoint
ALTER TABLE "attempt_questions" ADD CONSTRAINT "attempt_questions_question_id_questions_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id");--> statement-breakpoint
ALTER TABLE "extra_attempts" ADD CONSTRAINT "extra_attempts_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "extra_attempts" ADD CONSTRAINT "extra_attempts_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "options" ADD CONSTRAINT "options_question_id_questions_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id");--> statement-breakpoint
ALTER TABLE "options" ADD CONSTRAINT "options_match_id_options_id_fkey" FOREIGN KEY ("match_id") REFERENCES "options"("id");--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_quiz_id_quizzes_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id");--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_enrollment_id_enrollments_id_fkey" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments"("id");--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_course_id_courses_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id");--> statement-breakpoint
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_quiz_id_quizzes_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id");--> statement-breakpoint
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_version_id_course_versions_id_fkey" FOREIGN KEY ("version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_module_fk" FOREIGN KEY ("module_id","version_id") REFERENCES "modules"("id","version_id");--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_attempt_id_quiz_attempts_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id");--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_question_id_questions_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id");