package dev.dbmigrations.project;

import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.Script.Form;
import dev.dbmigrations.project.Script.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the marks of a dbmate file ({@code pkg/dbmate/migration.go}): {@code -- migrate:up} and {@code -- migrate:down}, each with
 * options, in one pair or several.
 */
final class DbmateFile {

    private static final Pattern MARK = Pattern.compile("^--\\s*migrate:(up|down)(?:\\s+(\\S.*))?\\s*$");

    private static final List<String> KNOWN_OPTIONS = List.of("transaction:false", "transaction:true");

    private final SourceFile file;
    private final List<Segment> up = new ArrayList<>();
    private final List<Segment> down = new ArrayList<>();
    private boolean downIsMarked;
    private TransactionMark transaction = TransactionMark.NONE_GIVEN;

    private DbmateFile(SourceFile file) {
        this.file = file;
    }

    static boolean isMarked(List<String> lines) {
        return lines.stream()
                .anyMatch(line -> line.startsWith("--") && MARK.matcher(line).matches());
    }

    static BothWays read(SourceFile file, List<String> lines) {
        DbmateFile reading = new DbmateFile(file);
        reading.read(lines);
        Collections.reverse(reading.down);
        Optional<List<Segment>> down = reading.downIsMarked ? Optional.of(reading.down) : Optional.empty();
        return BothWays.inOneFile(file, reading.up, down, reading.transaction);
    }

    private void read(List<String> lines) {
        // Comments before the first mark speak of the way forth.
        List<Segment> target = up;
        int first = 1;
        boolean marked = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            Matcher mark = MARK.matcher(line);
            if (mark.matches()) {
                close(target, first, number - 1);
                boolean isUp = mark.group(1).equals("up");
                target = isUp ? up : down;
                downIsMarked |= !isUp;
                first = number + 1;
                marked = true;
                if (isUp && hasNoTransaction(mark.group(2), number)) {
                    transaction = TransactionMark.WITHOUT;
                }
            } else if (!marked && !line.isBlank() && !line.stripLeading().startsWith("--")) {
                throw FileProblems.beforeFirstMark(file, number, "-- migrate:up");
            }
        }
        close(target, first, lines.size());
    }

    private static void close(List<Segment> target, int first, int last) {
        if (first <= last) {
            target.add(new Segment(first, last, Form.STATEMENTS));
        }
    }

    private boolean hasNoTransaction(@Nullable String options, int line) {
        boolean without = false;
        for (String option : options == null ? new String[0] : options.strip().split("\\s+")) {
            without |= option.equals("transaction:false");
            if (!KNOWN_OPTIONS.contains(option)) {
                throw FileProblems.unknownOption(file, line, option, KNOWN_OPTIONS);
            }
        }
        return without;
    }
}
