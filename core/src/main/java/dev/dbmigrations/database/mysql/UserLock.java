package dev.dbmigrations.database.mysql;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The name of a lock of {@code GET_LOCK}: one for the whole server, at most 64 characters (MySQL 8.0 manual, 12.15). */
final class UserLock {
    private static final int LONGEST = 64;

    private UserLock() {}

    static String name(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        String end = " " + Long.toHexString(crc.getValue());
        return text.substring(0, LONGEST - end.length()) + end;
    }
}
