package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of each server is what its dialect declares; {@code -Dgolden=write} writes it anew. */
class CapabilityTableTest {
    private static final Path README = Path.of("../README.md");
    private static final String BEGIN = "<!-- capabilities: written by CapabilityTableTest -->\n";
    private static final String END = "<!-- end of capabilities -->";

    @Test
    void theReadmeSaysWhatTheDialectsDeclare() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(README, text.substring(0, begin) + table() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(table());
        }
    }

    private static String table() {
        List<Dialect> servers = List.of(
                vendor("postgresql").dialect(14),
                vendor("postgresql").dialect(18),
                vendor("mysql").dialect(8),
                vendor("mysql").dialect(11));
        String head =
                "| the server | PostgreSQL 14 | PostgreSQL 18 | MySQL 8.0 | MariaDB 11.4 |\n|---|---|---|---|---|\n";
        return Stream.of(Capability.values())
                .map(capability -> "| " + words(capability) + " | "
                        + servers.stream()
                                .map(server -> server.can(capability) ? "yes" : "–")
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    private static Vendor vendor(String id) {
        return ServiceLoader.load(Vendor.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(vendor -> vendor.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String words(Capability capability) {
        return switch (capability) {
            case TRANSACTIONAL_DDL -> "undoes DDL with its transaction";
            case CONCURRENT_INDEX_BUILD -> "builds indexes while rows are written";
            case DEFERRED_VALIDATION -> "adds checks and foreign keys for new rows first";
            case DEFERRED_NOT_NULL -> "adds NOT NULL for new rows first";
            case DEFERRED_VALIDATION_ON_PARTITIONED -> "adds foreign keys of partitioned tables for new rows first";
            case NOT_NULL_PROVED_BY_CHECK -> "takes a validated check for proof of NOT NULL";
            case KEY_FROM_INDEX -> "makes a key of an index";
            case VIRTUAL_COLUMNS -> "computes columns when they are read";
            case ONLINE_ALGORITHMS -> "can be held to an algorithm and a lock";
            case UNCHECKED_FOREIGN_KEYS -> "adds a foreign key without reading rows, if told to";
            case INDEXED_FOREIGN_KEYS -> "indexes foreign keys itself";
            case HIDDEN_COLUMNS -> "hides columns, and exchanges two names at once";
            case VIEWS_FOLLOW_COLUMNS -> "keeps views working when columns are renamed";
            case EXPRESSIONS_FOLLOW_COLUMNS -> "renames columns in checks and computed columns, too";
        };
    }
}
