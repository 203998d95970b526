package dev.dbmigrations.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip or jar that Maven keeps, or downloads when it is first needed.
 *
 * @param root the folder in it that holds the programs, with a slash at its end, or nothing
 * @param megabytes how much there is to download
 * @param wanted what is unpacked, as patterns of whole paths below the root
 */
record MavenArchive(MavenArtifact artifact, String root, int megabytes, List<String> wanted, Consumer<String> progress)
        implements Archive {
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

    MavenArchive {
        wanted = List.copyOf(wanted);
    }

    @Override
    public void unpackTo(Path folder) throws IOException {
        Optional<Path> local = artifact.local();
        if (local.isPresent()) {
            unpack(local.get(), folder);
            return;
        }
        progress.accept("Downloading " + title() + " with Maven (once on this machine, " + megabytes + " MB)");
        Path fetched = fetchedTo(folder);
        unpack(fetched, folder);
        Files.delete(fetched);
    }

    private String title() {
        return artifact.product().title() + " " + artifact.version();
    }

    /** Maven does not say how far it is while it downloads. */
    private Path fetchedTo(Path folder) throws IOException {
        Thread telling = Thread.startVirtualThread(() -> {
            while (Patience.isUndisturbedFor(BETWEEN_REPORTS)) {
                progress.accept("  " + (artifact.downloadedBytes() >> 20) + " of " + megabytes + " MB downloaded");
            }
        });
        try {
            return artifact.fetchedTo(folder);
        } finally {
            telling.interrupt();
        }
    }

    private void unpack(Path file, Path folder) throws IOException {
        Pattern paths = Pattern.compile(Pattern.quote(root) + "(" + String.join("|", wanted) + ")");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (!entry.isDirectory() && paths.matcher(entry.getName()).matches()) {
                    String name = entry.getName().substring(root.length());
                    try (InputStream content = zip.getInputStream(entry)) {
                        write(content, Archive.placeOf(name, folder), name.startsWith("bin/"));
                    }
                }
            }
        }
    }

    private static void write(InputStream content, Path target, boolean program) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        Files.copy(content, target);
        Archive.setProgram(target, program);
    }
}
