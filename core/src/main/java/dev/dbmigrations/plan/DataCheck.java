package dev.dbmigrations.plan;

import dev.dbmigrations.schema.TableName;

/**
 * A question to the data whose answer must be "no rows".
 *
 * @param id what is looked for, for example {@code nulls-in-users-email}
 * @param table where
 * @param condition in plain words what must not be there, for example {@code NULL in users.email}
 * @param countSql a query giving one number
 * @param examplesSql a query giving up to ten keys, one text column
 * @param repair a statement or advice that mends it
 */
public record DataCheck(
        String id, TableName table, String condition, String countSql, String examplesSql, String repair) {}
