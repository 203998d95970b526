package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Where data are kept: a name that follows from the statement, and the room for them. */
final class KeptPlace {
    private static final int DIGITS = 8;

    private KeptPlace() {}

    /**
     * A name in the table's own schema that nobody has taken. It does not depend on what that schema is called, so that a plan reads the
     * same wherever it is made.
     *
     * @param part of the table that is kept, for statements that take several
     */
    static TableName beside(Table table, String part, Situation situation) {
        String statement = situation.position() + "\n" + table.name().name() + "\n" + part;
        TableName first = table.name().named(Kept.PREFIX + digest(statement));
        TableName place = first;
        for (int i = 2; situation.server().oracle().isTaken(place); i++) {
            place = first.named(first.name() + "_" + i);
        }
        return place;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A full disk stops the server for everybody, so what has no room is not begun. */
    static void refuseWithoutRoom(Situation situation, Table table, int columns) {
        if (situation.isSmall(table)) {
            return;
        }
        long share = Math.max(1, table.columns().size());
        long bytes = table.size().bytes() * Math.min(columns, share) / share;
        OptionalLong free = situation.server().oracle().freeDisk();
        long reserve = situation.options().reserve();
        if (free.isPresent() && bytes + reserve > free.getAsLong()) {
            throw situation.refused(
                    PlanRefused.Reason.NO_ROOM,
                    "keeping what this takes from " + table.name() + " needs about " + InWords.bytes(bytes)
                            + " of disk, and " + InWords.bytes(reserve) + " must stay free; where the data lies "
                            + InWords.bytes(free.getAsLong()) + " are free",
                    "make room, then: db-migrations up\nor keep nothing: keep-snapshots = \"0d\" in db-migrations.toml");
        }
    }
}
