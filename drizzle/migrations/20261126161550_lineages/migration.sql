-- What a version teaches: the texts of its modules in their order. White space, ids, titles and quizzes make no difference.
CREATE FUNCTION taught_hash(package jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(string_agg(btrim(regexp_replace(concat_ws(' ', module->>'body', module->>'transcript'),
    E'[ \t\n\u00a0]+', ' ', 'g')), E'\n' ORDER BY position), 'UTF8')), 'hex')
  FROM jsonb_array_elements(package->'modules') WITH ORDINALITY AS modules (module, position)
$$;
--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "continues" text;--> statement-breakpoint
ALTER TABLE "course_versions" ADD COLUMN "taught_hash" text GENERATED ALWAYS AS (taught_hash(package)) STORED;--> statement-breakpoint
CREATE INDEX "course_versions_taught_idx" ON "course_versions" ("taught_hash");--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_lineage" CHECK ("lineage_id" <> "id");
--> statement-breakpoint
-- Courses of one content name the same course, so that comparing two of them needs no search.
CREATE FUNCTION flat_lineage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM courses c JOIN courses oldest ON oldest.id = c.lineage_id WHERE oldest.lineage_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a lineage names its oldest course, which names none' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER courses_flat_lineage AFTER INSERT OR UPDATE OF lineage_id ON courses FOR EACH STATEMENT EXECUTE FUNCTION flat_lineage();
--> statement-breakpoint
-- The next start loads the content again, and finds what is taught under two slugs already.
DELETE FROM loaded_content;
