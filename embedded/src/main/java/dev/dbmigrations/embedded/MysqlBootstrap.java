package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The making of a data folder: users and other system tables.
 *
 * <p>For MariaDB the same scripts in the same order as its {@code mariadb-install-db} (10.11, 11.4), without the help
 * texts, of which it knows 2 MB.
 */
record MysqlBootstrap(MysqlCluster cluster, Path folder) {
    private static final List<String> SCRIPTS = List.of(
            "(mysql|mariadb)_system_tables.sql",
            "(mysql|mariadb)_performance_tables.sql",
            "(mysql|mariadb)_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "(mysql|mariadb)_sys_schema.sql");

    Command.Result run(EmbeddedOptions options) throws IOException {
        List<String> words = cluster.command(folder, lasting(options.settings()));
        if (cluster.product() == Product.MYSQL) {
            words.add("--initialize-insecure");
            return new Command(words, folder).run();
        }
        words.addAll(List.of("--bootstrap", "--silent-startup", "--log-warnings=0", "--enforce-storage-engine="));
        words.addAll(List.of("--max-allowed-packet=8M", "--net-buffer-length=16K"));
        return new Command(words, folder).runWith(script());
    }

    /** Settings that decide how files are made, and so must be the same from the beginning. */
    private static Map<String, String> lasting(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("innodb_")
                        || setting.getKey().equals("lower_case_table_names"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String script() throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add("create database if not exists mysql;\nuse mysql;\nset @auth_root_socket=null;\n");
        for (String pattern : SCRIPTS) {
            parts.add(Files.readString(scriptNamed(pattern)));
        }
        return String.join("", parts);
    }

    private Path scriptNamed(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(cluster.installation().resolve("share"))) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no " + pattern + " in " + cluster.installation()));
        }
    }
}
