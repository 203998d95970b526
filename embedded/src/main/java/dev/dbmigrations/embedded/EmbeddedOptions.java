package dev.dbmigrations.embedded;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How an embedded server is to be run.
 *
 * @param version which server: PostgreSQL's major version, for example 18, or another product's series, for example 11.4
 * @param port the TCP port on 127.0.0.1, or {@link #ANY_PORT}
 * @param settings server settings by name, as in postgresql.conf or my.cnf; they are given at every start and so win
 *     over such files
 * @param afterClose what happens to the server when its last user closes it
 * @param progress told, in a short sentence, when something takes seconds rather than milliseconds
 */
public record EmbeddedOptions(
        String version, int port, Map<String, String> settings, AfterClose afterClose, Consumer<String> progress) {

    /** The major version of the product's own database. */
    public static final int DEFAULT_MAJOR = 18;

    /** The database that exists from the start. */
    public static final String DEFAULT_DATABASE = "app";

    /** Asks for a port that is free. */
    public static final int ANY_PORT = 0;

    /** What happens to the server when its last user closes it. */
    public enum AfterClose {
        STOP,
        KEEP_RUNNING
    }

    public EmbeddedOptions {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /**
     * The product's default, a PostgreSQL: nothing that was committed is ever lost, and little memory is used.
     *
     * <p>{@code wal_level=logical} so that publications and replication slots work as they do on a production server; it
     * costs only WAL of tables that have a replica identity.
     */
    public static EmbeddedOptions durable() {
        Map<String, String> settings =
                Map.of("max_connections", "100", "shared_buffers", "128MB", "wal_level", "logical");
        return of(Integer.toString(DEFAULT_MAJOR), settings);
    }

    /**
     * PostgreSQL for tests: what was committed survives a crash of the server, not one of the machine. ({@code synchronous_commit}
     * therefore stays on; without fsync it costs next to nothing.)
     */
    public static EmbeddedOptions throwaway(int major) {
        Map<String, String> settings = Map.of(
                "fsync", "off",
                "full_page_writes", "off",
                "max_connections", "200",
                "max_prepared_transactions", "20",
                "timezone", "UTC",
                "wal_level", "logical");
        return of(Integer.toString(major), settings);
    }

    static EmbeddedOptions of(String version, Map<String, String> settings) {
        return new EmbeddedOptions(version, ANY_PORT, settings, AfterClose.STOP, sentence -> {});
    }

    public EmbeddedOptions withPort(int chosen) {
        return new EmbeddedOptions(version, chosen, settings, afterClose, progress);
    }

    public EmbeddedOptions withSetting(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new EmbeddedOptions(version, port, more, afterClose, progress);
    }

    public EmbeddedOptions withAfterClose(AfterClose chosen) {
        return new EmbeddedOptions(version, port, settings, chosen, progress);
    }

    public EmbeddedOptions withProgress(Consumer<String> listener) {
        return new EmbeddedOptions(version, port, settings, afterClose, listener);
    }
}
