-- The job that notes outside the database who was erased. Its rows name the account, so they go within an hour.
SELECT pgboss.create_queue('note-erasure', '{"policy": "standard", "retryLimit": 12, "retryDelay": 5, "retryBackoff": true, "retryDelayMax": 3600, "expireInSeconds": 45, "deleteAfterSeconds": 3600, "deadLetter": "dead-letter"}');
