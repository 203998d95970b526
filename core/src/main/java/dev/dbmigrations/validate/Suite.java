package dev.dbmigrations.validate;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All questions of a validation as plain SQL with what to expect, to be read and run by hand or elsewhere. It changes nothing. */
public final class Suite {

    /**
     * @param topic what it is about
     * @param title in a few words
     * @param meaning what another result would mean
     * @param expected the result, in words
     * @param weight {@code error} or {@code warning}
     * @param sql one query
     */
    public record Question(String topic, String title, String meaning, String expected, String weight, String sql) {}

    private Suite() {}

    /** Those to the server, those to the data of each plan, and what has drifted since now. The scene's session is not as before. */
    public static List<Question> questions(Scene scene) {
        List<Question> questions = new ArrayList<>();
        inquiries(scene, questions);
        data(scene, questions);
        leftovers(scene, questions);
        drift(scene, questions);
        return questions;
    }

    private static void inquiries(Scene scene, List<Question> questions) {
        for (Inquiry inquiry : scene.inquiries()) {
            questions.add(new Question(
                    inquiry.topic().title(),
                    inquiry.title(),
                    inquiry.meaning(),
                    "no rows",
                    inquiry.weight().name().toLowerCase(Locale.ROOT),
                    inquiry.sql()));
        }
    }

    private static void data(Scene scene, List<Question> questions) {
        for (Plan plan : scene.plans()) {
            for (DataCheck check : plan.checks()) {
                questions.add(new Question(
                        "Data",
                        plan.migration().label() + ": no " + check.condition(),
                        "the migration would be refused; to mend it: " + check.repair(),
                        "0",
                        "error",
                        check.countSql()));
            }
        }
    }

    private static void leftovers(Scene scene, List<Question> questions) {
        scene.history()
                .home()
                .ifPresent(
                        home -> questions.add(
                                new Question(
                                        "Leftovers",
                                        "no run has been begun and not ended",
                                        "one waits at its gate, is at work, or was broken off: db-migrations status",
                                        "no rows",
                                        "warning",
                                        "SELECT run FROM " + home.journal()
                                                + " started WHERE kind = 'RunStarted' AND NOT EXISTS (SELECT 1 FROM "
                                                + home.journal()
                                                + " ended WHERE ended.run = started.run AND ended.kind IN ('RunCompleted', 'RunRolledBack'))")));
    }

    private static void drift(Scene scene, List<Question> questions) {
        List<String> fingerprint = scene.server()
                .vendor()
                .survey(scene.server().database().dialect().version())
                .fingerprint();
        for (int i = 0; i < fingerprint.size(); i++) {
            String sql = fingerprint.get(i);
            String expected = scene.session()
                    .query(sql, row -> row.isNull(1) ? "NULL" : row.text(1))
                    .getFirst();
            boolean last = i == fingerprint.size() - 1;
            questions.add(new Question(
                    "Drift",
                    last
                            ? "nobody has changed the schema since this was written"
                            : "the session is prepared for the next query",
                    last ? "somebody has: db-migrations validate tells what" : "the next query has no meaning",
                    expected,
                    last ? "error" : "warning",
                    sql));
        }
    }

    /** The questions as one script. */
    public static String script(String server, List<Question> questions) {
        StringBuilder text = new StringBuilder("-- Validation of " + server
                + ": every query stands alone, changes nothing, and says what to expect.\n");
        int number = 0;
        for (Question question : questions) {
            number++;
            line(text, "");
            line(text, "-- [" + number + "] " + question.topic() + ": " + question.title());
            comment(text, "meaning", "otherwise " + question.meaning());
            comment(text, "expected", question.expected());
            comment(text, "severity", question.weight());
            line(text, question.sql().strip() + ";");
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, String label, String what) {
        line(text, "--   " + label + ": " + what.replaceAll("\\s*\\R\\s*", " "));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
