-- In the order in which verbs take them, so that a process of the release before cannot wait in a circle.
LOCK TABLE "organizations" IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
LOCK TABLE "memberships", "audit_events" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "organization_id" uuid;--> statement-breakpoint
CREATE INDEX "audit_events_organization_idx" ON "audit_events" ("organization_id","id");--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
-- Events recorded before belong to the organization whose records they touch. Nothing else of them changes.
ALTER TABLE "audit_events" DISABLE TRIGGER "audit_events_insert_only";--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = o.id FROM "organizations" o
WHERE a.object_type = 'Organization' AND o.id::text = a.object_id;--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = c.organization_id FROM "courses" c
WHERE a.object_type = 'Course' AND c.id::text = a.object_id;--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = c.organization_id FROM "courses" c
WHERE a.verb = 'ACCOMMODATION_GRANTED' AND c.id::text = a.details->>'courseId';--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = k.organization_id FROM "certificates" k
WHERE a.object_type = 'Certificate' AND k.id::text = a.object_id;--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = c.organization_id FROM "enrollments" e JOIN "courses" c ON c.id = e.course_id
WHERE a.object_type = 'Enrollment' AND e.id::text = a.object_id;--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = c.organization_id FROM "extra_attempts" x JOIN "courses" c ON c.id = x.course_id
WHERE a.object_type = 'ExtraAttempts' AND x.id::text = a.object_id;--> statement-breakpoint
UPDATE "audit_events" a SET "organization_id" = c.organization_id
FROM "questions" q JOIN "quizzes" z ON z.id = q.quiz_id JOIN "course_versions" v ON v.id = z.version_id JOIN "courses" c ON c.id = v.course_id
WHERE a.object_type = 'Question' AND q.id::text = a.object_id;--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE TRIGGER "audit_events_insert_only";
--> statement-breakpoint
-- A role can be taken away; the audit trail keeps that it was held.
DROP TRIGGER "memberships_go_with_person" ON "memberships";
