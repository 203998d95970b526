package dev.dbmigrations.analyze.rules;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** The tables that nobody can use while a change is made. */
final class Locked {

    private Locked() {}

    /** The changed table with its size, and the others by name: {@code orders (41 million rows) and customers}. */
    static String tables(Subject subject) {
        List<String> words = new ArrayList<>();
        words.add(subject.sized());
        TableName own = subject.table().map(t -> t.name()).orElse(null);
        subject.impact().locks().stream()
                .filter(l -> l.blocks() == Lock.Blocks.READS_AND_WRITES)
                .map(Lock::table)
                .filter(t -> !t.equals(own) && subject.schema().index(t).isEmpty())
                .map(subject::called)
                .forEach(words::add);
        return InWords.list(words);
    }
}
