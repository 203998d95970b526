package dev.dbmigrations.project;

import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.Script.Form;
import dev.dbmigrations.project.Script.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the marks of a goose file: {@code -- +goose Up}, {@code Down}, {@code StatementBegin}, {@code NO TRANSACTION} and so on. */
final class GooseFile {

    private static final Pattern MARK = Pattern.compile("^\\s*--\\s*\\+goose\\s+(\\S.*?)\\s*$");
    private static final List<String> KNOWN =
            List.of("Up", "Down", "StatementBegin", "StatementEnd", "NO TRANSACTION", "ENVSUB OFF");

    private final SourceFile file;
    private final List<Segment> up = new ArrayList<>();
    private final List<Segment> down = new ArrayList<>();
    // Comments before the first mark speak of the way forth.
    private List<Segment> target = up;
    private int first = 1;
    private int upAt;
    private int downAt;
    private int statementAt;
    private TransactionMark transaction = TransactionMark.NONE_GIVEN;

    private GooseFile(SourceFile file) {
        this.file = file;
    }

    static boolean isMarked(List<String> lines) {
        return lines.stream()
                .anyMatch(line -> line.contains("+goose") && MARK.matcher(line).matches());
    }

    static BothWays read(SourceFile file, List<String> lines) {
        GooseFile reading = new GooseFile(file);
        for (int number = 1; number <= lines.size(); number++) {
            reading.line(lines.get(number - 1), number);
        }
        if (reading.statementAt > 0) {
            throw FileProblems.markNotClosed(file, reading.statementAt, "-- +goose StatementBegin");
        }
        reading.close(lines.size(), Form.STATEMENTS);
        Optional<List<Segment>> down = reading.downAt > 0 ? Optional.of(reading.down) : Optional.empty();
        return BothWays.inOneFile(file, reading.up, down, reading.transaction);
    }

    private void line(String line, int number) {
        Matcher mark = MARK.matcher(line);
        if (mark.matches()) {
            mark(mark.group(1).replaceAll("\\s+", " "), number);
        } else if (upAt == 0 && !line.isBlank() && !line.stripLeading().startsWith("--")) {
            throw FileProblems.beforeFirstMark(file, number, "-- +goose Up");
        }
    }

    private void mark(String word, int number) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "up" -> {
                requireFirst(upAt, word, number);
                begin(up, number);
                upAt = number;
            }
            case "down" -> {
                requireFirst(downAt, word, number);
                begin(down, number);
                downAt = number;
            }
            case "statementbegin" -> {
                requireFirst(statementAt, word, number);
                leaveOut(number);
                statementAt = number;
            }
            case "statementend" -> endStatement(number);
            case "no transaction" -> {
                transaction = TransactionMark.WITHOUT;
                leaveOut(number);
            }
            case "envsub off" -> leaveOut(number);
            default -> throw FileProblems.unknownOption(file, number, word, KNOWN);
        }
    }

    private void begin(List<Segment> way, int number) {
        if (statementAt > 0) {
            throw FileProblems.markNotClosed(file, statementAt, "-- +goose StatementBegin");
        }
        leaveOut(number);
        target = way;
    }

    private void endStatement(int number) {
        if (statementAt == 0) {
            throw FileProblems.markNotOpened(file, number, "-- +goose StatementEnd", "-- +goose StatementBegin");
        }
        close(number - 1, Form.ONE_STATEMENT);
        statementAt = 0;
        first = number + 1;
    }

    private void leaveOut(int number) {
        close(number - 1, Form.STATEMENTS);
        first = number + 1;
    }

    private void close(int last, Form form) {
        if (first <= last) {
            target.add(new Segment(first, last, form));
        }
    }

    private void requireFirst(int earlier, String word, int number) {
        if (earlier > 0) {
            throw FileProblems.markTwice(file, number, "-- +goose " + word, earlier);
        }
    }
}
