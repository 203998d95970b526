package dev.dbmigrations.validate;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.dialect.Topic;
import java.util.ArrayList;
import java.util.List;

/** What checks have found. Filled by one after another; not thread-safe. */
public final class Results {
    private final List<Seen> seen = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    /**
     * Something that was looked at.
     *
     * @param topic what it is about
     * @param what in a few words
     * @param known false where this user's rights do not suffice to know
     */
    public record Seen(Topic topic, String what, boolean known) {}

    /**
     * @param topic what it is about
     * @param error whether a run would surely fail, or hurt
     * @param failure what is wrong, with its five facts
     */
    public record Issue(Topic topic, boolean error, MigrationException failure) {}

    public void looked(Topic topic, String what) {
        seen.add(new Seen(topic, what, true));
    }

    /** It could not be looked at: it may be good or bad. */
    public void unknown(Topic topic, String what) {
        seen.add(new Seen(topic, what, false));
    }

    public void error(Topic topic, MigrationException failure) {
        issues.add(new Issue(topic, true, failure));
    }

    public void warning(Topic topic, MigrationException failure) {
        issues.add(new Issue(topic, false, failure));
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public List<Issue> issues() {
        return List.copyOf(issues);
    }
}
