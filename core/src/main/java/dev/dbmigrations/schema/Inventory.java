package dev.dbmigrations.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that users have made in a database, object by object; nothing of this program's own tables.
 *
 * @param objects by their keys in order
 */
public record Inventory(List<CatalogObject> objects) {
    public static final Inventory EMPTY = new Inventory(List.of());

    public Inventory {
        objects = objects.stream().sorted().toList();
    }

    public static Inventory of(Collection<CatalogObject> objects) {
        return new Inventory(List.copyOf(objects));
    }

    /** 64 hexadecimal digits: equal as long as nobody changes anything. */
    public String digest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        for (CatalogObject object : objects) {
            digest.update(object.key().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0xFF);
            digest.update(object.definition().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0xFD);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Map<String, CatalogObject> byKey() {
        Map<String, CatalogObject> byKey = new TreeMap<>();
        objects.forEach(object -> byKey.put(object.key(), object));
        return byKey;
    }

    /**
     * This one, brought up to what a piece of work has made of the database: what differs between before and after, and whatever the
     * work was about. What else others had changed before stays as it is here, so that it can still be told.
     */
    public Inventory after(Inventory before, Inventory now, Predicate<CatalogObject> isAboutIt) {
        Map<String, CatalogObject> was = before.byKey();
        Map<String, CatalogObject> is = now.byKey();
        Map<String, CatalogObject> mine = byKey();
        Map<String, CatalogObject> kept = byKey();
        List<CatalogObject> all = new ArrayList<>(objects);
        all.addAll(before.objects);
        all.addAll(now.objects);
        for (CatalogObject object : all) {
            String key = object.key();
            boolean ownerGoesAlong = comesOrGoes(is.get(object.owner()), mine.get(object.owner()), isAboutIt);
            if (!Objects.equals(was.get(key), is.get(key)) || isAboutIt.test(object) || ownerGoesAlong) {
                CatalogObject current = is.get(key);
                if (current == null) {
                    kept.remove(key);
                } else {
                    kept.put(key, current);
                }
            }
        }
        return of(kept.values());
    }

    /** With it, all that belongs to it. */
    private static boolean comesOrGoes(
            @Nullable CatalogObject now, @Nullable CatalogObject before, Predicate<CatalogObject> isAboutIt) {
        if ((now == null) == (before == null)) {
            return false;
        }
        return isAboutIt.test(now == null ? Objects.requireNonNull(before) : now);
    }
}
