package dev.dbmigrations.database.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Session locks by name. PostgreSQL knows them by a number of 64 bits and counts how often a session took one; ours is taken once. */
final class AdvisoryLock {

    private static final String IS_HELD = """
            EXISTS (SELECT 1 FROM k JOIN pg_catalog.pg_locks l ON l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
                AND l.pid = pg_catalog.pg_backend_pid()
                AND l.classid::bigint = (k.key >> 32) & 4294967295 AND l.objid::bigint = k.key & 4294967295)
            """;

    private static final String KEY = "WITH k AS (SELECT ?::bigint AS key) SELECT ";

    static final String HELD = KEY + IS_HELD;
    static final String TAKE =
            KEY + "CASE WHEN " + IS_HELD + " THEN true ELSE pg_catalog.pg_try_advisory_lock(key) END FROM k";
    static final String RELEASE = "SELECT pg_catalog.pg_advisory_unlock(?::bigint)";

    private AdvisoryLock() {}

    static long key(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
