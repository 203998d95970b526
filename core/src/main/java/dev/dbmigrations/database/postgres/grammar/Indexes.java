package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.IndexChange.DropIndex;
import dev.dbmigrations.change.IndexChange.How;
import dev.dbmigrations.change.IndexChange.RenameIndex;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_index_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Index_columnContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Indirection_varContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;

/** Reads statements about indexes. */
final class Indexes {

    private Indexes() {}

    static Change created(Sql sql, Create_index_statementContext context) {
        How how = new How(
                context.UNIQUE() != null,
                context.CONCURRENTLY() != null,
                context.if_not_exists() != null,
                context.ONLY() != null);
        List<String> columns = new ArrayList<>();
        for (Index_columnContext part : context.index_rest().index_columns().index_column()) {
            String column = column(sql, part);
            if (column != null) {
                columns.add(column);
            }
        }
        return new CreateIndex(
                Spans.table(sql, context.table_name),
                Spans.storedOrNull(sql, context.name),
                columns,
                how,
                sql.slice(Spans.first(sql, context.index_rest()), sql.size() - 1));
    }

    /** Null for an expression: whatever is more than a name between its parts. */
    private static @Nullable String column(Sql sql, Index_columnContext part) {
        ParseTree node = part.column;
        while (isWrapper(node)) {
            node = node.getChild(0);
        }
        boolean name = node instanceof Indirection_varContext variable
                && variable.identifier() != null
                && variable.indirection_list() == null;
        return name ? Spans.stored(sql, part.column) : null;
    }

    private static boolean isWrapper(ParseTree node) {
        boolean collated = node instanceof VexContext vex && vex.collate_identifier() != null;
        return collated || (node.getChildCount() == 1 && !(node instanceof Indirection_varContext));
    }

    /** After {@code DROP INDEX}. */
    static List<Clause> dropped(Cursor cursor) {
        boolean concurrently = cursor.skip("concurrently");
        Drops.Names names = Drops.names(cursor);
        String words = concurrently ? "DROP INDEX CONCURRENTLY" : "DROP INDEX";
        return names.clauses(words, name -> {
            TableName index = name.table();
            TableName table = TableName.of(index.schema(), "");
            return new DropIndex(table, index, concurrently, names.ifExists(), names.cascade());
        });
    }

    /** After {@code ALTER INDEX}; null if it is not a renaming. */
    static @Nullable Change renamed(Cursor cursor) {
        cursor.skip("if exists");
        Name index = cursor.name();
        Name newName = index != null && cursor.skip("rename to") ? cursor.name() : null;
        if (index == null || newName == null || !cursor.atEnd()) {
            return null;
        }
        return new RenameIndex(TableName.of(index.table().schema(), ""), index.table(), newName.last());
    }
}
