package dev.dbmigrations.validate;

import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.change.WholeTableChange.RenameTable;
import dev.dbmigrations.dialect.Need;
import dev.dbmigrations.dialect.Need.Deed;
import dev.dbmigrations.parse.StatementParser;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.StepSql;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What plans do, by the statements of their steps. */
final class Needs {
    private static final Map<Pattern, Deed> DEEDS = new LinkedHashMap<>();

    static {
        deed("create (unlogged )?table", Deed.CREATE_TABLE);
        deed("alter table|rename table|comment on (table|column|index|constraint|trigger)", Deed.ALTER);
        deed("drop table", Deed.DROP);
        deed("(create|drop|alter) (unique |fulltext |spatial )?index", Deed.INDEX);
        deed("create (or replace )?(definer\\S* )?(constraint )?trigger", Deed.TRIGGER);
        deed("truncate", Deed.DROP);
        deed("insert|replace", Deed.INSERT);
        deed("update", Deed.UPDATE);
        deed("delete", Deed.DELETE);
        deed("select", Deed.SELECT);
        deed("lock tables?", Deed.LOCK);
        deed("vacuum|analyze|reindex|cluster|optimize", Deed.MAINTAIN);
        deed("create (or replace )?(materialized )?view", Deed.CREATE_VIEW);
        deed("create (or replace )?(function|procedure)", Deed.CREATE_ROUTINE);
        deed("create extension", Deed.CREATE_EXTENSION);
    }

    private static final Set<Deed> CREATED = Set.of(Deed.CREATE_VIEW, Deed.CREATE_ROUTINE);
    private static final Pattern EXTENSION =
            Pattern.compile("(?is)create extension\\s+(?:if not exists\\s+)?\"?([\\w-]+)\"?.*");

    private final StatementParser parser;
    private final Set<Need> needs = new TreeSet<>();

    private Needs(StatementParser parser) {
        this.parser = parser;
    }

    private static void deed(String words, Deed deed) {
        DEEDS.put(Pattern.compile("(" + words + ")\\b"), deed);
    }

    static Set<Need> of(Collection<Plan> plans, StatementParser parser) {
        Needs needs = new Needs(parser);
        plans.forEach(plan -> plan.steps().forEach(step -> StepSql.of(step).forEach(needs::add)));
        return needs.needs;
    }

    private void add(String sql) {
        String begin = sql.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        DEEDS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(begin).lookingAt())
                .findFirst()
                .ifPresent(entry -> add(entry.getValue(), sql.strip()));
    }

    private void add(Deed deed, String sql) {
        if (deed == Deed.CREATE_EXTENSION) {
            Matcher name = EXTENSION.matcher(sql);
            if (name.matches()) {
                needs.add(new Need(deed, TableName.unqualified(name.group(1))));
            }
            return;
        }
        for (Change change : parser.parse(sql, new Position("plan", 1, 1)).changes()) {
            references(change);
            if (change instanceof RenameTable rename
                    && sql.toLowerCase(Locale.ROOT).startsWith("rename")) {
                renamed(rename);
            } else if (change instanceof Change.RunAsWritten written
                    && CREATED.contains(deed)
                    && !written.object().isEmpty()) {
                needs.add(new Need(deed, named(written.object())));
            } else if (change instanceof TableChange onTable
                    && !onTable.table().name().isEmpty()) {
                needs.add(new Need(deed, onTable.table()));
            } else {
                TouchedTables.of(change).forEach(table -> needs.add(new Need(deed, table)));
            }
        }
    }

    /** Where renaming is a statement of its own, the server asks for what dropping and making a table would need. */
    private void renamed(RenameTable rename) {
        TableName after = rename.table().named(rename.newName());
        needs.add(new Need(Deed.ALTER, rename.table()));
        needs.add(new Need(Deed.DROP, rename.table()));
        needs.add(new Need(Deed.CREATE_TABLE, after));
        needs.add(new Need(Deed.INSERT, after));
    }

    private static TableName named(String object) {
        String[] parts = object.replaceAll("[`\"]|\\(.*", "").split("\\.", 2);
        return parts.length == 2 ? TableName.of(parts[0], parts[1]) : TableName.unqualified(parts[0]);
    }

    private void references(Change change) {
        if (change instanceof AddForeignKey key) {
            needs.add(new Need(Deed.REFERENCE, key.target().table()));
        } else if (change instanceof CreateTable create) {
            create.constraints().forEach(this::references);
            create.columns().forEach(c -> c.constraints().forEach(inline -> references(inline.constraint())));
        }
    }
}
