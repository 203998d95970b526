package dev.dbmigrations.project;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Comment;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import dev.dbmigrations.project.Script.Form;
import dev.dbmigrations.project.Script.Part;
import dev.dbmigrations.project.ScriptText.Sql;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a script into statements and comments. */
final class ScriptReading {

    private final Script script;
    private final LexicalRules rules;
    private final List<Sql> statements = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();

    private ScriptReading(Script script, LexicalRules rules) {
        this.script = script;
        this.rules = rules;
    }

    static ScriptText read(Script script, LexicalRules rules) {
        ScriptReading reading = new ScriptReading(script, rules);
        script.parts().forEach(reading::part);
        return new ScriptText(reading.statements, reading.comments);
    }

    private void part(Part part) {
        String shown = script.file().shown();
        try (Reader reader = part.text().open()) {
            if (part.form() == Form.ONE_STATEMENT) {
                oneStatement(reader);
            } else {
                new Splitter(reader, rules, shown).forEachRemaining(this::piece);
            }
        } catch (ParseException e) {
            throw told(e);
        } catch (IOException e) {
            throw FileProblems.unreadable(shown, e);
        } catch (UncheckedIOException e) {
            throw FileProblems.unreadable(shown, new IOException(e));
        }
    }

    private void piece(Piece piece) {
        comments.addAll(piece.comments());
        switch (piece.kind()) {
            case STATEMENT, STATEMENT_WITH_ROWS -> statements.add(new Sql(piece.statement(), "", piece.position()));
            case ROWS -> {
                Sql copy = statements.removeLast();
                statements.add(new Sql(copy.statement(), copy.rows() + piece.text(), copy.position()));
            }
            case ROWS_END, BLANK, SKIPPED_COMMAND -> {}
        }
    }

    private void oneStatement(Reader reader) throws IOException {
        StringWriter all = new StringWriter();
        reader.transferTo(all);
        String text = all.toString();
        String statement = text.strip().replaceFirst("(?:\\s*;)+$", "");
        if (!statement.isEmpty()) {
            String before = text.substring(0, text.indexOf(statement));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            statements.add(new Sql(statement, "", new Position(script.file().shown(), line, column)));
        }
    }

    private static MigrationException told(ParseException e) {
        String place =
                e.position() + "\n" + e.source().text() + "\n" + e.source().caret();
        return MigrationException.userMustAct(
                        ExitCode.FINDINGS,
                        e.code(),
                        e.problem().summary(),
                        Fact.at(place),
                        Fact.state(FileProblems.NOTHING_RUN),
                        Fact.next(e.problem().advice()))
                .causedBy(e);
    }
}
