package dev.dbmigrations.history;

import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An inventory as text for a table of ours: counted texts, packed, in Base64. The first number tells the form. */
final class InventoryCodec {
    private static final int FORM = 1;

    private InventoryCodec() {}

    static String written(Inventory inventory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(FORM);
            out.writeInt(inventory.objects().size());
            for (CatalogObject object : inventory.objects()) {
                for (String text : texts(object)) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(utf8.length);
                    out.write(utf8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static List<String> texts(CatalogObject object) {
        CatalogObject.Sql sql = object.sql();
        return List.of(
                object.kind(),
                object.name(),
                object.owner(),
                object.definition(),
                sql.make(),
                sql.change(),
                sql.drop());
    }

    /** Empty when a later version of this program has written it. */
    static Optional<Inventory> read(String written) {
        byte[] bytes = Base64.getDecoder().decode(written);
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readInt() != FORM) {
                return Optional.empty();
            }
            int count = in.readInt();
            List<CatalogObject> objects = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                objects.add(object(in));
            }
            return Optional.of(Inventory.of(objects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CatalogObject object(DataInputStream in) throws IOException {
        return new CatalogObject(
                text(in), text(in), text(in), text(in), new CatalogObject.Sql(text(in), text(in), text(in)));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
