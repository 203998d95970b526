package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.change.WholeTableChange.Further;
import dev.dbmigrations.change.WholeTableChange.TableOption;
import dev.dbmigrations.change.WholeTableChange.Traits;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads CREATE TABLE. */
final class CreateTable {

    private final Cursor cursor;
    private final TableName table;
    private final List<NewColumn> columns = new ArrayList<>();
    private final List<AddConstraint> constraints = new ArrayList<>();
    private final List<CreateIndex> indexes = new ArrayList<>();
    private final List<TableName> parents = new ArrayList<>();

    private CreateTable(Cursor cursor, TableName table) {
        this.cursor = cursor;
        this.table = table;
    }

    /** After {@code CREATE … TABLE}. */
    static WholeTableChange.CreateTable read(Cursor cursor, Set<String> before) {
        boolean ifNotExists = cursor.skip("if not exists");
        CreateTable reader = new CreateTable(cursor, cursor.nameHere().table());
        return reader.read(ifNotExists, before);
    }

    private WholeTableChange.CreateTable read(boolean ifNotExists, Set<String> before) {
        if (cursor.skip("like")) {
            parents.add(cursor.nameHere().table());
        } else if (cursor.at("(") && !isQuery(cursor)) {
            elements(cursor.inParentheses());
        }
        List<TableOption> options = TableOptions.read(cursor).stream()
                .map(TableOptions.Read::option)
                .toList();
        boolean partitioned = cursor.copy().seek("partition by");
        boolean filled = cursor.copy().seek("select", "values", "as", "with") || (cursor.at("(") && isQuery(cursor));
        Further further = new Further(before.contains("replace"), indexes, options, partitioned);
        Traits traits = new Traits(ifNotExists, before.contains("temporary"), parents, filled, further);
        return new WholeTableChange.CreateTable(table, columns, constraints, traits);
    }

    private static boolean isQuery(Cursor parenthesis) {
        Cursor inner = parenthesis.copy();
        inner.skipAll("(");
        return inner.atAny("select", "with", "values");
    }

    private void elements(Cursor inner) {
        if (inner.skip("like")) {
            parents.add(inner.nameHere().table());
            return;
        }
        for (Cursor element : inner.split()) {
            if (element.at("period for")) {
                continue;
            }
            if (Keys.areAt(element)) {
                key(Keys.read(element, table));
            } else {
                NewColumn column = Columns.read(element, table).column();
                columns.add(column);
                column.constraints().forEach(inline -> constraints.add(inline.constraint()));
            }
        }
    }

    private void key(TableChange key) {
        if (key instanceof CreateIndex index && index.how().unique()) {
            constraints.add(Keys.asConstraint(index));
        } else if (key instanceof CreateIndex index) {
            indexes.add(index);
        } else if (key instanceof AddConstraint constraint) {
            constraints.add(constraint);
        }
    }
}
