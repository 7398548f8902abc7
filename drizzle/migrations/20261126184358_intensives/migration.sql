CREATE TABLE "checkouts" (
	"id" uuid PRIMARY KEY,
	"order_id" uuid NOT NULL,
	"hold_id" uuid,
	"attempt" integer NOT NULL,
	"amount_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"state" text NOT NULL,
	"session_id" text CONSTRAINT "checkouts_session_key" UNIQUE,
	"url" text,
	"payment_intent_id" text,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone,
	CONSTRAINT "checkouts_attempt_key" UNIQUE("order_id","attempt"),
	CONSTRAINT "checkouts_state" CHECK (state in ('PLANNED', 'OPEN', 'PROCESSING', 'COMPLETE', 'EXPIRED', 'FAILED')),
	CONSTRAINT "checkouts_amount" CHECK ("amount_minor" >= 1)
);
--> statement-breakpoint
CREATE TABLE "document_counters" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"series" text NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "document_counters_key" UNIQUE("organization_id","series"),
	CONSTRAINT "document_counters_series" CHECK (series in ('INVOICE', 'CREDIT_NOTE'))
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"series" text NOT NULL,
	"number" integer NOT NULL,
	"label" text NOT NULL,
	"corrects_id" uuid,
	"refund_id" uuid CONSTRAINT "invoices_refund_key" UNIQUE,
	"payer" jsonb,
	"facts" jsonb NOT NULL,
	"issued_on" date NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "invoices_number_key" UNIQUE("organization_id","series","number"),
	CONSTRAINT "invoices_series" CHECK (series in ('INVOICE', 'CREDIT_NOTE')),
	CONSTRAINT "invoices_number" CHECK ("number" >= 1),
	CONSTRAINT "invoices_corrects" CHECK (("series" = 'CREDIT_NOTE') = ("corrects_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "intensive_days" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"day" date NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "intensive_days_ordinal_key" UNIQUE("intensive_id","ordinal"),
	CONSTRAINT "intensive_days_ordinal" CHECK ("ordinal" >= 1),
	CONSTRAINT "intensive_days_times" CHECK ("ends_at" > "starts_at")
);
--> statement-breakpoint
CREATE TABLE "intensive_codes" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"code" text NOT NULL,
	"percent" integer,
	"amount_minor" integer,
	"most_uses" integer,
	"starts_at" timestamp(3) with time zone,
	"ends_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "intensive_codes_key" UNIQUE("intensive_id","code"),
	CONSTRAINT "intensive_codes_code" CHECK ("code" ~ '^[A-Z0-9-]{3,40}$'),
	CONSTRAINT "intensive_codes_value" CHECK (("percent" is null) <> ("amount_minor" is null)),
	CONSTRAINT "intensive_codes_percent" CHECK ("percent" between 1 and 100),
	CONSTRAINT "intensive_codes_amount" CHECK ("amount_minor" >= 1),
	CONSTRAINT "intensive_codes_uses" CHECK ("most_uses" is null or "most_uses" >= 1)
);
--> statement-breakpoint
CREATE TABLE "intensive_prices" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" integer NOT NULL,
	"starts_at" timestamp(3) with time zone,
	"ends_at" timestamp(3) with time zone,
	"places" integer,
	"tax_choice_id" uuid,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "intensive_prices_kind" CHECK (kind in ('STANDARD', 'SCHOLARSHIP')),
	CONSTRAINT "intensive_prices_amount" CHECK ("amount_minor" between 0 and 99999999),
	CONSTRAINT "intensive_prices_places" CHECK ("places" is null or "places" >= 1),
	CONSTRAINT "intensive_prices_taxed" CHECK ("amount_minor" = 0 or "tax_choice_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "tax_choices" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"label" text NOT NULL,
	"treatment" text NOT NULL,
	"rate_hundredths" integer NOT NULL,
	"registration_number" text,
	"buyer_countries" jsonb,
	"words" text NOT NULL,
	"source" text NOT NULL,
	"reason" text NOT NULL,
	"starts_on" date NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "tax_choices_treatment" CHECK (treatment in ('STANDARD', 'ZERO', 'EXEMPT', 'REVERSE_CHARGE', 'OUT_OF_SCOPE', 'NOT_REGISTERED')),
	CONSTRAINT "tax_choices_rate" CHECK ("rate_hundredths" between 0 and 10000),
	CONSTRAINT "tax_choices_rated" CHECK (("rate_hundredths" > 0) = ("treatment" = 'STANDARD')),
	CONSTRAINT "tax_choices_registered" CHECK ("registration_number" is not null or "treatment" in ('NOT_REGISTERED', 'OUT_OF_SCOPE'))
);
--> statement-breakpoint
CREATE TABLE "intensive_changes" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"says" jsonb NOT NULL,
	"answer_by" timestamp(3) with time zone,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "intensive_changes_ordinal_key" UNIQUE("intensive_id","ordinal"),
	CONSTRAINT "intensive_changes_kind" CHECK (kind in ('PUBLISHED', 'AGENDA', 'INSTRUCTORS', 'PLACE', 'RESCHEDULED', 'CANCELLED'))
);
--> statement-breakpoint
CREATE TABLE "intensive_instructors" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"credentials" text NOT NULL,
	"disclosure" text NOT NULL,
	"position" integer NOT NULL,
	"removed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "intensive_segments" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"format" text NOT NULL,
	"day" date NOT NULL,
	"wall_time" text NOT NULL,
	"time_zone" text NOT NULL,
	"fold" text,
	"minutes" integer NOT NULL,
	"topics" jsonb NOT NULL,
	"instructor_ids" jsonb NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"zone_data" text NOT NULL,
	CONSTRAINT "intensive_segments_position_key" UNIQUE("intensive_id","position"),
	CONSTRAINT "intensive_segments_kind" CHECK (kind in ('INSTRUCTION', 'BREAK', 'MEAL', 'ADMINISTRATION', 'NOT_FOR_CREDIT')),
	CONSTRAINT "intensive_segments_format" CHECK (format in ('LIVE_ONLINE', 'LIVE_IN_PERSON')),
	CONSTRAINT "intensive_segments_wall" CHECK ("wall_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "intensive_segments_fold" CHECK (fold in ('EARLIER', 'LATER')),
	CONSTRAINT "intensive_segments_minutes" CHECK ("minutes" between 1 and 1440),
	CONSTRAINT "intensive_segments_instants" CHECK ("ends_at" = "starts_at" + "minutes" * interval '1 minute')
);
--> statement-breakpoint
CREATE TABLE "intensives" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"slug" text NOT NULL CONSTRAINT "intensives_slug_key" UNIQUE,
	"kind" text NOT NULL,
	"course_version_id" uuid,
	"title" text NOT NULL,
	"neutral_name" text,
	"description" text NOT NULL,
	"time_zone" text NOT NULL,
	"place" text NOT NULL,
	"venue" text,
	"link" text,
	"capacity" integer NOT NULL,
	"admission" text NOT NULL,
	"currency" text NOT NULL,
	"registration_opens_at" timestamp(3) with time zone NOT NULL,
	"registration_closes_at" timestamp(3) with time zone NOT NULL,
	"offer_hours" integer NOT NULL,
	"delayed_methods" boolean DEFAULT false NOT NULL,
	"invoice_days" integer,
	"deposit" jsonb,
	"policy" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"published_at" timestamp(3) with time zone,
	"cancelled_at" timestamp(3) with time zone,
	"cancellation_reason" text,
	CONSTRAINT "intensives_kind" CHECK (kind in ('TRAINING', 'COUPLES', 'CONSULTATION', 'PERSONAL')),
	CONSTRAINT "intensives_admission" CHECK (admission in ('OPEN', 'APPLICATION')),
	CONSTRAINT "intensives_course" CHECK (("course_version_id" is not null) = ("kind" = 'TRAINING')),
	CONSTRAINT "intensives_neutral" CHECK ("kind" = 'TRAINING' or "neutral_name" is not null),
	CONSTRAINT "intensives_couples" CHECK ("kind" <> 'COUPLES' or "admission" = 'APPLICATION'),
	CONSTRAINT "intensives_capacity" CHECK ("capacity" between 1 and 10000),
	CONSTRAINT "intensives_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "intensives_window" CHECK ("registration_closes_at" > "registration_opens_at"),
	CONSTRAINT "intensives_offer_hours" CHECK ("offer_hours" between 1 and 720),
	CONSTRAINT "intensives_cancelled" CHECK ("cancelled_at" is null or "published_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "installments" (
	"id" uuid PRIMARY KEY,
	"order_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"amount_minor" integer NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "installments_ordinal_key" UNIQUE("order_id","ordinal"),
	CONSTRAINT "installments_amount" CHECK ("amount_minor" >= 1)
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"registration_id" uuid,
	"description" text NOT NULL,
	"price_minor" integer NOT NULL,
	"discount_minor" integer NOT NULL,
	"net_minor" integer NOT NULL,
	"tax_minor" integer NOT NULL,
	"total_minor" integer NOT NULL,
	CONSTRAINT "order_lines_position_key" UNIQUE("order_id","position"),
	CONSTRAINT "order_lines_kind" CHECK (kind in ('PLACE', 'CREDIT_FEE', 'COURSE_ACCESS', 'BUNDLE')),
	CONSTRAINT "order_lines_place" CHECK (("kind" = 'PLACE') = ("registration_id" is not null)),
	CONSTRAINT "order_lines_sums" CHECK ("total_minor" = "price_minor" - "discount_minor" and "total_minor" = "net_minor" + "tax_minor" and "total_minor" >= 0 and "discount_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"intensive_id" uuid NOT NULL,
	"placed_by" uuid NOT NULL,
	"payer_kind" text NOT NULL,
	"payer_name" text NOT NULL,
	"payer_address" text,
	"payer_country" text,
	"payer_tax_id" text,
	"payer_email" text NOT NULL,
	"purchase_order" text,
	"settlement" text NOT NULL,
	"currency" text NOT NULL,
	"net_minor" integer NOT NULL,
	"tax_minor" integer NOT NULL,
	"total_minor" integer NOT NULL,
	"price_id" uuid NOT NULL,
	"code_id" uuid,
	"tax" jsonb,
	"policy" jsonb NOT NULL,
	"sold_as" text NOT NULL,
	"hold_id" uuid,
	"made_at" timestamp(3) with time zone NOT NULL,
	"settled_at" timestamp(3) with time zone,
	"cancelled_at" timestamp(3) with time zone,
	"kept_until" date NOT NULL,
	CONSTRAINT "orders_payer_kind" CHECK (payer_kind in ('PERSON', 'ORGANIZATION')),
	CONSTRAINT "orders_settlement" CHECK (settlement in ('CHECKOUT', 'INVOICE', 'FREE')),
	CONSTRAINT "orders_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "orders_sums" CHECK ("total_minor" = "net_minor" + "tax_minor" and "net_minor" >= 0 and "tax_minor" >= 0),
	CONSTRAINT "orders_free" CHECK (("total_minor" = 0) = ("settlement" = 'FREE')),
	CONSTRAINT "orders_taxed" CHECK ("total_minor" = 0 or "tax" is not null)
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY,
	"payment_id" uuid NOT NULL,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"stripe_dispute_id" text NOT NULL CONSTRAINT "disputes_stripe_key" UNIQUE,
	"amount_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"evidence_due_at" timestamp(3) with time zone,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY,
	"order_id" uuid NOT NULL,
	"checkout_id" uuid,
	"method" text NOT NULL,
	"amount_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"account" text,
	"livemode" boolean,
	"payment_intent_id" text CONSTRAINT "payments_intent_key" UNIQUE,
	"charge_id" text,
	"evidence" text,
	"undoes" uuid CONSTRAINT "payments_undoes_key" UNIQUE,
	"received_at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "payments_method" CHECK (method in ('STRIPE', 'BANK_TRANSFER', 'CHECK', 'CASH', 'OTHER')),
	CONSTRAINT "payments_sign" CHECK (("undoes" is null and "amount_minor" > 0) or ("undoes" is not null and "amount_minor" < 0)),
	CONSTRAINT "payments_stripe" CHECK (("method" = 'STRIPE') = ("payment_intent_id" is not null) and ("method" = 'STRIPE') = ("account" is not null))
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY,
	"order_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"registration_id" uuid,
	"line_id" uuid,
	"amount_minor" integer NOT NULL,
	"currency" text NOT NULL,
	"cause" text NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"failure" text,
	"account" text,
	"livemode" boolean,
	"stripe_refund_id" text CONSTRAINT "refunds_stripe_key" UNIQUE,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"settled_at" timestamp(3) with time zone,
	"read_at" timestamp(3) with time zone,
	CONSTRAINT "refunds_amount" CHECK ("amount_minor" >= 1),
	CONSTRAINT "refunds_state" CHECK (state in ('REQUESTED', 'TO_CONFIRM', 'PENDING', 'WAITING_FOR_BALANCE', 'SUCCEEDED', 'FAILED', 'CANCELED')),
	CONSTRAINT "refunds_cause" CHECK (cause in ('POLICY', 'ORGANIZER', 'EVENT_CANCELLED', 'EVENT_CHANGED', 'LATE_PAYMENT', 'DOUBLE_PAYMENT', 'OVERPAID', 'OUTSIDE'))
);
--> statement-breakpoint
CREATE TABLE "change_answers" (
	"id" uuid PRIMARY KEY,
	"change_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"answered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "change_answers_answer" CHECK (answer in ('STAYS', 'LEAVES'))
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"seats" integer NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"frees_at" timestamp(3) with time zone,
	"extended_at" timestamp(3) with time zone,
	"released_at" timestamp(3) with time zone,
	"used_at" timestamp(3) with time zone,
	CONSTRAINT "holds_kind" CHECK (kind in ('CHECKOUT', 'OFFER', 'INVOICE', 'MONEY')),
	CONSTRAINT "holds_seats" CHECK ("seats" between 1 and 100),
	CONSTRAINT "holds_times" CHECK (("expires_at" is null) = ("frees_at" is null) and "frees_at" >= "expires_at"),
	CONSTRAINT "holds_ended_once" CHECK ("released_at" is null or "used_at" is null)
);
--> statement-breakpoint
CREATE TABLE "pairs" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"first_user_id" uuid NOT NULL,
	"second_user_id" uuid,
	"invite_hash" bytea NOT NULL CONSTRAINT "pairs_invite_key" UNIQUE,
	"invited_at" timestamp(3) with time zone NOT NULL,
	"joined_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "pairs_two" CHECK ("second_user_id" is distinct from "first_user_id")
);
--> statement-breakpoint
CREATE TABLE "registration_states" (
	"id" uuid PRIMARY KEY,
	"registration_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"state" text NOT NULL,
	"because" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "registration_states_ordinal_key" UNIQUE("registration_id","ordinal"),
	CONSTRAINT "registration_states_state" CHECK (state in ('APPLIED', 'OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED', 'DECLINED', 'LAPSED', 'CANCELLED', 'TRANSFERRED'))
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"user_id" uuid,
	"pair_id" uuid,
	"hold_id" uuid,
	"transferred_from" uuid,
	"state" text NOT NULL,
	"claim_hash" bytea CONSTRAINT "registrations_claim_key" UNIQUE,
	"claimed_at" timestamp(3) with time zone,
	"adult_stated_at" timestamp(3) with time zone,
	"calendar_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "registrations_state" CHECK (state in ('APPLIED', 'OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED', 'DECLINED', 'LAPSED', 'CANCELLED', 'TRANSFERRED')),
	CONSTRAINT "registrations_ended" CHECK (("ended_at" is null) = ("state" in ('APPLIED', 'OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'))),
	CONSTRAINT "registrations_adult" CHECK ("user_id" is null or "adult_stated_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "scholarships" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"price_id" uuid NOT NULL,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "balance_rows" (
	"id" uuid PRIMARY KEY,
	"stripe_id" text NOT NULL CONSTRAINT "balance_rows_stripe_key" UNIQUE,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"type" text NOT NULL,
	"source_id" text,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"net_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "balance_rows_sums" CHECK ("net_minor" = "amount_minor" - "fee_minor")
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" uuid PRIMARY KEY,
	"event_id" text NOT NULL CONSTRAINT "stripe_events_event_key" UNIQUE,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"done_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "stripe_ignored" (
	"id" uuid PRIMARY KEY,
	"because" text NOT NULL,
	"type" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY,
	"registration_id" uuid NOT NULL,
	"secret_hash" bytea NOT NULL CONSTRAINT "calendar_feeds_secret_key" UNIQUE,
	"made_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "event_mails" (
	"id" uuid PRIMARY KEY,
	"key" text NOT NULL CONSTRAINT "event_mails_key" UNIQUE,
	"user_id" uuid,
	"address" text,
	"text" text NOT NULL,
	"facts" jsonb NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"sent_at" timestamp(3) with time zone,
	CONSTRAINT "event_mails_to" CHECK ("user_id" is null or "address" is null)
);
--> statement-breakpoint
CREATE TABLE "waitlist_entries" (
	"id" uuid PRIMARY KEY,
	"intensive_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"pair_id" uuid,
	"seats" integer NOT NULL,
	"turn" bigint GENERATED ALWAYS AS IDENTITY (sequence name "waitlist_entries_turn_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"joined_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	CONSTRAINT "waitlist_entries_seats" CHECK ("seats" between 1 and 2),
	CONSTRAINT "waitlist_entries_ended" CHECK (("ended_at" is null) = ("ended_by" is null)),
	CONSTRAINT "waitlist_entries_ended_by" CHECK (ended_by in ('TAKEN', 'LEFT', 'CLOSED'))
);
--> statement-breakpoint
CREATE TABLE "waitlist_offers" (
	"id" uuid PRIMARY KEY,
	"entry_id" uuid NOT NULL,
	"hold_id" uuid NOT NULL CONSTRAINT "waitlist_offers_hold_key" UNIQUE,
	"decline_hash" bytea NOT NULL CONSTRAINT "waitlist_offers_decline_key" UNIQUE,
	"offered_at" timestamp(3) with time zone NOT NULL,
	"answered_at" timestamp(3) with time zone,
	"answer" text,
	CONSTRAINT "waitlist_offers_answer" CHECK (answer in ('TAKEN', 'DECLINED', 'LAPSED', 'WITHDRAWN')),
	CONSTRAINT "waitlist_offers_answered" CHECK (("answered_at" is null) = ("answer" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_live_key" ON "checkouts" ("order_id") WHERE state in ('PLANNED', 'OPEN', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "checkouts_read_idx" ON "checkouts" (coalesce("read_at", "made_at")) WHERE state in ('PLANNED', 'OPEN', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "checkouts_intent_idx" ON "checkouts" ("payment_intent_id");--> statement-breakpoint
CREATE INDEX "invoices_order_idx" ON "invoices" ("order_id");--> statement-breakpoint
CREATE INDEX "intensive_prices_intensive_idx" ON "intensive_prices" ("intensive_id");--> statement-breakpoint
CREATE INDEX "tax_choices_organization_idx" ON "tax_choices" ("organization_id");--> statement-breakpoint
CREATE INDEX "intensive_changes_answer_idx" ON "intensive_changes" ("answer_by") WHERE "answer_by" is not null;--> statement-breakpoint
CREATE INDEX "intensive_instructors_intensive_idx" ON "intensive_instructors" ("intensive_id");--> statement-breakpoint
CREATE INDEX "intensive_instructors_user_idx" ON "intensive_instructors" ("user_id");--> statement-breakpoint
CREATE INDEX "intensives_organization_idx" ON "intensives" ("organization_id");--> statement-breakpoint
CREATE INDEX "intensives_published_idx" ON "intensives" ("registration_closes_at") WHERE "published_at" is not null;--> statement-breakpoint
CREATE INDEX "order_lines_registration_idx" ON "order_lines" ("registration_id");--> statement-breakpoint
CREATE INDEX "orders_intensive_idx" ON "orders" ("intensive_id","made_at");--> statement-breakpoint
CREATE INDEX "orders_placed_by_idx" ON "orders" ("placed_by");--> statement-breakpoint
CREATE INDEX "orders_hold_idx" ON "orders" ("hold_id");--> statement-breakpoint
CREATE INDEX "orders_unpaid_idx" ON "orders" ("made_at") WHERE "settlement" = 'CHECKOUT' and "settled_at" is null and "cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "orders_price_idx" ON "orders" ("price_id");--> statement-breakpoint
CREATE INDEX "orders_owed_idx" ON "orders" ("id") WHERE "settlement" = 'INVOICE' and "settled_at" is null and "cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "orders_code_idx" ON "orders" ("code_id");--> statement-breakpoint
CREATE INDEX "disputes_payment_idx" ON "disputes" ("payment_id");--> statement-breakpoint
CREATE INDEX "disputes_open_idx" ON "disputes" ("read_at") WHERE not status in ('won', 'lost', 'warning_closed', 'prevented');--> statement-breakpoint
CREATE INDEX "payments_order_idx" ON "payments" ("order_id");--> statement-breakpoint
CREATE INDEX "payments_received_idx" ON "payments" ("received_at");--> statement-breakpoint
CREATE INDEX "payments_charge_idx" ON "payments" ("charge_id");--> statement-breakpoint
CREATE INDEX "refunds_order_idx" ON "refunds" ("order_id");--> statement-breakpoint
CREATE INDEX "refunds_payment_idx" ON "refunds" ("payment_id");--> statement-breakpoint
CREATE INDEX "refunds_line_idx" ON "refunds" ("line_id");--> statement-breakpoint
CREATE INDEX "refunds_settled_idx" ON "refunds" ("settled_at");--> statement-breakpoint
CREATE INDEX "refunds_open_idx" ON "refunds" ("requested_at") WHERE "state" in ('REQUESTED', 'PENDING', 'WAITING_FOR_BALANCE');--> statement-breakpoint
CREATE INDEX "change_answers_registration_idx" ON "change_answers" ("registration_id");--> statement-breakpoint
CREATE INDEX "holds_open_idx" ON "holds" ("intensive_id") WHERE "released_at" is null and "used_at" is null;--> statement-breakpoint
CREATE INDEX "holds_intensive_idx" ON "holds" ("intensive_id");--> statement-breakpoint
CREATE INDEX "holds_ends_idx" ON "holds" ("frees_at") WHERE "released_at" is null and "used_at" is null;--> statement-breakpoint
CREATE INDEX "holds_user_idx" ON "holds" ("user_id","taken_at");--> statement-breakpoint
CREATE INDEX "pairs_first_idx" ON "pairs" ("first_user_id");--> statement-breakpoint
CREATE INDEX "pairs_second_idx" ON "pairs" ("second_user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_live_key" ON "registrations" ("intensive_id","user_id") WHERE "ended_at" is null;--> statement-breakpoint
CREATE INDEX "registrations_seats_idx" ON "registrations" ("intensive_id") WHERE "state" = 'CONFIRMED';--> statement-breakpoint
CREATE INDEX "registrations_page_idx" ON "registrations" ("intensive_id","id");--> statement-breakpoint
CREATE INDEX "registrations_user_idx" ON "registrations" ("user_id");--> statement-breakpoint
CREATE INDEX "registrations_hold_idx" ON "registrations" ("hold_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scholarships_standing_key" ON "scholarships" ("intensive_id","user_id") WHERE "withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "scholarships_price_idx" ON "scholarships" ("price_id");--> statement-breakpoint
CREATE INDEX "scholarships_user_idx" ON "scholarships" ("user_id");--> statement-breakpoint
CREATE INDEX "balance_rows_newest_idx" ON "balance_rows" ("account","livemode","occurred_at");--> statement-breakpoint
CREATE INDEX "balance_rows_source_idx" ON "balance_rows" ("source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_ignored_key" ON "stripe_ignored" ("because","type");--> statement-breakpoint
CREATE INDEX "calendar_feeds_registration_idx" ON "calendar_feeds" ("registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_live_key" ON "calendar_feeds" ("registration_id") WHERE "revoked_at" is null;--> statement-breakpoint
CREATE INDEX "event_mails_user_idx" ON "event_mails" ("user_id");--> statement-breakpoint
CREATE INDEX "event_mails_order_idx" ON "event_mails" (("facts" ->> 'order'));--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_entries_open_key" ON "waitlist_entries" ("intensive_id","user_id") WHERE "ended_at" is null;--> statement-breakpoint
CREATE INDEX "waitlist_entries_turn_idx" ON "waitlist_entries" ("intensive_id","turn");--> statement-breakpoint
CREATE INDEX "waitlist_entries_user_idx" ON "waitlist_entries" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_offers_open_key" ON "waitlist_offers" ("entry_id") WHERE "answered_at" is null;--> statement-breakpoint
CREATE INDEX "waitlist_offers_entry_idx" ON "waitlist_offers" ("entry_id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_hold_id_holds_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "holds"("id");--> statement-breakpoint
ALTER TABLE "document_counters" ADD CONSTRAINT "document_counters_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
ALTER TABLE "intensive_days" ADD CONSTRAINT "intensive_days_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "intensive_codes" ADD CONSTRAINT "intensive_codes_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "intensive_prices" ADD CONSTRAINT "intensive_prices_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "intensive_prices" ADD CONSTRAINT "intensive_prices_tax_choice_id_tax_choices_id_fkey" FOREIGN KEY ("tax_choice_id") REFERENCES "tax_choices"("id");--> statement-breakpoint
ALTER TABLE "tax_choices" ADD CONSTRAINT "tax_choices_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "intensive_changes" ADD CONSTRAINT "intensive_changes_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "intensive_instructors" ADD CONSTRAINT "intensive_instructors_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "intensive_instructors" ADD CONSTRAINT "intensive_instructors_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "intensive_segments" ADD CONSTRAINT "intensive_segments_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "intensives" ADD CONSTRAINT "intensives_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "intensives" ADD CONSTRAINT "intensives_course_version_id_course_versions_id_fkey" FOREIGN KEY ("course_version_id") REFERENCES "course_versions"("id");--> statement-breakpoint
ALTER TABLE "installments" ADD CONSTRAINT "installments_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_placed_by_users_id_fkey" FOREIGN KEY ("placed_by") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_price_id_intensive_prices_id_fkey" FOREIGN KEY ("price_id") REFERENCES "intensive_prices"("id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_code_id_intensive_codes_id_fkey" FOREIGN KEY ("code_id") REFERENCES "intensive_codes"("id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_hold_id_holds_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "holds"("id");--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_checkout_id_checkouts_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkouts"("id");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_orders_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_line_id_order_lines_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_lines"("id");--> statement-breakpoint
ALTER TABLE "change_answers" ADD CONSTRAINT "change_answers_change_id_intensive_changes_id_fkey" FOREIGN KEY ("change_id") REFERENCES "intensive_changes"("id");--> statement-breakpoint
ALTER TABLE "change_answers" ADD CONSTRAINT "change_answers_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_first_user_id_users_id_fkey" FOREIGN KEY ("first_user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "pairs" ADD CONSTRAINT "pairs_second_user_id_users_id_fkey" FOREIGN KEY ("second_user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "registration_states" ADD CONSTRAINT "registration_states_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_pair_id_pairs_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pairs"("id");--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_hold_id_holds_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "holds"("id");--> statement-breakpoint
ALTER TABLE "scholarships" ADD CONSTRAINT "scholarships_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "scholarships" ADD CONSTRAINT "scholarships_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "scholarships" ADD CONSTRAINT "scholarships_price_id_intensive_prices_id_fkey" FOREIGN KEY ("price_id") REFERENCES "intensive_prices"("id");--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_registration_id_registrations_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registrations"("id");--> statement-breakpoint
ALTER TABLE "event_mails" ADD CONSTRAINT "event_mails_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_intensive_id_intensives_id_fkey" FOREIGN KEY ("intensive_id") REFERENCES "intensives"("id");--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_pair_id_pairs_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pairs"("id");--> statement-breakpoint
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_entry_id_waitlist_entries_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "waitlist_entries"("id");--> statement-breakpoint
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_hold_id_holds_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "holds"("id");--> statement-breakpoint
-- As before, and rows that belong to a person through a registration, a place of the waitlist or an order.
CREATE OR REPLACE FUNCTION person_of(item jsonb) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (item->>'user_id')::uuid,
    (item->>'placed_by')::uuid,
    (SELECT e.user_id FROM enrollments e WHERE e.id = (item->>'enrollment_id')::uuid),
    (SELECT l.user_id FROM licenses l WHERE l.id = (item->>'license_id')::uuid),
    (SELECT o.placed_by FROM orders o WHERE o.id = (item->>'order_id')::uuid),
    (SELECT r.user_id FROM registrations r WHERE r.id = (item->>'registration_id')::uuid))
$$;
--> statement-breakpoint
-- Only the columns that the arguments name may change, or be blanked with an erased person; the row is never deleted.
CREATE FUNCTION keep_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV OR is_erased(person_of(to_jsonb(OLD)))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of % keeps what it was made with', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_keep_fixed BEFORE UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION keep_fixed('hold_id', 'settled_at', 'cancelled_at');
--> statement-breakpoint
CREATE TRIGGER order_lines_keep_fixed BEFORE UPDATE OR DELETE ON order_lines FOR EACH ROW EXECUTE FUNCTION keep_fixed('registration_id');
--> statement-breakpoint
CREATE TRIGGER refunds_keep_fixed BEFORE UPDATE OR DELETE ON refunds FOR EACH ROW
  EXECUTE FUNCTION keep_fixed('state', 'failure', 'stripe_refund_id', 'settled_at', 'read_at');
--> statement-breakpoint
CREATE TRIGGER payments_insert_only BEFORE UPDATE OR DELETE ON payments FOR EACH ROW EXECUTE FUNCTION blank_only('{"evidence": "erased"}');
--> statement-breakpoint
CREATE TRIGGER invoices_insert_only BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION blank_only('{"payer": null}');
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tax_choices', 'intensive_changes', 'registration_states', 'change_answers', 'installments', 'balance_rows'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_insert_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['tax_choices', 'intensive_changes', 'registration_states', 'change_answers', 'installments', 'balance_rows',
      'orders', 'order_lines', 'payments', 'refunds', 'invoices'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['holds', 'registrations', 'waitlist_entries', 'orders'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_erased(%L)', name || '_not_of_erased', name, 'wait');
  END LOOP;
END $$;
--> statement-breakpoint
-- An intensive keeps its organization, and its currency once it is published.
CREATE FUNCTION keep_intensive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.organization_id = NEW.organization_id
    AND (OLD.published_at IS NULL OR (OLD.published_at, OLD.currency, OLD.kind, OLD.slug, OLD.course_version_id)
      IS NOT DISTINCT FROM (NEW.published_at, NEW.currency, NEW.kind, NEW.slug, NEW.course_version_id))
    AND (OLD.cancelled_at IS NULL OR OLD.cancelled_at = NEW.cancelled_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a published intensive keeps its organization, kind, course, address and currency' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER intensives_keep BEFORE UPDATE OR DELETE ON intensives FOR EACH ROW EXECUTE FUNCTION keep_intensive();
--> statement-breakpoint
SELECT pgboss.create_queue('end-holds', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('send-event-mails', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('stripe-event', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('reconcile-stripe', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('carry-out-refunds', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('cancel-intensive', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
SELECT pgboss.create_queue('remind-payers', '{"policy": "standard", "retryLimit": 5, "retryDelay": 60, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 300, "deadLetter": "dead-letter"}');
--> statement-breakpoint
CREATE TRIGGER scholarships_not_of_erased BEFORE INSERT ON scholarships FOR EACH ROW EXECUTE FUNCTION refuse_erased('wait');
--> statement-breakpoint
CREATE TRIGGER scholarships_keep_fixed BEFORE UPDATE OR DELETE ON scholarships FOR EACH ROW EXECUTE FUNCTION keep_fixed('withdrawn_at');
--> statement-breakpoint
-- As before, and an order that a document or a payment belongs to is kept until its last day. A free order of an event without
-- a course is no record of money.
CREATE OR REPLACE FUNCTION keep_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.carried_out_at IS NOT NULL THEN
    RAISE EXCEPTION 'an erasure that was carried out stays on record' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.user_id, OLD.requested_at) IS DISTINCT FROM (NEW.id, NEW.user_id, NEW.requested_at) THEN
    RAISE EXCEPTION 'a request for erasure keeps its person and its time' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.carried_out_at < NEW.due_at OR EXISTS (
    SELECT FROM certificates k JOIN organizations o ON o.id = k.organization_id
      LEFT JOIN credit_awards w ON w.enrollment_id = k.enrollment_id AND k.claim_key = w.enrollment_id || ':' || w.offer_id
    WHERE k.user_id = NEW.user_id AND k.purpose = 'CREDIT' AND NOT k.specimen AND k.supersedes_id IS NULL
      AND greatest((k.issued_at AT TIME ZONE 'UTC' + make_interval(years => o.retention_years)) AT TIME ZONE 'UTC',
        (w.kept_until + 1)::timestamp AT TIME ZONE 'UTC') > NEW.carried_out_at
  ) OR EXISTS (
    SELECT FROM orders d JOIN intensives i ON i.id = d.intensive_id
    WHERE d.placed_by = NEW.user_id AND (d.total_minor > 0 OR i.kind = 'TRAINING')
      AND (d.kept_until + 1)::timestamp AT TIME ZONE 'UTC' > NEW.carried_out_at
      AND (EXISTS (SELECT FROM payments p WHERE p.order_id = d.id) OR EXISTS (SELECT FROM invoices v WHERE v.order_id = d.id))
  ) THEN
    RAISE EXCEPTION 'a rule of retention stands against this erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- As before, and events about registrations and orders.
CREATE OR REPLACE FUNCTION person_of_event(object_type text, object_id text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE object_type
    WHEN 'User' THEN object_id::uuid
    WHEN 'Enrollment' THEN (SELECT e.user_id FROM enrollments e WHERE e.id = object_id::uuid)
    WHEN 'Certificate' THEN (SELECT e.user_id FROM certificates k JOIN enrollments e ON e.id = k.enrollment_id WHERE k.id = object_id::uuid)
    WHEN 'CreditException' THEN (SELECT e.user_id FROM credit_exceptions x JOIN enrollments e ON e.id = x.enrollment_id WHERE x.id = object_id::uuid)
    WHEN 'ExtraAttempts' THEN (SELECT x.user_id FROM extra_attempts x WHERE x.id = object_id::uuid)
    WHEN 'License' THEN (SELECT l.user_id FROM licenses l WHERE l.id = object_id::uuid)
    WHEN 'TranscriptLink' THEN (SELECT l.user_id FROM transcript_links t JOIN licenses l ON l.id = t.license_id WHERE t.id = object_id::uuid)
    WHEN 'Registration' THEN (SELECT r.user_id FROM registrations r WHERE r.id = object_id::uuid)
    WHEN 'Order' THEN (SELECT d.placed_by FROM orders d WHERE d.id = object_id::uuid)
  END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION blank_reasons_about(person uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE audit_events v SET reason = CASE WHEN v.reason IS NOT NULL THEN 'erased' END,
    actor_name = CASE WHEN v.actor_name IS NOT NULL THEN 'erased' END
  FROM (
    SELECT 'User' AS type, person AS id
    UNION ALL SELECT 'Enrollment', e.id FROM enrollments e WHERE e.user_id = person
    UNION ALL SELECT 'Certificate', k.id FROM certificates k JOIN enrollments e ON e.id = k.enrollment_id WHERE e.user_id = person
    UNION ALL SELECT 'CreditException', x.id FROM credit_exceptions x JOIN enrollments e ON e.id = x.enrollment_id WHERE e.user_id = person
    UNION ALL SELECT 'ExtraAttempts', x.id FROM extra_attempts x WHERE x.user_id = person
    UNION ALL SELECT 'License', l.id FROM licenses l WHERE l.user_id = person
    UNION ALL SELECT 'TranscriptLink', t.id FROM transcript_links t JOIN licenses l ON l.id = t.license_id WHERE l.user_id = person
    UNION ALL SELECT 'Registration', r.id FROM registrations r WHERE r.user_id = person
    UNION ALL SELECT 'Order', d.id FROM orders d WHERE d.placed_by = person
  ) o
  WHERE v.object_type = o.type AND v.object_id = o.id::text AND (v.reason IS NOT NULL OR v.actor_name IS NOT NULL)
    AND v.verb <> 'PERSON_ERASED';
  UPDATE audit_events v SET reason = CASE WHEN v.reason IS NOT NULL THEN 'erased' END,
    actor_name = CASE WHEN v.actor_name IS NOT NULL THEN 'erased' END
  WHERE v.verb IN ('MEMBERSHIP_GRANTED', 'MEMBERSHIP_REVOKED') AND v.details->>'userId' = person::text
    AND (v.reason IS NOT NULL OR v.actor_name IS NOT NULL)
$$;
