package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;

/** A change of one table. */
public sealed interface TableChange extends Change
        permits AddConstraint, ColumnChange, WholeTableChange, IndexChange, RowChange {

    /** The table as the statement names it. */
    TableName table();
}
