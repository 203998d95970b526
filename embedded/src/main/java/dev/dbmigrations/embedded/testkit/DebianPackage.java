package dev.dbmigrations.embedded.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A package of Debian, unpacked into the cache of this user together with what it needs and this machine has not: nothing is
 * installed, and nobody has to be root.
 *
 * @param name the package
 * @param programs what is called of it
 */
record DebianPackage(String name, List<String> programs) {
    private static final Pattern TO_INSTALL = Pattern.compile("(?m)^Inst (\\S+)");
    private static final int MINUTES = 5;

    /** The folder with its programs: at once when it is there already. */
    Path programsIn(Path cache) throws IOException {
        Path target = cache.resolve("debian-" + name);
        if (!Files.isDirectory(target)) {
            unpack(Files.createDirectories(cache), target);
        }
        return target.resolve("programs");
    }

    /** Beside the target, and renamed: a folder of that name is always complete. */
    private void unpack(Path cache, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(cache, ".unpacking-");
        List<String> packages = TO_INSTALL
                .matcher(output(fresh, List.of("apt-get", "-s", "install", "--no-install-recommends", name)))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> download = new ArrayList<>(List.of("apt-get", "download"));
        download.addAll(packages);
        output(fresh, download);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(fresh, "*.deb")) {
            for (Path file : files) {
                output(fresh, List.of("dpkg", "-x", file.toString(), "."));
                Files.delete(file);
            }
        }
        Path folder = Files.createDirectory(fresh.resolve("programs"));
        for (String program : programs) {
            write(folder.resolve(program), fresh, target);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A program finds the libraries that came with it. */
    private static void write(Path wrapper, Path fresh, Path target) throws IOException {
        String program = String.valueOf(wrapper.getFileName());
        Path real = found(fresh, program)
                .orElseThrow(() -> new IOException("there is no " + program + " in what was downloaded"));
        try (Stream<Path> all = Files.walk(fresh.resolve("usr"))) {
            String libraries = all.filter(file -> file.toString().endsWith("linux-gnu"))
                    .map(file -> target.resolve(fresh.relativize(file)).toString())
                    .reduce((a, b) -> a + ":" + b)
                    .orElse("");
            Files.writeString(
                    wrapper,
                    "#!/bin/sh\nexport LD_LIBRARY_PATH='" + libraries + "'\nexec '"
                            + target.resolve(fresh.relativize(real)) + "' \"$@\"\n");
        }
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Deepest first: what is called {@code psql} in /usr/bin only looks for another. */
    private static Optional<Path> found(Path fresh, String program) throws IOException {
        try (Stream<Path> all = Files.walk(fresh.resolve("usr"))) {
            return all.filter(file -> file.endsWith("bin/" + program))
                    .filter(Files::isRegularFile)
                    .max((a, b) -> Integer.compare(a.getNameCount(), b.getNameCount()));
        }
    }

    private static String output(Path folder, List<String> words) throws IOException {
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", words) + ": " + output.strip());
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The packages that this one says it depends on, for those that only name the current version of another. */
    static Optional<String> dependencyOf(String name, String pattern) {
        try {
            return Pattern.compile("Depends: (" + pattern + ")")
                    .matcher(output(Path.of("."), List.of("apt-cache", "depends", name)))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
