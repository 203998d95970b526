package dev.dbmigrations.project;

import dev.dbmigrations.project.Changeset.Unsupported;
import dev.dbmigrations.project.Script.Form;
import dev.dbmigrations.project.Script.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the changesets of a file in Liquibase's formatted SQL, as its documentation describes it. */
final class LiquibaseFile {

    private static final int LETTERS = Pattern.CASE_INSENSITIVE;
    private static final Pattern HEADER = Pattern.compile("^\\s*--\\s*liquibase\\s*formatted.*", LETTERS);
    private static final Pattern CHANGESET = Pattern.compile(
            "^\\s*--\\s*changeset\\s+(?:\"([^\"]+)\"|([^\":]+)):(?:\"([^\"]+)\"|([^\\s\":]\\S*))(.*)$", LETTERS);
    private static final Pattern MEANT_AS_CHANGESET = Pattern.compile("^\\s*--?\\s*changeset\\b.*", LETTERS);
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(?:\"([^\"]*)\"|(\\S+))");
    private static final Pattern ROLLBACK = Pattern.compile("^\\s*--\\s*rollback\\b\\s*(.*?)\\s*$", LETTERS);
    private static final Pattern ROLLBACK_BLOCK = Pattern.compile("^\\s*/\\*\\s*liquibase\\s+rollback\\s*$", LETTERS);
    private static final Pattern NO_ROLLBACK = Pattern.compile("empty|not\\s+required", LETTERS);
    private static final Pattern UNSUPPORTED = Pattern.compile(
            "^\\s*--\\s*(preconditions|precondition-[\\w-]+|property|ignoreLines|rollbackSqlFile|tagDatabase|include|includeAll)\\b.*",
            LETTERS);

    private final SourceFile file;
    private final List<Changeset> changesets = new ArrayList<>();
    private @Nullable Open open;
    private @Nullable Unsupported everywhere;
    private boolean inRollbackBlock;
    private boolean inComment;

    private LiquibaseFile(SourceFile file) {
        this.file = file;
    }

    /** A changeset whose end has not been seen. */
    private static final class Open {
        private final String author;
        private final String id;
        private final int line;
        private final Map<String, String> attributes;
        private final List<Segment> up = new ArrayList<>();
        private final List<Segment> rollback = new ArrayList<>();
        private boolean rollbackIsWritten;
        private @Nullable Unsupported unsupported;

        Open(String author, String id, int line, Map<String, String> attributes) {
            this.author = author;
            this.id = id;
            this.line = line;
            this.attributes = attributes;
        }

        Changeset close() {
            Optional<List<Segment>> back = rollbackIsWritten ? Optional.of(rollback) : Optional.empty();
            return new Changeset(
                    new Changeset.Name(author, id, line),
                    attributes,
                    new Changeset.Lines(up, back),
                    Optional.ofNullable(unsupported));
        }
    }

    static boolean isMarked(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> HEADER.matcher(line).matches())
                .isPresent();
    }

    static List<Changeset> read(SourceFile file, List<String> lines) {
        LiquibaseFile reading = new LiquibaseFile(file);
        for (int number = 1; number <= lines.size(); number++) {
            reading.line(lines.get(number - 1), number);
        }
        reading.close();
        return reading.changesets;
    }

    private void line(String line, int number) {
        Matcher changeset = CHANGESET.matcher(line);
        Matcher rollback = ROLLBACK.matcher(line);
        Matcher unsupported = UNSUPPORTED.matcher(line);
        if (inRollbackBlock) {
            rollbackBlock(line, number);
        } else if (changeset.matches()) {
            begin(changeset, number);
        } else if (MEANT_AS_CHANGESET.matcher(line).matches()) {
            throw FileProblems.badChangeset(file, number, line.strip());
        } else if (unsupported.matches()) {
            refuse(new Unsupported(number, "--" + unsupported.group(1)));
        } else if (open == null) {
            outside(line, number);
        } else if (rollback.matches()) {
            rollback(open, rollback.group(1), number);
        } else if (ROLLBACK_BLOCK.matcher(line).matches()) {
            inRollbackBlock = true;
            open.rollbackIsWritten = true;
        } else {
            open.up.add(new Segment(number, number, Form.STATEMENTS));
        }
    }

    private void begin(Matcher changeset, int number) {
        close();
        String author = changeset.group(1) != null ? changeset.group(1) : changeset.group(2);
        String id = changeset.group(3) != null ? changeset.group(3) : changeset.group(4);
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(changeset.group(5));
        while (attribute.find()) {
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
            attributes.put(attribute.group(1).toLowerCase(Locale.ROOT), value);
        }
        Open begun = new Open(author.strip(), id, number, attributes);
        begun.unsupported = Changeset.unsupportedAttribute(attributes)
                .map(word -> new Unsupported(number, word))
                .orElse(everywhere);
        open = begun;
    }

    private void refuse(Unsupported word) {
        if (open == null) {
            everywhere = word;
        } else if (open.unsupported == null) {
            open.unsupported = word;
        }
    }

    private void outside(String line, int number) {
        String text = line.strip();
        inComment |= text.startsWith("/*");
        if (!inComment && !text.isEmpty() && !text.startsWith("--")) {
            throw FileProblems.beforeFirstMark(file, number, "--changeset author:id");
        }
        inComment &= !text.endsWith("*/");
    }

    private static void rollback(Open open, String text, int number) {
        open.rollbackIsWritten |= !text.toLowerCase(Locale.ROOT).startsWith("changesetid:");
        if (open.rollbackIsWritten && !NO_ROLLBACK.matcher(text).matches()) {
            open.rollback.add(new Segment(number, number, Form.ROLLBACK_LINES));
        }
    }

    private void rollbackBlock(String line, int number) {
        if (line.strip().equals("*/")) {
            inRollbackBlock = false;
        } else if (open != null) {
            open.rollback.add(new Segment(number, number, Form.STATEMENTS));
        }
    }

    private void close() {
        if (open != null) {
            changesets.add(open.close());
            open = null;
        }
    }
}
