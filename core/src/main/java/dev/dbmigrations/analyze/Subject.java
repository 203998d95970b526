package dev.dbmigrations.analyze;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;

/**
 * One change under examination, and everything a rule may know about it.
 *
 * @param statement as written
 * @param clause the change and the SQL that performs it alone
 * @param schema the tables just before it
 * @param impact what it locks and does, as far as can be told
 * @param setting in which it would run
 */
public record Subject(Statement statement, Clause clause, Schema schema, Impact impact, Setting setting) {

    /**
     * @param dialect the server's SQL
     * @param directives what the migration's comments say
     * @param small tables up to this size may be read or rewritten under a lock
     * @param held locks that earlier statements of the same transaction still hold
     * @param experience who knows how long work takes
     */
    public record Setting(Dialect dialect, Directives directives, Size small, List<Held> held, Experience experience) {
        public Setting {
            held = List.copyOf(held);
        }
    }

    /** A lock that an earlier statement took and that is kept until the transaction ends. */
    public record Held(Lock lock, Position since) {}

    public Change change() {
        return clause.change();
    }

    public Work work() {
        return impact.work();
    }

    /** The table that is changed, if it is one and there. */
    public Optional<Table> table() {
        return change() instanceof TableChange on ? schema.table(on.table()) : Optional.empty();
    }

    /** Whether work on the table is over before anybody notices: it is new, empty or small. */
    public boolean isQuick(Table table) {
        return table.isNew() || table.size().fitsIn(setting.small());
    }

    /** Whether somebody may have to wait while the table is read or written: it is there, in use and not small. */
    public boolean isSlow() {
        return table().map(t -> !isQuick(t)).orElse(true);
    }

    /** Whether clients of the table may be there already. An unknown table counts as one that is. */
    public boolean hasClients() {
        return table().map(t -> !t.isNew()).orElse(true);
    }

    /** How long the work takes on the changed table: {@code about 50 s}. */
    public String time() {
        return table().map(this::timeOn).orElse("as long as that takes");
    }

    public String timeOn(Table table) {
        return timeOf(work(), table);
    }

    /** How long that work takes on a table. */
    public String timeOf(Work work, Table table) {
        return setting.experience().of(work, table.size()).words();
    }

    /** What to call a table in a message: without its schema where that is the default one. */
    public String called(TableName table) {
        TableName qualified = schema.resolve(table);
        return qualified.schema().equals(schema.defaultSchema()) ? qualified.name() : qualified.toString();
    }

    /** The changed table with its size: {@code orders (41 million rows)}. */
    public String sized() {
        if (change() instanceof TableChange on) {
            return schema.table(on.table()).map(this::sized).orElseGet(() -> called(on.table()));
        }
        return "the table";
    }

    public String sized(Table table) {
        return called(table.name()) + " (" + InWords.rows(table.size().rows()) + ")";
    }

    /** A finding at the words of this change. */
    public Finding finding(SafetyRule rule, String words, String harm, String instead) {
        return finding(rule, Place.of(statement, clause, words), harm, instead);
    }

    /** A finding about the statement as a whole. */
    public Finding findingAtStart(SafetyRule rule, String harm, String instead) {
        return finding(rule, Place.firstWord(statement), harm, instead);
    }

    private Finding finding(SafetyRule rule, Place place, String harm, String instead) {
        TableName table = change() instanceof TableChange on ? schema.resolve(on.table()) : null;
        return new Finding(rule.id(), rule.severity(), place, new Finding.Message(table, harm, instead), null);
    }
}
