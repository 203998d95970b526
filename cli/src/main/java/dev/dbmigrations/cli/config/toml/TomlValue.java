package dev.dbmigrations.cli.config.toml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value and where it stands. */
public sealed interface TomlValue {

    Place place();

    /** What people call a value of this kind. */
    String kind();

    /**
     * A place in the file.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    record Place(int line, int column) {}

    record Text(String text, Place place) implements TomlValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    record Whole(long number, Place place) implements TomlValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    record Truth(boolean holds, Place place) implements TomlValue {
        @Override
        public String kind() {
            return holds ? "true" : "false";
        }
    }

    record Items(List<TomlValue> values, Place place) implements TomlValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * @param entries in the order of the file
     */
    record Table(Map<String, Entry> entries, Place place) implements TomlValue {
        public Table {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a table";
        }
    }

    /**
     * What a key stands for.
     *
     * @param key where the key stands
     * @param value what it stands for
     */
    record Entry(Place key, TomlValue value) {}
}
