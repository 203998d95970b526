package dev.dbmigrations.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Flyway's checksum of a script (13.0: {@code ChecksumCalculator}; compared with the answers of 11.8.2): CRC-32 over the bytes of
 * its lines without their ends, and without a byte order mark at the beginning.
 */
final class Checksum {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BUFFER = 1 << 14;

    private final CRC32 crc = new CRC32();

    private Checksum() {}

    static int of(InputStream stream) throws IOException {
        Checksum checksum = new Checksum();
        byte[] buffer = new byte[BUFFER];
        int length = stream.readNBytes(buffer, 0, BUFFER);
        int from = beginsWithMark(buffer, length) ? BYTE_ORDER_MARK.length : 0;
        while (length > 0) {
            checksum.update(buffer, from, length);
            length = stream.readNBytes(buffer, 0, BUFFER);
            from = 0;
        }
        return checksum.value();
    }

    static int ofLines(Iterable<String> lines) {
        Checksum checksum = new Checksum();
        lines.forEach(line -> checksum.crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return checksum.value();
    }

    private static boolean beginsWithMark(byte[] buffer, int length) {
        int size = BYTE_ORDER_MARK.length;
        return length >= size && Arrays.equals(buffer, 0, size, BYTE_ORDER_MARK, 0, size);
    }

    private void update(byte[] bytes, int from, int to) {
        int begin = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                crc.update(bytes, begin, i - begin);
                begin = i + 1;
            }
        }
        crc.update(bytes, begin, to - begin);
    }

    private int value() {
        return (int) crc.getValue();
    }
}
