package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.change.WholeTableChange.Traits;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_as_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Define_columnsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Define_tableContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.List_of_type_column_defContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_column_defContext;

/** Reads CREATE TABLE. */
final class Tables {

    private final Sql sql;
    private final TableName table;
    private final Constraints constraintReader;
    private final List<NewColumn> columns = new ArrayList<>();
    private final List<AddConstraint> constraints = new ArrayList<>();
    private final List<TableName> parents = new ArrayList<>();

    private Tables(Sql sql, TableName table) {
        this.sql = sql;
        this.table = table;
        this.constraintReader = new Constraints(sql, table);
    }

    static CreateTable created(Sql sql, Create_table_statementContext context) {
        Tables tables = new Tables(sql, Spans.table(sql, context.name));
        tables.define(context.define_table());
        boolean temporary = context.TEMP() != null || context.TEMPORARY() != null;
        return tables.result(new Traits(context.if_not_exists() != null, temporary, tables.parents, false));
    }

    static CreateTable created(Sql sql, Create_table_as_statementContext context) {
        boolean temporary = context.TEMP() != null || context.TEMPORARY() != null;
        boolean filled = context.NO() == null;
        return new Tables(sql, Spans.table(sql, context.name))
                .result(new Traits(context.if_not_exists() != null, temporary, List.of(), filled));
    }

    private CreateTable result(Traits traits) {
        return new CreateTable(table, columns, constraints, traits);
    }

    private void define(Define_tableContext context) {
        if (context.define_columns() != null) {
            define(context.define_columns());
        } else if (context.define_type() != null) {
            defineFurther(context.define_type().list_of_type_column_def());
        } else {
            parents.add(Spans.table(sql, context.define_partition().parent_table));
            defineFurther(context.define_partition().list_of_type_column_def());
        }
    }

    private void define(Define_columnsContext context) {
        context.table_column_def().forEach(this::define);
        if (context.names_in_parens() != null) {
            context.names_in_parens()
                    .names_references()
                    .schema_qualified_name()
                    .forEach(parent -> parents.add(Spans.table(sql, parent)));
        }
    }

    private void define(Table_column_defContext context) {
        if (context.table_column_definition() != null) {
            NewColumn column = Columns.read(sql, table, context.table_column_definition());
            columns.add(column);
            column.constraints().forEach(inline -> constraints.add(inline.constraint()));
        } else if (context.constraint_common() != null) {
            constraints.add(constraintReader.ofTable(context.constraint_common()));
        } else {
            parents.add(Spans.table(sql, context.schema_qualified_name()));
        }
    }

    /** Columns whose type comes from elsewhere are known when the table is there; constraints are written here. */
    private void defineFurther(@Nullable List_of_type_column_defContext context) {
        if (context == null) {
            return;
        }
        context.table_of_type_column_def().forEach(element -> {
            if (element.identifier() == null) {
                constraints.add(constraintReader.ofTable(element.tabl_constraint));
                return;
            }
            Name column = Spans.name(sql, element.identifier());
            element.constraint_common().forEach(constraint -> {
                AddConstraint added = constraintReader.ofColumn(constraint, column);
                if (added != null) {
                    constraints.add(added);
                }
            });
        });
    }
}
