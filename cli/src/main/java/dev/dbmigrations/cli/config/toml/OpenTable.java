package dev.dbmigrations.cli.config.toml;

import dev.dbmigrations.cli.config.toml.TomlValue.Entry;
import dev.dbmigrations.cli.config.toml.TomlValue.Place;
import dev.dbmigrations.cli.config.toml.TomlValue.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table while it is being read: headers may come back to it and go below it. */
final class OpenTable {

    /** How a table came about decides who may still add to it. */
    enum Origin {
        /** Named on the way to another: a header of its own may still come. */
        IMPLIED,
        HEADER,
        DOTTED_KEY
    }

    private final Place place;
    private Origin origin;
    private final Map<String, Place> keys = new LinkedHashMap<>();
    private final Map<String, TomlValue> values = new LinkedHashMap<>();
    private final Map<String, OpenTable> tables = new LinkedHashMap<>();

    OpenTable(Place place, Origin origin) {
        this.place = place;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    void claimedByHeader() {
        origin = Origin.HEADER;
    }

    /** Where the key was given before; null if it was not. */
    @Nullable
    Place earlier(String key) {
        return keys.get(key);
    }

    @Nullable
    OpenTable table(String key) {
        return tables.get(key);
    }

    void put(String key, Place at, TomlValue value) {
        keys.put(key, at);
        values.put(key, value);
    }

    OpenTable open(String key, Place at, Origin how) {
        OpenTable opened = new OpenTable(at, how);
        keys.put(key, at);
        tables.put(key, opened);
        return opened;
    }

    Table close() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        keys.forEach((key, at) -> {
            OpenTable table = tables.get(key);
            TomlValue value = table == null ? values.get(key) : table.close();
            if (value != null) {
                entries.put(key, new Entry(at, value));
            }
        });
        return new Table(entries, place);
    }
}
