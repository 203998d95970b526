package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.schema.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.antlr.v4.runtime.tree.ParseTree;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Delete_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Insert_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Merge_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.With_queryContext;

/** Questions to a tree of the grammar. */
final class Trees {

    private Trees() {}

    /** Every node of a kind, the root included, outermost first. */
    static <T extends ParseTree> List<T> all(ParseTree root, Class<T> kind) {
        return all(root, kind, node -> true);
    }

    /**
     * As deep as a condition of ten thousand terms is, which no recursion would survive.
     *
     * @param enters whether to look inside a node
     */
    static <T extends ParseTree> List<T> all(ParseTree root, Class<T> kind, Predicate<ParseTree> enters) {
        List<T> found = new ArrayList<>();
        Deque<ParseTree> ahead = new ArrayDeque<>(List.of(root));
        while (!ahead.isEmpty()) {
            ParseTree node = ahead.pop();
            if (kind.isInstance(node)) {
                found.add(kind.cast(node));
            }
            if (enters.test(node)) {
                for (int i = node.getChildCount() - 1; i >= 0; i--) {
                    ahead.push(node.getChild(i));
                }
            }
        }
        return found;
    }

    /** The relations that are read, by name; a name may also be that of a query in WITH. */
    static Set<TableName> read(Sql sql, ParseTree root) {
        Set<TableName> names = new LinkedHashSet<>();
        for (From_primaryContext from : all(root, From_primaryContext.class)) {
            if (from.schema_qualified_name() != null) {
                names.add(Spans.table(sql, from.schema_qualified_name()));
            }
        }
        for (Select_primaryContext select : all(root, Select_primaryContext.class)) {
            if (select.TABLE() != null && select.schema_qualified_name() != null) {
                names.add(Spans.table(sql, select.schema_qualified_name()));
            }
        }
        return names;
    }

    /** The relations that are read or changed, those changed first. */
    static List<TableName> touched(Sql sql, ParseTree root) {
        Set<TableName> names = new LinkedHashSet<>();
        all(root, Insert_stmt_for_psqlContext.class).forEach(c -> names.add(Spans.table(sql, c.insert_table_name)));
        all(root, Update_stmt_for_psqlContext.class).forEach(c -> names.add(Spans.table(sql, c.update_table_name)));
        all(root, Delete_stmt_for_psqlContext.class).forEach(c -> names.add(Spans.table(sql, c.delete_table_name)));
        all(root, Merge_stmt_for_psqlContext.class).forEach(c -> names.add(Spans.table(sql, c.merge_table_name)));
        names.addAll(read(sql, root));
        Set<TableName> queries = new HashSet<>();
        all(root, With_queryContext.class)
                .forEach(c -> queries.add(TableName.unqualified(Spans.stored(sql, c.query_name))));
        names.removeAll(queries);
        return List.copyOf(names);
    }
}
