package dev.dbmigrations.project;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/** Reads UTF-8 and nothing else: a byte that is none is reported with its place. A byte order mark at the beginning is left out. */
final class Utf8Reader extends FilterReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final SourceFile file;

    private Utf8Reader(InputStream stream, SourceFile file) {
        super(new InputStreamReader(stream, decoder()));
        this.file = file;
    }

    static Utf8Reader open(SourceFile file) throws IOException {
        InputStream stream = new BufferedInputStream(Files.newInputStream(file.path()));
        stream.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(stream.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            stream.reset();
        }
        return new Utf8Reader(stream, file);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    /** The decoder does not say where it failed, so the file is decoded once more. */
    private RuntimeException notUtf8() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file.path()));
        CharsetDecoder decoder = decoder();
        CharBuffer discarded = CharBuffer.allocate(1 << 14);
        while (decoder.decode(bytes, discarded, true).isOverflow()) {
            discarded.clear();
        }
        int offset = Math.min(bytes.position(), bytes.limit() - 1);
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes.get(i) == '\n' ? 1 : 0;
        }
        return FileProblems.notUtf8(file, line, offset, bytes.get(offset));
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
