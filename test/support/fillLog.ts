import type { Sql } from 'postgres';

/**
 * Adds so many certificates like the book's last one, each with a credential and a PDF and an entry for both, in one statement.
 * The entries wait for the sequencer.
 */
export const fillLog = (owner: Sql, count: number) =>
  owner.unsafe(
    `with like_this as (select * from certificates order by id desc limit 1),
      made as (
        insert into certificates (id, number, claim_key, enrollment_id, user_id, organization_id, purpose, specimen,
            public_facts, facts_hash, name_salt, name_commitment, sealed_facts, wrapped_data_key, issued_at)
          select id, 'FILLED-' || id, id, enrollment_id, user_id, organization_id, purpose, specimen,
            public_facts, facts_hash, name_salt, name_commitment, sealed_facts, wrapped_data_key, issued_at
          from (select uuidv7() as id from generate_series(1, $1)) as fresh
          cross join (select enrollment_id, user_id, organization_id, purpose, specimen, public_facts, facts_hash, name_salt,
            name_commitment, sealed_facts, wrapped_data_key, issued_at from like_this) as same
          returning id, issued_at),
      papers as (
        insert into documents (id, certificate_id, kind, revision, sealed_bytes, sha256, created_at)
          select uuidv7(), id, kind, 2, '\\x00', encode(sha256(convert_to(kind || id, 'UTF8')), 'hex'), issued_at
          from made cross join unnest(array['CREDENTIAL', 'PDF']) as kind
          returning certificate_id, kind, sha256, created_at),
      salted as materialized (select *, sha256(uuid_send(gen_random_uuid())) as salt from papers),
      entries as (
        insert into log_entries (id, kind, certificate_id, revision, salt, body, created_at)
          select uuidv7(), kind, certificate_id, 2, salt, convert_to('{"v":1,"kind":"' || kind || '","commitment":"' ||
            encode(sha256(salt || decode(sha256, 'hex')), 'hex') || '"}', 'UTF8'), created_at
          from salted returning id)
    insert into log_pending select id from entries`,
    [count],
  );
