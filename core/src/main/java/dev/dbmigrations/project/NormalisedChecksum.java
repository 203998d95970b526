package dev.dbmigrations.project;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.NormalForm;
import dev.dbmigrations.project.ScriptText.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over what statements say: the same when only layout, comments or the case of keywords differ. */
final class NormalisedChecksum {

    private NormalisedChecksum() {}

    static String of(List<Sql> statements, LexicalRules rules) {
        MessageDigest digest = sha256();
        for (Sql sql : statements) {
            update(digest, NormalForm.normalise(sql.statement(), rules));
            update(digest, sql.rows().replace("\r\n", "\n"));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The length goes first, so that no two lists of texts are one. */
    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
