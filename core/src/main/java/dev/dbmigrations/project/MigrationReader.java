package dev.dbmigrations.project;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Migration.Checksums;
import dev.dbmigrations.change.Migration.Undo;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.StatementParser;
import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.Script.SomeLines;
import dev.dbmigrations.project.ScriptText.Sql;
import java.util.List;

/** Reads a migration's text and understands it. */
public final class MigrationReader {

    private MigrationReader() {}

    /**
     * The migration with its statements, its way back and its directives.
     *
     * <p>A COPY that brings its rows has them in its text, after a terminator and a line end.
     *
     * @throws dev.dbmigrations.MigrationException if the text cannot be read, cannot be cut into statements, holds no statement, or
     *     says something to the planner that is not understood
     */
    public static Migration read(MigrationFile file, LexicalRules rules, StatementParser parser) {
        refuseWhatIsNotSupported(file);
        ScriptText up = ScriptReading.read(file.up(), rules);
        if (up.statements().isEmpty()) {
            throw FileProblems.empty(file.label(), file.up().file().shown());
        }
        Undo undo = file.undo()
                .map(script -> new Undo(true, statements(ScriptReading.read(script, rules), parser)))
                .orElse(Undo.NONE);
        Checksums checksums = new Checksums(file.exactChecksum(), NormalisedChecksum.of(up.statements(), rules));
        return new Migration(file.id(), statements(up, parser), undo, directives(file, up), checksums);
    }

    /**
     * The checksum that stays the same when only layout and comments differ; cuts the text into statements and parses none.
     *
     * @throws dev.dbmigrations.MigrationException if the text cannot be read or cut into statements
     */
    public static String normalisedChecksum(MigrationFile file, LexicalRules rules) {
        return NormalisedChecksum.of(ScriptReading.read(file.up(), rules).statements(), rules);
    }

    private static Directives directives(MigrationFile file, ScriptText up) {
        DirectiveReading reading = new DirectiveReading();
        if (file.transaction() == TransactionMark.WITHOUT) {
            reading.withoutTransaction();
        }
        up.comments().forEach(comment -> reading.accept(comment.body(), comment.position()));
        return reading.directives();
    }

    private static List<Statement> statements(ScriptText text, StatementParser parser) {
        return text.statements().stream().map(sql -> statement(sql, parser)).toList();
    }

    private static Statement statement(Sql sql, StatementParser parser) {
        Statement parsed = parser.parse(sql.statement(), sql.position());
        if (sql.rows().isEmpty()) {
            return parsed;
        }
        String text = sql.statement() + ";\n" + sql.rows();
        List<Clause> clauses = parsed.clauses().stream()
                .map(clause -> new Clause(clause.change(), text))
                .toList();
        return new Statement(text, parsed.position(), clauses, parsed.transaction());
    }

    private static void refuseWhatIsNotSupported(MigrationFile file) {
        if (file.format() != Format.LIQUIBASE || !(file.up() instanceof SomeLines script)) {
            return;
        }
        SourceFile source = script.file();
        for (Changeset changeset :
                LiquibaseFile.read(source, source.text().lines().toList())) {
            if (changeset.lines().up().equals(script.segments())
                    && changeset.unsupported().isPresent()) {
                throw FileProblems.unsupportedChangeset(
                        source.shown(), changeset, changeset.unsupported().get());
            }
        }
    }
}
