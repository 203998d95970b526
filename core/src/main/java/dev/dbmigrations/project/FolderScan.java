package dev.dbmigrations.project;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Walks through folders and notes every file that could be a migration, reading none. Names that begin with a dot are passed over. */
final class FolderScan extends SimpleFileVisitor<Path> {

    private final Path shownFrom;
    private final Map<Path, SourceFile> sql = new HashMap<>();
    private final Map<Path, SourceFile> settings = new HashMap<>();
    private Path location = Path.of("");

    FolderScan(Path shownFrom) {
        this.shownFrom = shownFrom.toAbsolutePath().normalize();
    }

    void walk(Path folder) {
        location = folder.toAbsolutePath().normalize();
        if (!Files.exists(location)) {
            throw FolderProblems.noFolder(shown(location), "there is nothing of that name");
        }
        if (!Files.isDirectory(location)) {
            throw FolderProblems.noFolder(shown(location), "it is a file, not a folder");
        }
        try {
            Files.walkFileTree(location, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        } catch (IOException e) {
            throw FileProblems.unreadable(shown(location), e);
        }
    }

    /** A file by itself, whatever it is called. */
    void add(Path named) {
        Path file = named.toAbsolutePath().normalize();
        location = Objects.requireNonNullElse(file.getParent(), file);
        try {
            sql.putIfAbsent(file, source(file, Files.readAttributes(file, BasicFileAttributes.class)));
            Path beside = file.resolveSibling(file.getFileName() + ".conf");
            if (Files.isRegularFile(beside)) {
                settings.put(beside, source(beside, Files.readAttributes(beside, BasicFileAttributes.class)));
            }
        } catch (IOException e) {
            throw FileProblems.unreadable(shown(file), e);
        }
    }

    /** In the order of their names. */
    List<SourceFile> sqlFiles() {
        return sql.values().stream()
                .sorted(Comparator.comparing(SourceFile::script).thenComparing(SourceFile::shown))
                .toList();
    }

    /** The settings beside a file, in Flyway's way ({@code V1__x.sql.conf}). */
    Optional<SourceFile> settingsOf(SourceFile file) {
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(settings.get(file.path().resolveSibling(file.name() + ".conf")));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean hidden = isHidden(folder) && !folder.equals(location);
        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (!isHidden(file) && FileName.isSql(name) && !FileName.isPlan(name)) {
            sql.putIfAbsent(file, source(file, attributes));
        } else if (name.endsWith(".conf")) {
            settings.put(file, source(file, attributes));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE;
        }
        throw FileProblems.unreadable(shown(file), failure);
    }

    private SourceFile source(Path file, BasicFileAttributes attributes) {
        String script = relative(location, file).replace('\\', '/');
        return new SourceFile(file, shown(file), script, attributes.size());
    }

    private String shown(Path path) {
        return path.startsWith(shownFrom) && !path.equals(shownFrom) ? relative(shownFrom, path) : path.toString();
    }

    /** A good deal faster than to relativize paths, for the file is known to stand below the folder. */
    private static String relative(Path folder, Path file) {
        String prefix = folder.toString();
        int separator = prefix.endsWith(file.getFileSystem().getSeparator()) ? 0 : 1;
        return file.toString().substring(prefix.length() + separator);
    }

    private static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}
